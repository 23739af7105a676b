using CsCheck;
using Undelivered.Site.Sharing;

namespace Undelivered.Site.Tests;

public sealed class PersonalDataTests
{
    private static readonly PersonalData Data = new(Catalogue.Default);

    [Theory]
    [InlineData("<kim.doe@acme-widgets.de>: unknown", "<name1@domain1.example>: unknown")]
    [InlineData("kim@acme.de and kim@acme.de and lee@acme.de", "name1@domain1.example and name1@domain1.example and name2@domain1.example")]
    [InlineData("to=<kim@gmail.com>, relay=gmail-smtp-in.l.google.com", "to=<name1@gmail.com>, relay=gmail-smtp-in.l.google.com")]
    [InlineData("orig_to=kim@acme.de", "orig_to=name1@domain1.example")]
    [InlineData("bounce+kim=acme.de@lists.acme.de", "name1@domain1.example")]
    [InlineData("https://mail.acme.de/u?m=kim%40acme.de", "https://mail.domain1.example/u?m=name1%40domain1.example")]
    [InlineData("mx.acme.de refused kim@acme.de", "mx.domain1.example refused name1@domain1.example")]
    [InlineData("postmaster@acme.de", "postmaster@domain1.example")]
    [InlineData("From: \"Kim Doe\" <kim@acme.de>", "From: \"Person 1\" <name1@domain1.example>")]
    [InlineData("To: Kim Doe <kim@acme.de>", "To: Person 1 <name1@domain1.example>")]
    [InlineData("Call +49 30 1234567.", "Call +00 000 000.")]
    [InlineData("550 5.7.26 s124sm61498wme29a7 - gsmtp", "550 5.7.26 id1 - gsmtp")]
    [InlineData("request 1b4e28ba-2fa1-11d2-883f-0016d3cca427 failed", "request id1 failed")]
    [InlineData("rejected (TSS04), see S3150 and 0x800CCC0F", "rejected (TSS04), see S3150 and 0x800CCC0F")]
    [InlineData("4.7.0 +00:00 +1 day", "4.7.0 +00:00 +1 day")]
    public void It_is_masked_and_the_error_is_not(string text, string masked) => Assert.Equal(masked, Data.Mask(text).Text);

    [Fact]
    public void IP_addresses_are_masked_if_that_is_wished()
    {
        const string text = "Client host [198.51.100.7] blocked; 2001:db8::7";

        Assert.Equal(text, Data.Mask(text).Text);
        Assert.Equal("Client host [192.0.2.1] blocked; 192.0.2.2", Data.Mask(text, ips: true).Text);
    }

    [Fact]
    public void What_is_masked_is_counted() => Assert.Equal(0, Data.Mask("552 5.2.2 mailbox full").Count);

    [Fact]
    public void A_masked_error_is_explained_as_before()
    {
        var examples = Catalogue.Default.Entries.SelectMany(e => e.Examples).ToArray();
        var changed = examples.Where(x => Entry(x.Text, x) != Entry(Data.Mask(x.Text).Text, x)).Select(x => x.Text).ToArray();

        Assert.True(changed.Length < examples.Length / 200, $"{changed.Length} of {examples.Length}:\n{string.Join("\n--\n", changed.Take(20).Select(t => t + "\n=> " + Data.Mask(t).Text))}");
    }

    [Fact]
    public void Any_text_can_be_masked() => Gen.String[Gen.Char["ab1@%40<>\"=.: +-[]\n\u00E4"], 0, 60].Sample(text =>
    {
        var once = Data.Mask(text, ips: true);
        Assert.NotNull(once.Text);
    });

    private static string? Entry(string text, Example example) =>
        Catalogue.Default.Diagnose(new Evidence { Text = text, Provider = example.Provider, RemoteHost = example.RemoteHost }).Entry?.Id;
}
