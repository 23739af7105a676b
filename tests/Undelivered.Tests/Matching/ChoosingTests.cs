namespace Undelivered.Tests;

/// <summary>docs/matching.md, section 4.</summary>
public sealed class ChoosingTests
{
    private static readonly Catalogue Small = new TinyCatalogue()
        .Speaker("mailer", SpeakerRole.Library, marker: "MailerError")
        .Speaker("relay", SpeakerRole.Provider, marker: "relayed by Relay", provider: "relay")
        .Speaker("alpha", SpeakerRole.Receiver, marker: "- alphamail", host: "alpha.example", provider: "alphamail")
        .Speaker("beta", SpeakerRole.Receiver, provider: "betamail")
        .Speaker("norm", SpeakerRole.Standard)
        .Entry("mailer.refused", "the message could not be handed over to anybody at all", cause: CauseId.RequestInvalid)
        .Entry("mailer.vague", "something went wrong", cause: CauseId.Unknown, with: e => e with { Vague = true })
        .Entry("alpha.full", "box is full", cause: CauseId.RecipientMailboxFull)
        .Entry("alpha.quota", "the quota of the account is used up", cause: CauseId.AccountQuota)
        .Entry("beta.quota", "the quota of the account is used up", cause: CauseId.RecipientMailboxFull)
        .Entry("alpha.rate-deferred", "too much of this from your address", code: "421 4.7.28", cause: CauseId.RateLimited)
        .Entry("alpha.rate-refused", "too much of this from your address", code: "550 5.7.28", cause: CauseId.ReputationIp)
        .Entry("alpha.uncoded", "none of that in here please")
        .Entry("alpha.coded", "none of that in here please", code: "552")
        .Entry("alpha.short", "mail refused", cause: CauseId.PolicyRejected)
        .Entry("alpha.long", "mail refused because of its attachments", cause: CauseId.ContentUnsafe)
        .Entry("alpha.vague", "your mail was not taken by any of our very many servers", cause: CauseId.Unknown, with: e => e with { Vague = true })
        .Entry("norm.mailbox", "mailbox unavailable", code: "550", cause: CauseId.Unknown, with: e => e with { Vague = true })
        .Entry("alpha.mailbox", "mailbox unavailable", cause: CauseId.RecipientUnknown)
        .Entry("alpha.token", new Match { Token = "AL-4711" }, CauseId.ReputationIp)
        .Code("alpha.row", "5.7.9", CauseId.AccountCredentials)
        .Code("norm.5-7-1", "5.7.1")
        .Code("norm.5-1-1", "5.1.1", CauseId.RecipientUnknown)
        .Code("norm.550", "550", CauseId.Unknown, with: e => e with { Vague = true })
        .Code("norm.552", "552", CauseId.ContentTooLarge)
        .Compile();

    [Theory]
    [InlineData("550 box is full", "alpha.full", MatchKind.Text)]
    [InlineData("550 5.7.28 too much of this from your address", "alpha.rate-refused", MatchKind.CodeAndText)]
    [InlineData("421 4.7.28 too much of this from your address", "alpha.rate-deferred", MatchKind.CodeAndText)]
    [InlineData("550 too much of this from your address", "alpha.rate-refused", MatchKind.CodeAndText)]
    [InlineData("421 too much of this from your address", "alpha.rate-deferred", MatchKind.CodeAndText)]
    [InlineData("552 none of that in here please", "alpha.coded", MatchKind.CodeAndText)]
    [InlineData("421 none of that in here please", "alpha.uncoded", MatchKind.Text)]
    [InlineData("mail refused", "alpha.short", MatchKind.Text)]
    [InlineData("mail refused because of its attachments", "alpha.long", MatchKind.Text)]
    [InlineData("550 5.7.1 see AL-4711", "alpha.token", MatchKind.Token)]
    [InlineData("550 5.7.1 qqq", "norm.5-7-1", MatchKind.EnhancedCode)]
    [InlineData("552 qqq", "norm.552", MatchKind.BasicCode)]
    [InlineData("550 qqq", "norm.550", MatchKind.BasicCode)]
    [InlineData("550 5.7.9 qqq - alphamail", "alpha.row", MatchKind.SpeakerCode)]
    [InlineData("X.7.1 mail refused", "norm.5-7-1", MatchKind.EnhancedCode)]
    [InlineData("nothing of the kind", null, MatchKind.None)]
    public void The_answer_that_deserves_most_trust_is_chosen(string text, string? entry, MatchKind kind)
    {
        var answer = Small.Diagnose(text);

        Assert.Equal(entry, answer.Entry?.Id);
        Assert.Equal(kind, answer.Match);
    }

    [Fact]
    public void Trust_grows_from_code_to_token()
    {
        string[] texts = ["nothing", "552 qqq", "550 5.7.1 qqq", "550 5.7.9 qqq - alphamail", "the quota of the account is used up", "550 5.7.28 too much of this from your address", "see AL-4711"];

        var confidence = texts.Select(t => Small.Diagnose(t).Confidence).ToArray();

        Assert.Equal([0, 0.4, 0.7, 0.85, 0.95, 0.98, 0.99], confidence);
    }

