using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>Examples are tests: each kind of fault in them is planted once.</summary>
public sealed class PlantedExampleTests
{
    [Fact]
    public void An_example_that_another_entry_answers_is_told() =>
        Told(e => e with { Examples = [new Example { Text = "the other doorman said no" }] }, "answered by host.other");

    [Fact]
    public void An_example_that_nothing_answers_is_told() =>
        Told(e => e with { Examples = [new Example { Text = "quite something else" }] }, "answered by no entry");

    [Fact]
    public void A_near_miss_that_is_taken_for_a_match_is_told() =>
        Told(e => e with { NearMisses = ["the doorman of example.org said no, and that was that"] }, "near-miss");

    [Fact]
    public void A_capture_that_is_wrong_or_missing_is_told()
    {
        Told(e => Example(e, x => x with { Captures = new Dictionary<string, string> { ["domain"] = "example.com" } }), "domain = 'example.org'");
        Told(e => Example(e, x => x with { Captures = new Dictionary<string, string> { ["ip"] = "192.0.2.1" } }), "ip = ''");
    }

    [Fact]
    public void A_decision_that_is_wrong_is_told()
    {
        Told(e => Example(e, x => x with { Permanence = Permanence.Temporary }), "permanence = Permanent");
        Told(e => Example(e, x => x with { Retry = Retry.Split }), "retry = No");
        Told(e => Example(e, x => x with { Suppress = Suppress.Yes }), "suppress = No");
        Told(e => Example(e, x => x with { RetryAfter = "PT5M" }), "retryAfter = nothing");
    }

    [Fact]
    public void An_example_is_put_with_its_hint()
    {
        var catalogue = Build(e => Example(e, x => x with { Text = "550 5.7.9 nothing else", Provider = "hosting", Captures = new Dictionary<string, string>() }) with { Match = [.. e.Match, new Match { Code = "5.7.9" }] });

        Assert.Empty(CatalogueExamples.Check(catalogue));
    }

    [Fact]
    public void A_hint_without_a_time_in_its_example_is_told()
    {
        var source = new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Entry("host.later", "come back some other day", cause: CauseId.TransportBusy).Source();
        source = source with { RetryHints = [new RetryHint("try again in {duration}", ["451 try again when the moon is full", "try again in 5 minutes"])] };

        var problem = Assert.Single(CatalogueExamples.Check(Catalogue.Compile(source)));

        Assert.Contains("moon", problem.Message);
    }

    [Fact]
    public void Only_the_entries_that_are_asked_for_are_looked_at() =>
        Assert.Empty(CatalogueExamples.Check(Build(e => e with { Examples = [new Example { Text = "quite something else" }] }), new HashSet<string> { "host.other" }));

    private static Entry Example(Entry entry, Func<Example, Example> change) =>
        entry with { Examples = [change(new Example { Text = "the doorman of example.org said no", Captures = new Dictionary<string, string> { ["domain"] = "example.org" } })] };

    private static Catalogue Build(Func<Entry, Entry> plant) => new TinyCatalogue()
        .Speaker("host", SpeakerRole.Receiver, provider: "hosting")
        .Entry("host.refused", "the doorman of {domain} said no", with: e => plant(Example(e, x => x)))
        .Entry("host.other", "the other doorman said no")
        .Compile();

    private static void Told(Func<Entry, Entry> plant, string says)
    {
        Assert.Empty(CatalogueExamples.Check(Build(e => e)));

        var problem = Assert.Single(CatalogueExamples.Check(Build(plant)));

        Assert.Equal("host.refused", problem.Where);
        Assert.Equal("match", problem.Field);
        Assert.Contains(says, problem.Message);
    }
}
