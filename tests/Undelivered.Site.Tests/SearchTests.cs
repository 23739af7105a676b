using Undelivered.Site.Library;

namespace Undelivered.Site.Tests;

public sealed class SearchTests
{
    private static readonly LibrarySearch Search = new(Rendered.Web);

    [Theory]
    [InlineData("mailbox full")]
    [InlineData("mailbxo full")]
    [InlineData("gmial dmarc")]
    public void Words_are_found_though_mistyped(string query) => Assert.NotEmpty(Search.Find(query).Entries);

    [Theory]
    [InlineData("550-5.7.26", "5.7.26")]
    [InlineData("0x800CCC0F", "0x800CCC0F")]
    [InlineData("2148322319", "0x800CCC0F")]
    public void A_code_leads_to_its_page(string query, string code)
    {
        var finds = Search.Find(query);

        Assert.Equal(code, finds.Code?.Text);
        Assert.NotEmpty(finds.Entries);
    }

    [Fact]
    public void A_whole_error_had_better_be_explained() =>
        Assert.True(Search.Find("550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.").IsError);

    [Fact]
    public void Words_that_no_entry_holds_together_give_those_that_hold_some()
    {
        var finds = Search.Find("xylophone mailbox");

        Assert.True(finds.IsLoose);
        Assert.NotEmpty(finds.Entries);
    }

    [Fact]
    public void A_speaker_a_cause_and_a_word_are_found_by_name()
    {
        Assert.Contains(Search.Find("mailgun").Others, o => o.Path == "/speakers/mailgun");
        Assert.Contains(Search.Find("dmarc").Others, o => o.Path == "/glossary#dmarc");
    }

    [Fact]
    public void Nothing_is_found_for_nothing() => Assert.Empty(Search.Find("  ").Entries);
}
