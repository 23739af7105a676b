using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>Each law is broken on purpose once: a gate that cannot fail is none.</summary>
public sealed class LawTests
{
    [Fact]
    public void A_catalogue_without_a_fault_breaks_no_law() => Assert.Empty(Breaches(e => e));

    [Fact]
    public void An_id_must_name_its_speaker_and_be_in_kebab_case()
    {
        Broken(e => e with { Id = "host.Refused" }, "kebab-case");
        Broken(e => e with { Id = "other.refused" }, "kebab-case");
        Broken(e => e with { Id = "host.refused_now" }, "kebab-case");
    }

    [Fact]
    public void A_title_must_be_read_at_a_glance() => Broken(e => e with { Title = new string('t', 111) }, "111 characters");

    [Fact]
    public void An_entry_without_a_match_can_never_answer() => Broken(e => e with { Match = [] }, "'match'");

    [Fact]
    public void An_entry_without_a_source_is_refused()
    {
        Broken(e => e with { Sources = [] }, "needs a source");
        Broken(e => e with { Sources = [new Source { Seen = "2026-02-12" }] }, "needs a source");
    }

    [Fact]
    public void An_entry_without_an_example_is_refused() => Broken(e => e with { Examples = [] }, "needs an example");

    [Fact]
    public void A_failure_without_a_remedy_is_refused_but_good_news_needs_none()
    {
        Broken(e => e with { Remedy = [] }, "needs a remedy");
        Assert.Empty(Breaches(e => e with { Remedy = [], Cause = CauseId.InfoDelivered }));
    }

    [Fact]
    public void A_term_an_entry_and_a_check_that_do_not_exist_are_told()
    {
        Broken(e => e with { Terms = ["no-such-term"] }, "'no-such-term'");
        Broken(e => e with { See = ["host.nobody"] }, "'host.nobody'");
        Broken(e => e with { Remedy = [new RemedyStep("Look.", FixedBy.Inspect, "lint.nothing")] }, "'lint.nothing'");
    }

    [Fact]
    public void A_text_must_not_use_a_slot_that_no_phrase_captures()
    {
        Broken(e => e with { Title = "Refused for {ip}" }, "{ip}");
        Assert.Empty(Breaches(e => e with { Title = "Refused for {domain}" }));
    }

    [Theory]
    [InlineData("Turn off TLS on port 25.")]
    [InlineData("Disable SSL for a while.")]
    [InlineData("Switch off STARTTLS, then send.")]
    [InlineData("Turn off your firewall.")]
    [InlineData("Disable the antivirus.")]
    [InlineData("Set the DMARC policy to p=none.")]
    [InlineData("Relax your record to p=none and wait.")]
    [InlineData("Ignore the certificate.")]
    [InlineData("Skip TLS.")]
    [InlineData("Accept all certificates.")]
    [InlineData("Set rejectUnauthorized to false.")]
    [InlineData("Remove DMARC from the domain.")]
    [InlineData("Turn SSL off in the account's settings.")]
    public void A_remedy_must_not_tell_people_to_lower_their_guard(string advice) =>
        Broken(e => e with { Remedy = [new RemedyStep(advice, FixedBy.Dns)] }, "lower their guard");

    [Theory]
    [InlineData("Do not turn off TLS; use port 587.")]
    [InlineData("Choose port 465 instead of turning anything off; never disable SSL.")]
    [InlineData("Sign with DKIM rather than set the policy to p=none.")]
    public void A_remedy_may_warn_of_it(string advice) => Assert.Empty(Breaches(e => e with { Remedy = [new RemedyStep(advice, FixedBy.Dns)] }));

    [Theory]
    [InlineData("550")]
    [InlineData("5yz")]
    public void An_address_is_never_suppressed_on_a_basic_code_alone(string code)
    {
        Broken(e => e with { Match = [.. e.Match, new Match { Code = code }], Cause = CauseId.RecipientUnknown, Suppress = Suppress.Yes }, "basic code alone");
        Broken(e => e with { Match = [.. e.Match, new Match { Code = code }], Cause = CauseId.RecipientUnknown, Suppress = Suppress.AfterRepeats }, "basic code alone");
    }

    [Fact]
    public void A_basic_code_alone_must_not_suppress_by_its_cause_either() =>
        Broken(e => e with { Match = [new Match { Code = "550" }], Title = "No", Cause = CauseId.RecipientUnknown }, "basic code alone");

    [Theory]
    [InlineData(CauseId.AuthenticationDmarc)]
    [InlineData(CauseId.ReputationIp)]
    [InlineData(CauseId.PolicyRejected)]
    public void An_address_is_not_suppressed_for_what_is_not_its_fault(string cause) =>
        Broken(e => e with { Cause = cause, Suppress = Suppress.Yes }, "lose a good address");

    [Fact]
    public void Two_entries_must_not_claim_the_same_words()
    {
        var entry = Sound();
        var source = Source(entry, entry with { Id = "host.again", Match = [new Match { Text = "The Doorman of {domain} said no" }] });

        Assert.Contains(CatalogueLaws.Check(source), p => p.Where == "host.again" && p.Field == "match" && p.Message.Contains("shadowed", StringComparison.Ordinal) && p.Message.Contains("host.refused", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_entries_of_one_speaker_must_not_claim_the_same_code()
    {
        var entry = Sound() with { Match = [new Match { Code = "550 5.7.1" }], Title = "No" };

        Assert.Contains(CatalogueLaws.Check(Source(entry, entry with { Id = "host.again" })), p => p.Where == "host.again" && p.Message.Contains("shadowed", StringComparison.Ordinal));
    }

    [Fact]
    public void An_id_must_not_stand_twice() =>
        Assert.Contains(CatalogueLaws.Check(Source(Sound(), Sound() with { Match = [new Match { Text = "other words altogether {domain}" }] })), p => p.Where == "host.refused" && p.Message.Contains("twice", StringComparison.Ordinal));

    [Fact]
    public void A_guide_and_a_term_must_not_name_what_does_not_exist()
    {
        var source = Source(Sound()) with
        {
            Guides = [new Guide { Id = "walk", Title = "Walk", Summary = "Through.", Entries = ["host.nobody"] }],
            Terms = [new Term { Id = "spf", Name = "SPF", Definition = "A record.", See = ["nothing"] }],
        };

        Assert.Equal(["spf", "walk"], CatalogueLaws.Check(source).Select(p => p.Where).Order());
    }

    private static Entry Sound() => TinyCatalogue.EntryOf("host.refused", new Match { Text = "the doorman of {domain} said no" });

    private static CatalogueSource Source(params Entry[] entries) => new()
    {
        Version = "test",
        Causes = TinyCatalogue.Causes,
        Speakers = new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Source().Speakers,
        Entries = entries,
    };

    private static IEnumerable<string> Breaches(Func<Entry, Entry> plant) => CatalogueLaws.Check(Source(plant(Sound()))).Select(p => p.Message);

    private static void Broken(Func<Entry, Entry> plant, string says) => Assert.Contains(Breaches(plant), m => m.Contains(says, StringComparison.Ordinal));
}
