using System.Text;
using Undelivered.Matching;

namespace Undelivered.Tests;

/// <summary>docs/catalogue.md, "Slots".</summary>
public sealed class SlotTests
{
    [Theory]
    [InlineData("domain", "example.org")]
    [InlineData("domain", "xn--mnchen-3ya.example")]
    [InlineData("domain", "münchen.example")]
    [InlineData("host", "mx-1.example.org")]
    [InlineData("host", "[mx.example.org]")]
    [InlineData("ip", "192.0.2.1")]
    [InlineData("ip", "[192.0.2.1]")]
    [InlineData("ip", "192.0.2.0/24")]
    [InlineData("ip", "2001:db8::1")]
    [InlineData("ip", "[ipv6:2001:db8::1]")]
    [InlineData("ip", "x.x.x.x")]
    [InlineData("address", "ann@example.org")]
    [InlineData("address", "<ann@example.org>")]
    [InlineData("number", "42")]
    [InlineData("number", "1,000.5")]
    [InlineData("size", "52.4mib")]
    [InlineData("size", "25 mb")]
    [InlineData("size", "35882577")]
    [InlineData("date", "mon, 20 dec 2021 20:33:21 utc")]
    [InlineData("duration", "5 minutes")]
    [InlineData("duration", "00:05:00")]
    [InlineData("duration", "a few minutes")]
    [InlineData("url", "https://example.org/a?b=c")]
    [InlineData("url", "mailto:ann@example.org")]
    [InlineData("id", "a1b2-c3.d4")]
    [InlineData("word", "anything")]
    [InlineData("*", "")]
    [InlineData("*", "whatever stands here")]
    [InlineData("domain", "<domain>")]
    [InlineData("number", "%s")]
    [InlineData("url", "[link]")]
    [InlineData("size", "{size}")]
    public void A_slot_takes_what_it_is_named_for_and_its_placeholder(string name, string content)
    {
        Assert.True(Slots.TryParse(name, out var slot));
        Assert.True(Slots.Takes(slot, Encoding.UTF8.GetBytes(content)));
    }

    [Theory]
    [InlineData("domain", "not a domain")]
    [InlineData("domain", "")]
    [InlineData("host", "a/b")]
    [InlineData("ip", "192.0.2")]
    [InlineData("ip", "192.0.2.256")]
    [InlineData("ip", "12345")]
    [InlineData("ip", "example.org")]
    [InlineData("ip", "::::")]
    [InlineData("address", "example.org")]
    [InlineData("address", "@example.org")]
    [InlineData("address", "ann@")]
    [InlineData("address", "ann smith@example.org")]
    [InlineData("number", "many")]
    [InlineData("number", "5 apples")]
    [InlineData("size", "huge")]
    [InlineData("size", "5 apples")]
    [InlineData("date", "tomorrow")]
    [InlineData("duration", "a while")]
    [InlineData("url", "example.org/a")]
    [InlineData("url", "https://example.org/a b")]
    [InlineData("id", "two words")]
    [InlineData("word", "two words")]
    public void A_slot_refuses_what_it_is_not_named_for(string name, string content)
    {
        Assert.True(Slots.TryParse(name, out var slot));
        Assert.False(Slots.Takes(slot, Encoding.UTF8.GetBytes(content)));
    }

