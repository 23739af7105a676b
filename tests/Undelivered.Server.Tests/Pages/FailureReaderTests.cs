using System.Text;
using Undelivered.Mail;
using Undelivered.Server.Pages;

namespace Undelivered.Server.Tests.Pages;

/// <summary>Mails and logs, which tell of several recipients.</summary>
public sealed class FailureReaderTests
{
    private const string Full = "552 5.2.2 Mailbox full";
    private const string Unknown = "550 5.1.1 User unknown";

    [Fact]
    public void What_is_said_alike_is_one_answer_for_all_its_recipients()
    {
        var explanation = Reader().Read(Bytes($"kim@example.org {Unknown}\nlee@example.org {Full}\nbo@example.org {Unknown}"), null);

        Assert.Equal(2, explanation.Answers.Count);
        Assert.Equal(["kim@example.org", "bo@example.org"], explanation.Answers[0].Recipients);
        Assert.Equal("lines", explanation.Form);
    }

    [Fact]
    public void A_part_that_cannot_be_read_does_not_hide_the_others()
    {
        var explanation = Reader().Read(Bytes($"broken\nlee@example.org {Full}"), null);

        Assert.Single(explanation.Answers);
        Assert.Contains("1 parts could not be read", explanation.Note);
    }

    [Fact]
    public void A_log_without_end_is_read_up_to_a_bound()
    {
        var explanation = Reader().Read(Bytes(string.Concat(Enumerable.Range(0, FailureReader.MostReports + 500).Select(i => $"u{i}@example.org {Full}\n"))), null);

        Assert.Equal(FailureReader.MostReports, explanation.Answers.Sum(a => a.Count));
        Assert.Equal(FailureReader.MostRecipients, explanation.Answers[0].Recipients.Count);
        Assert.Contains("first 5000", explanation.Note);
    }

    [Fact]
    public void What_has_no_form_is_a_text() => Assert.Null(new FailureReader(Catalogue.Default) { Recognise = _ => null }.Read(Bytes(Full), null).Form);

    [Fact]
    public void A_form_that_tells_of_no_failure_is_read_as_text() => Assert.Null(Reader().Read(Bytes("\n"), null).Form);

    [Fact]
    public void Of_a_long_text_the_beginning_is_looked_at_and_that_is_said() =>
        Assert.Contains("64 KB", new FailureReader(Catalogue.Default) { Recognise = _ => null }.Read(Bytes(Full + new string('x', 70_000)), null).Note);

    private static FailureReader Reader() => new(Catalogue.Default) { Recognise = _ => new Lines() };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A line for each recipient: address, blank, text.</summary>
    private sealed class Lines : InputForm
    {
        public override string Name => "lines";

        public override string Description => "Lines.";

        public override bool Fits(ReadOnlySpan<byte> head) => true;

        public override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options) =>
            new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => new Line(l));
    }

    private sealed class Line(string line) : InputPiece
    {
        public override IReadOnlyList<DeliveryReport> Read() => line.IndexOf(' ') is > 0 and var blank
            ? [new DeliveryReport { Kind = ReportKind.Failure, Source = new("lines"), Recipient = line[..blank], Evidence = new Evidence { Text = line[(blank + 1)..] } }]
            : throw new UnreadableException("no blank");
    }
}
