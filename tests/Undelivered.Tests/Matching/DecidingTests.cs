namespace Undelivered.Tests;

/// <summary>docs/matching.md, section 5.</summary>
public sealed class DecidingTests
{
    private static readonly Catalogue Small = new TinyCatalogue()
        .Speaker("host", SpeakerRole.Receiver)
        .Entry("host.gone", "nobody of that name lives here", cause: CauseId.RecipientUnknown)
        .Entry("host.gone-for-good", "that mailbox was deleted by its owner", cause: CauseId.RecipientUnknown,
            with: e => e with { Permanence = Permanence.Permanent, Retry = Retry.No, Suppress = Suppress.Yes })
        .Entry("host.greylisted", "come back a little later", cause: CauseId.TransportGreylisted, with: e => e with { RetryAfter = "PT15M" })
        .Entry("host.dmarc", "the policy of your domain forbids it", cause: CauseId.AuthenticationDmarc, with: e => e with { RetryAfter = "PT15M" })
        .Entry("host.taken", "the message was taken in", cause: CauseId.InfoDelivered)
        .Entry("host.odd", "an odd thing came to pass", cause: CauseId.Unknown)
        .Entry("host.api", new Match { Http = "400", Text = "the parameter is missing" }, CauseId.RequestInvalid)
        .Hint("try again in {duration}")
        .Compile();

    [Theory]
    [InlineData("550 5.1.1 nobody of that name lives here", Permanence.Permanent, Retry.No, Suppress.Yes)]
    [InlineData("nobody of that name lives here", Permanence.Permanent, Retry.No, Suppress.Yes)]
    [InlineData("450 4.1.1 nobody of that name lives here", Permanence.Temporary, Retry.Backoff, Suppress.AfterRepeats)]
    [InlineData("450 nobody of that name lives here", Permanence.Temporary, Retry.Backoff, Suppress.AfterRepeats)]
    [InlineData("450 4.1.1 that mailbox was deleted by its owner", Permanence.Permanent, Retry.No, Suppress.Yes)]
    [InlineData("550 come back a little later", Permanence.Temporary, Retry.Backoff, Suppress.No)]
    [InlineData("421 the policy of your domain forbids it", Permanence.Temporary, Retry.AfterFix, Suppress.No)]
    [InlineData("550 5.0.0 an odd thing came to pass", Permanence.Permanent, Retry.No, Suppress.No)]
    [InlineData("421 an odd thing came to pass", Permanence.Temporary, Retry.Backoff, Suppress.No)]
    [InlineData("an odd thing came to pass", Permanence.Unknown, Retry.No, Suppress.No)]
    [InlineData("250 the message was taken in", Permanence.None, Retry.No, Suppress.No)]
    public void The_class_of_the_code_corrects_what_is_only_the_usual_case(string text, Permanence permanence, Retry retry, Suppress suppress)
    {
        var answer = Small.Diagnose(text);

        Assert.Equal((permanence, retry, suppress), (answer.Permanence, answer.Retry, answer.Suppress));
    }

    [Theory]
    [InlineData("450 qqq", Permanence.Temporary, Retry.Backoff)]
    [InlineData("550 qqq", Permanence.Permanent, Retry.No)]
    [InlineData("4.7.1 qqq", Permanence.Temporary, Retry.Backoff)]
    [InlineData("250 2.0.0 qqq", Permanence.None, Retry.No)]
    [InlineData("qqq", Permanence.Unknown, Retry.No)]
    public void Where_nothing_but_a_code_is_known_its_class_decides(string text, Permanence permanence, Retry retry)
    {
        var answer = Small.Diagnose(text);

        Assert.Null(answer.Entry);
        Assert.Equal((permanence, retry, Suppress.No, FixedBy.Inspect), (answer.Permanence, answer.Retry, answer.Suppress, answer.FixedBy));
    }

    [Theory]
    [InlineData("550 5.7.1 come back a little later", "5.7.1", "temporary")]
    [InlineData("450 4.1.1 that mailbox was deleted by its owner", "4.1.1", "permanent")]
    [InlineData("250 that mailbox was deleted by its owner", "250", "permanent")]
    [InlineData("550 the message was taken in", "550", "no failure")]
    public void A_code_that_contradicts_the_text_is_told(string text, string code, string truth)
    {
        var conflict = Small.Diagnose(text).Conflict;

        Assert.Contains(code, conflict);
        Assert.Contains(truth, conflict);
    }

    [Theory]
    [InlineData("550 5.1.1 nobody of that name lives here")]
    [InlineData("450 4.1.1 nobody of that name lives here")]
    [InlineData("421 come back a little later")]
    [InlineData("come back a little later")]
    [InlineData("250 the message was taken in")]
    [InlineData("400 the parameter is missing")]
    public void Where_code_and_text_agree_there_is_no_conflict(string text) => Assert.Null(Small.Diagnose(text).Conflict);

    [Theory]
    [InlineData("421 come back a little later", "PT15M")]
    [InlineData("421 come back a little later, try again in 300 seconds", "PT5M")]
    [InlineData("421 the policy of your domain forbids it", null)]
    [InlineData("550 nobody of that name lives here, try again in 300 seconds", null)]
    public void The_text_tells_when_to_try_again_before_the_entry_does(string text, string? retryAfter) =>
        Assert.Equal(retryAfter, Small.Diagnose(text).RetryAfter);

    [Fact]
    public void The_status_of_an_API_is_no_reply_code()
    {
        var answer = Small.Diagnose("400 the parameter is missing");

        Assert.Equal(400, answer.HttpStatus);
        Assert.Null(answer.ReplyCode);
        Assert.Equal((Permanence.Permanent, Retry.AfterFix), (answer.Permanence, answer.Retry));
    }

    [Fact]
    public void No_temporary_refusal_kills_an_address_whatever_its_text()
    {
        var unsettled = Catalogue.Default.Entries
            .Where(e => e.Permanence is null && e.Suppress is null && Catalogue.Default.FindCause(e.Cause)!.Suppress == Suppress.Yes)
            .SelectMany(e => e.Match.Select(m => m.Text).OfType<string>())
            .Where(text => !text.Contains('{'))
            .ToArray();

        Assert.NotEmpty(unsettled);
        Assert.All(unsettled, text => Assert.NotEqual(Suppress.Yes, Catalogue.Default.Diagnose("450 4.1.1 " + text).Suppress));
    }
}