    [Theory]
    [InlineData("mail from {domain} is refused", "Mail from Example.org is refused", "domain", "Example.org")]
    [InlineData("host {host} said no", "Host mx.example.org said no", "host", "mx.example.org")]
    [InlineData("client {ip} is listed", "Client [192.0.2.1] is listed", "ip", "192.0.2.1")]
    [InlineData("client {ip} is listed", "Client 2001:DB8::1 is listed", "ip", "2001:DB8::1")]
    [InlineData("client blocked: {ip}", "Client blocked: 192.0.2.1.", "ip", "192.0.2.1")]
    [InlineData("mailbox {address} is gone", "Mailbox <Ann@example.org> is gone", "address", "Ann@example.org")]
    [InlineData("no such mailbox: {address}", "No such mailbox: <ann@example.org>.", "address", "ann@example.org")]
    [InlineData("{address} does not live here", "550 5.1.1 <ann@example.org> does not live here", "address", "ann@example.org")]
    [InlineData("{address} does not live here", "550 ann@example.org does not live here", "address", "ann@example.org")]
    [InlineData("larger than {size} in all", "Larger than 25 MB in all", "size", "25 MB")]
    [InlineData("the limit is {size}", "The limit is 52.4MiB, sorry", "size", "52.4MiB")]
    [InlineData("more than {number} recipients", "More than 1,000 recipients", "number", "1,000")]
    [InlineData("try again after {date}", "Try again after Mon, 20 Dec 2021 20:33:21 UTC. Bye.", "date", "Mon, 20 Dec 2021 20:33:21 UTC")]
    [InlineData("come back in {duration}", "Come back in 5 minutes please", "duration", "5 minutes")]
    [InlineData("please see {url} for more", "Please see https://example.org/Why?a=B for more", "url", "https://example.org/Why?a=B")]
    [InlineData("read more at {url}", "Read more at https://example.org/Why.", "url", "https://example.org/Why")]
    [InlineData("queue id {id} was lost", "Queue ID 4F7aB9 was lost", "id", "4F7aB9")]
    [InlineData("reason: {word} only", "Reason: Policy only", "word", "Policy")]
    public void A_phrase_captures_what_its_slot_holds(string phrase, string text, string name, string captured)
    {
        var answer = TinyCatalogue.Of(phrase).Diagnose(text);

        Assert.Equal("host.it", answer.Entry?.Id);
        Assert.Equal(captured, answer.Captures[name]);
    }

    [Theory]
    [InlineData("client {ip} is listed", "Client [IP] is listed")]
    [InlineData("client {ip} is listed", "Client X.X.X.X is listed")]
    [InlineData("mail from {domain} is refused", "Mail from <domain> is refused")]
    [InlineData("mail from {domain} is refused", "Mail from %s is refused")]
    [InlineData("mail from {domain} is refused", "Mail from <the sending domain> is refused")]
    public void A_placeholder_of_a_document_matches_and_is_not_reported(string phrase, string text)
    {
        var answer = TinyCatalogue.Of(phrase).Diagnose(text);

        Assert.Equal("host.it", answer.Entry?.Id);
        Assert.Empty(answer.Captures);
    }

    [Theory]
    [InlineData("client {ip} is listed", "Client example.org is listed")]
    [InlineData("mail from {domain} is refused", "Mail from nobody in particular is refused")]
    [InlineData("{address} does not live here", "550 nobody does not live here")]
    [InlineData("{address} does not live here", "does not live here")]
    [InlineData("{address} does not live here", "nobody> does not live here")]
    [InlineData("{domain} takes no mail", "> takes no mail")]
    [InlineData("read more at {url}", "Read more at")]
    public void A_phrase_whose_slot_holds_something_else_does_not_match(string phrase, string text) =>
        Assert.Null(TinyCatalogue.Of(phrase).Diagnose(text).Entry);

    [Fact]
    public void A_gap_takes_two_hundred_characters_and_no_more()
    {
        var catalogue = TinyCatalogue.Of("the beginning {*} the end of it");

        Assert.NotNull(catalogue.Diagnose($"the beginning {new string('x', 198)} the end of it").Entry);
        Assert.Null(catalogue.Diagnose($"the beginning {new string('x', 300)} the end of it").Entry);
    }

    [Fact]
    public void A_missing_capture_gives_way_to_a_neutral_word()
    {
        var catalogue = new TinyCatalogue().Speaker("host", SpeakerRole.Receiver)
            .Entry("host.it", "mail from {domain} is refused", with: e => e with { Title = "{domain} is refused", Meaning = "See {domain}. {unknown} stays." }).Compile();

        Assert.Equal("The domain is refused", catalogue.Diagnose("mail from <domain> is refused").Title);
        Assert.Equal("Example.org is refused", catalogue.Diagnose("mail from Example.org is refused").Title);
        Assert.Equal("See the domain. {unknown} stays.", catalogue.Diagnose("mail from <domain> is refused").Meaning);
    }
}
