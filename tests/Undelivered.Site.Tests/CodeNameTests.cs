using Undelivered.Site.Library;
using static Undelivered.Site.Tests.Rendered;

namespace Undelivered.Site.Tests;

public sealed class CodeNameTests
{
    [Theory]
    [InlineData("5.7.26", "5.7.26")]
    [InlineData("550-5.7.26", "5.7.26")]
    [InlineData("550 5.7.26", "5.7.26")]
    [InlineData("#5.7.26", "5.7.26")]
    [InlineData("X.7.26", "x.7.26")]
    [InlineData("550", "550")]
    [InlineData("SMTP 550", "550")]
    [InlineData("error code 421", "421")]
    [InlineData("HTTP 429", "http-429")]
    [InlineData("http-429", "http-429")]
    [InlineData("0x800CCC0F", "0x800CCC0F")]
    [InlineData("800ccc0f", "0x800CCC0F")]
    [InlineData("2148322319", "0x800CCC0F")]
    [InlineData("-2146644977", "0x800CCC0F")]
    public void A_code_is_read_in_any_spelling(string spelling, string slug)
    {
        Assert.True(CodeName.TryParse(spelling, out var code));
        Assert.Equal(slug, code.Slug);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("mailbox full")]
    [InlineData("600")]
    [InlineData("5.7")]
    [InlineData("192.0.2.1")]
    [InlineData("550 mailbox")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void What_is_no_code_is_none(string? text) => Assert.False(CodeName.TryParse(text, out _));

    [Fact]
    public void Every_code_reads_as_itself() => Assert.All(Web.Codes.Names, name =>
    {
        Assert.True(CodeName.TryParse(name.Slug, out var slug));
        Assert.True(CodeName.TryParse(name.Text, out var text));
        Assert.Equal(name, slug);
        Assert.Equal(name, text);
    });

    [Fact]
    public void A_code_leads_to_what_is_said_with_it_and_to_its_own_meaning()
    {
        var code = Code("5.7.26");

        Assert.Contains(Web.Codes.Find(code), e => e.Id == "gmail.dmarc-policy" || e.Speaker == "enhanced");
        Assert.Equal("enhanced.5-7-26", Web.StandardMeaning(code)?.Id);
    }

    [Fact]
    public void A_code_within_a_range_leads_to_the_range()
    {
        var code = Code("5.7.640");

        Assert.Contains(Web.Codes.Find(code), e => e.Match.Any(m => m.Code == "5.7.606-649"));
    }

    [Fact]
    public void What_only_APIs_say_is_taken_for_HTTP()
    {
        var code = Code("429");

        Assert.Equal("http-429", Web.Codes.Settle(code).Slug);
    }

    private static CodeName Code(string text) => CodeName.TryParse(text, out var code) ? code : throw new ArgumentException(text);
}
