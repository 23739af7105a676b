namespace Undelivered.Tests;

public sealed class SearchTests
{
    private static readonly CatalogueSearch Search = new(Catalogue.Default);

    [Theory]
    [InlineData("dmarc policy unauthenticated", "gmail.dmarc-policy")]
    [InlineData("DMARC Policy Unauthenticatde", "gmail.dmarc-policy")]
    [InlineData("gmail dmarc polic", "gmail.dmarc-policy")]
    [InlineData("0x800CCC0F", "outlook-client.connection-dropped")]
    [InlineData("2148322319", "outlook-client.connection-dropped")]
    [InlineData("-2146644977", "outlook-client.connection-dropped")]
    [InlineData("550-5.1.1 The email account that you tried to reach does not exist", "gmail.user-unknown")]
    public void What_is_looked_for_is_found_among_the_first(string query, string entry) =>
        Assert.Contains(entry, Search.Find(query, limit: 3).Select(h => h.Entry.Id));

    [Theory]
    [InlineData("5.7.26")]
    [InlineData("550 5.7.26")]
    [InlineData("550-5.7.26")]
    [InlineData("550, \"5.7.26\"")]
    public void A_code_finds_the_entries_that_ask_for_it_in_any_spelling(string query) =>
        Assert.Contains("gmail.dmarc-policy", Search.Find(query).Select(h => h.Entry.Id));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("qqqqqqqq zzzzzzzz")]
    [InlineData("...")]
    public void What_stands_nowhere_finds_nothing(string query) => Assert.Empty(Search.Find(query));

    [Fact]
    public void The_best_stands_first_and_no_more_come_than_were_asked_for()
    {
        var hits = Search.Find("mailbox full", limit: 7);

        Assert.Equal(7, hits.Count);
        Assert.Equal(hits.OrderByDescending(h => h.Score).Select(h => h.Entry.Id), hits.Select(h => h.Entry.Id));
        Assert.Contains(hits, h => h.Entry.Cause == CauseId.RecipientMailboxFull);
    }

    [Fact]
    public void The_same_query_finds_the_same_in_the_same_order() =>
        Assert.Equal(Search.Find("connection refused"), Search.Find("connection refused"));
}
