using Undelivered.Authoring;

namespace Undelivered.Tests;

public sealed class EveryExampleTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    public static TheoryData<string> Entries => [.. Catalogue.Entries.Select(e => e.Id)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Each_example_of_an_entry_is_answered_by_it_and_no_near_miss_is(string id) =>
        Assert.Empty(CatalogueExamples.Check(Catalogue, new HashSet<string> { id }));

    [Fact]
    public void The_entries_together_break_no_law() => Assert.Empty(CatalogueLaws.Check(Catalogue.ToSource()));

    [Fact]
    public void Every_hint_about_trying_again_gives_a_time_in_its_examples()
    {
        var hints = Catalogue.ToSource().RetryHints;

        Assert.NotEmpty(hints);
        Assert.All(hints, hint => Assert.NotEmpty(hint.Examples));
        Assert.All(hints.SelectMany(h => h.Examples), text => Assert.NotNull(Catalogue.Diagnose("451 4.3.2 " + text).RetryAfter));
    }
}
