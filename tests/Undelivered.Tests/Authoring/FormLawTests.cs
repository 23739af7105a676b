using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>The laws of ids, lengths, times and dates.</summary>
public sealed class FormLawTests
{
    [Theory]
    [InlineData("Host")]
    [InlineData("my host")]
    [InlineData("my_host")]
    [InlineData("-host")]
    [InlineData("my--host")]
    [InlineData("my.host")]
    [InlineData("")]
    [InlineData("~")]
    public void A_speakers_id_is_in_kebab_case(string id) =>
        Broken(s => s with { Speakers = [s.Speakers[0] with { Id = id }] }, id, "kebab-case");

    [Fact]
    public void Ids_are_no_longer_than_anybody_needs()
    {
        Broken(s => s with { Speakers = [s.Speakers[0] with { Id = new string('a', 65) }] }, new string('a', 65), "64 characters");
        Broken(s => Entry(s, e => e with { Id = "host." + new string('a', 124) }), "host." + new string('a', 124), "128 characters");
        Holds(s => Entry(s, e => e with { Id = "host." + new string('a', 123) }));
    }

    [Theory]
    [InlineData("Policy.Rejected")]
    [InlineData("policy.re jected")]
    [InlineData("policy-rejected.now")]
    [InlineData("policy")]
    [InlineData("policy.rejected.now")]
    [InlineData(".rejected")]
    public void A_causes_id_has_the_form_of_the_built_in_ones(string id) =>
        Broken(s => s with { Causes = [.. s.Causes, s.Causes[0] with { Id = id }] }, id, "two words");

    [Fact]
    public void A_cause_of_ones_own_is_no_breach() =>
        Holds(s => s with { Causes = [.. s.Causes, s.Causes[0] with { Id = "policy.too_late" }] });

    [Theory]
    [InlineData("PT1S")]
    [InlineData("PT15M")]
    [InlineData("P1D")]
    [InlineData("P1DT2H3M4S")]
    [InlineData("P60D")]
    public void A_duration_is_taken(string duration) => Holds(s => Entry(s, e => e with { RetryAfter = duration }));

    [Theory]
    [InlineData("15 minutes")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("pt15m")]
    [InlineData("PT15M ")]
    [InlineData("PT1.5H")]
    [InlineData("-PT15M")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT0S")]
    [InlineData("P61D")]
    [InlineData("P60DT1S")]
    [InlineData("P99999999999999999999D")]
    [InlineData("PT000000000000000000000000000001S")]
    [InlineData("")]
    public void What_is_no_duration_that_one_waits_for_is_refused(string duration) =>
        Broken(s => Entry(s, e => e with { RetryAfter = duration }), "host.refused", "PT15M");

    [Theory]
    [InlineData("lately")]
    [InlineData("2026-2-12")]
    [InlineData("2026-02-30")]
    [InlineData("12.02.2026")]
    [InlineData("2026")]
    public void When_a_source_was_seen_is_a_date(string seen)
    {
        Broken(s => Entry(s, e => e with { Sources = [new Source { Title = "a page", Seen = seen }] }), "host.refused", "2026-02-12");
        Broken(s => s with { Terms = [new Term { Id = "spf", Name = "SPF", Definition = "A record.", Sources = [new Source { Rfc = 7208, Seen = seen }] }] }, "spf", "2026-02-12");
        Broken(s => s with { Guides = [new Guide { Id = "walk", Title = "Walk", Summary = "Through.", Sources = [new Source { Rfc = 7208, Seen = seen }] }] }, "walk", "2026-02-12");
    }

    [Fact]
    public void Texts_of_an_entry_have_a_length()
    {
        Broken(s => Entry(s, e => e with { Meaning = Long(4001) }), "host.refused", "the meaning has 4,001 characters");
        Broken(s => Entry(s, e => e with { Remedy = [Step(Long(1001))] }), "host.refused", "step 1 has 1,001 characters");
        Broken(s => Entry(s, e => e with { Avoid = [Long(1001)] }), "host.refused", "'avoid' has 1,001 characters");
        Broken(s => Entry(s, e => e with { Notes = Long(4001) }), "host.refused", "'notes' has 4,001 characters");
        Holds(s => Entry(s, e => e with { Meaning = Long(4000), Remedy = [Step(Long(1000))], Avoid = [Long(1000)] }));
    }

    [Fact]
    public void Texts_of_all_else_have_a_length()
    {
        Broken(s => s with { Speakers = [s.Speakers[0] with { Name = Long(101) }] }, "host", "the name has 101 characters");
        Broken(s => s with { Speakers = [s.Speakers[0] with { About = Long(1001) }] }, "host", "'about' has 1,001 characters");
        Broken(s => s with { Causes = [s.Causes[0] with { Title = Long(111) }, .. s.Causes.Skip(1)] }, CauseId.RecipientUnknown, "the title has 111 characters");
        Broken(s => s with { Causes = [s.Causes[0] with { Meaning = Long(4001) }, .. s.Causes.Skip(1)] }, CauseId.RecipientUnknown, "the meaning has 4,001");
        Broken(s => s with { Terms = [new Term { Id = "spf", Name = Long(101), Definition = "A record." }] }, "spf", "the name has 101");
        Broken(s => s with { Terms = [new Term { Id = "spf", Name = "SPF", Definition = Long(4001) }] }, "spf", "'definition' has 4,001");
        Broken(s => s with { Terms = [new Term { Id = "S P F", Name = "SPF", Definition = "A record." }] }, "S P F", "kebab-case");
        Broken(s => s with { Guides = [new Guide { Id = "walk", Title = Long(111), Summary = "Through." }] }, "walk", "the title has 111");
        Broken(s => s with { Guides = [new Guide { Id = "walk", Title = "Walk", Summary = Long(4001) }] }, "walk", "'summary' has 4,001");
        Broken(s => s with { Guides = [new Guide { Id = "walk", Title = "Walk", Summary = "Through.", Steps = [Step(Long(1001))] }] }, "walk", "step 1 has 1,001");
    }

    [Fact]
    public void A_step_without_end_costs_no_more_than_reading_it()
    {
        var step = string.Concat(Enumerable.Repeat("disable tls, ", 400_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Broken(s => Entry(s, e => e with { Remedy = [Step(step)] }), "host.refused", "step 1 has");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static RemedyStep Step(string text) => new(text, FixedBy.Dns);

    private static string Long(int length) => new('m', length);

    private static CatalogueSource Entry(CatalogueSource source, Func<Entry, Entry> change) => source with { Entries = [change(source.Entries[0])] };

    private static CatalogueSource Sound() => new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Entry("host.refused", "the doorman of {domain} said no").Source();

    private static void Holds(Func<CatalogueSource, CatalogueSource> plant) => Assert.Empty(CatalogueLaws.Check(plant(Sound())));

    private static void Broken(Func<CatalogueSource, CatalogueSource> plant, string where, string says) =>
        Assert.Contains(CatalogueLaws.Check(plant(Sound())), p => p.Where == where && p.Message.Contains(says, StringComparison.Ordinal));
}
