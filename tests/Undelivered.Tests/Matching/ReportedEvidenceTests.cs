namespace Undelivered.Tests.Matching;

/// <summary>What a reader knows from the form of a report goes before what the text says.</summary>
public class ReportedEvidenceTests
{
    private const string NoSuchUser = "550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in local recipient table";

    private static readonly Undelivered.Catalogue Catalogue = Undelivered.Catalogue.Default;

    [Fact]
    public void A_named_entry_answers_whatever_the_text_says()
    {
        var answer = Catalogue.Diagnose(new Evidence { Text = NoSuchUser, Entry = "report.auto-reply" });

        Assert.Equal(("report.auto-reply", "info.autoreply", Suppress.No, MatchKind.Form), (answer.Entry?.Id, answer.Cause.Id, answer.Suppress, answer.Match));
        Assert.Null(answer.Conflict);
    }

    [Fact]
    public void A_complaint_suppresses_the_address() =>
        Assert.Equal((Suppress.Yes, Retry.No), Catalogue.Diagnose(new Evidence { Text = "", Entry = "report.complaint" }) is var answer ? (answer.Suppress, answer.Retry) : default);

    [Fact]
    public void An_entry_that_the_catalogue_lacks_is_ignored() =>
        Assert.Equal("recipient.unknown", Catalogue.Diagnose(new Evidence { Text = NoSuchUser, Entry = "no.such" }).Cause.Id);

    [Theory]
    [InlineData(NoSuchUser)]
    [InlineData("550 5.9.9 words that nobody has written before zzyzx")]
    [InlineData("mailbox is gone and was deleted by its owner")]
    public void As_long_as_a_server_goes_on_trying_nothing_is_final(string text)
    {
        var answer = Catalogue.Diagnose(new Evidence { Text = text, IsDelay = true });

        Assert.Equal(Permanence.Temporary, answer.Permanence);
        Assert.NotEqual(Retry.No, answer.Retry);
        Assert.NotEqual(Suppress.Yes, answer.Suppress);
        Assert.Null(answer.Conflict);
    }

    [Fact]
    public void The_streamed_JSON_says_the_same()
    {
        var evidence = new Evidence { Text = NoSuchUser, IsDelay = true };
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new JsonDiagnoser(Catalogue).Write(output, "\"id\":17"u8, System.Text.Encoding.UTF8.GetBytes(NoSuchUser), evidence);

        Assert.Equal("{\"id\":17," + Catalogue.Diagnose(evidence).ToJson()[1..], System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