    [Theory]
    [InlineData("MailerError: the message could not be handed over to anybody at all: 550 box is full", "alpha.full", "mailer")]
    [InlineData("MailerError: the message could not be handed over to anybody at all: 550 5.7.1 qqq", "norm.5-7-1", "")]
    [InlineData("MailerError, relayed by Relay: 550 box is full", "alpha.full", "mailer relay")]
    [InlineData("relayed by Relay, MailerError: 550 box is full", "alpha.full", "mailer relay")]
    public void What_stands_inside_a_quotation_wins_over_what_quotes_it(string text, string entry, string via)
    {
        var answer = Small.Diagnose(text);

        Assert.Equal(entry, answer.Entry?.Id);
        Assert.Equal(via, string.Join(' ', answer.Via));
    }

    [Theory]
    [InlineData("MailerError: the message could not be handed over to anybody at all", "mailer.refused")]
    [InlineData("MailerError: the message could not be handed over to anybody at all, 550", "mailer.refused")]
    public void A_wrapper_answers_where_nothing_inside_it_is_known_better_than_by_its_basic_code(string text, string entry) =>
        Assert.Equal(entry, Small.Diagnose(text).Entry?.Id);

    [Theory]
    [InlineData("your mail was not taken by any of our very many servers: box is full", "alpha.full")]
    [InlineData("your mail was not taken by any of our very many servers: 5.1.1", "norm.5-1-1")]
    [InlineData("your mail was not taken by any of our very many servers", "alpha.vague")]
    public void A_text_that_names_no_cause_loses_to_one_that_does(string text, string entry) =>
        Assert.Equal(entry, Small.Diagnose(text).Entry?.Id);

    [Theory]
    [InlineData(null, null)]
    [InlineData("alphamail", "alpha.quota")]
    [InlineData("betamail", "beta.quota")]
    [InlineData("ALPHAMAIL ", "alpha.quota")]
    public void The_hint_decides_between_two_who_say_the_same(string? provider, string? entry)
    {
        var answer = Small.Diagnose(new Evidence { Text = "550 the quota of the account is used up", Provider = provider });

        Assert.True(answer.Entry?.Id == (entry ?? answer.Entry?.Id));
        Assert.EndsWith(".quota", answer.Entry!.Id);
    }

    [Fact]
    public void The_remote_host_decides_between_two_who_say_the_same()
    {
        var text = "550 the quota of the account is used up";

        Assert.Equal("alpha.quota", Small.Diagnose(new Evidence { Text = text, RemoteHost = "mx1.alpha.example." }).Entry?.Id);
        Assert.Equal("beta.quota", Small.Diagnose(new Evidence { Text = text, RemoteHost = "mx1.notalpha.example", Provider = "betamail" }).Entry?.Id);
    }

    [Fact]
    public void A_hint_that_is_not_known_is_ignored()
    {
        var text = "550 box is full";

        Assert.Equal(Small.Diagnose(text).ToJson(), Small.Diagnose(new Evidence { Text = text, Provider = "nobody-knows" }).ToJson());
    }

    [Fact]
    public void What_a_standard_says_too_counts_for_another_only_if_it_is_known_to_speak()
    {
        Assert.Equal("norm.mailbox", Small.Diagnose("550 mailbox unavailable").Entry?.Id);
        Assert.Equal("alpha.mailbox", Small.Diagnose("550 mailbox unavailable - alphamail").Entry?.Id);
        Assert.Equal("alpha.mailbox", Small.Diagnose(new Evidence { Text = "550 mailbox unavailable", Provider = "alphamail" }).Entry?.Id);
    }

    [Fact]
    public void The_row_of_a_speaker_counts_only_if_it_is_known_to_speak()
    {
        Assert.Equal("norm.550", Small.Diagnose("550 5.7.9 qqq").Entry?.Id);
        Assert.Equal("alpha.row", Small.Diagnose(new Evidence { Text = "550 5.7.9 qqq", Provider = "alphamail" }).Entry?.Id);
        Assert.Equal("alpha.row", Small.Diagnose(new Evidence { Text = "550 5.7.9 qqq", RemoteHost = "mx.alpha.example" }).Entry?.Id);
        Assert.Equal("alpha.row", Small.Diagnose("host mx.alpha.example said: 550 5.7.9 qqq").Entry?.Id);
    }

    [Fact]
    public void A_host_inside_an_address_proves_nothing() =>
        Assert.Equal("norm.550", Small.Diagnose("550 5.7.9 <ann@alpha.example> qqq").Entry?.Id);

    [Fact]
    public void A_token_is_bounded_by_what_is_no_letter_or_digit()
    {
        Assert.Null(Small.Diagnose("see AL-47110").Entry);
        Assert.Null(Small.Diagnose("see XAL-4711").Entry);
        Assert.Equal("alpha.token", Small.Diagnose("[AL-4711]").Entry?.Id);
    }

    [Fact]
    public void The_provider_that_is_hinted_is_named_as_the_way_that_the_mail_took()
    {
        var answer = Small.Diagnose(new Evidence { Text = "550 box is full", Provider = "relay" });

        Assert.Equal("alpha", answer.Speaker);
        Assert.Equal(["relay"], answer.Via);
    }
}
