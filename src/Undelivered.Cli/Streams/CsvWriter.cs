using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Undelivered.Mail;
using Undelivered.Publishing;

namespace Undelivered.Cli.Streams;

/// <summary>Writes diagnoses as CSV (RFC 4180).</summary>
internal sealed class CsvWriter(Catalogue catalogue) : FailureWriter(catalogue)
{
    private static readonly string[] Columns =
    [
        "id", "entry", "speaker", "via", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress",
        "replyCode", "httpStatus", "enhancedCode", "match", "confidence", "title", "text", "error",
        "kind", "recipient", "envelopeSender", "remoteMta", "status", "time", "queueId", "messageId", "file", "line", "form",
    ];

    private static readonly int ErrorColumn = Array.IndexOf(Columns, "error");

    private readonly Catalogue _catalogue = catalogue;

    public override void Begin(IBufferWriter<byte> output) => WriteRow(output, Columns);

    public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
    {
        var id = Id(input.Id);
        if (input.Error is not null)
        {
            Totals.AddBad();
            WriteRow(output, [id, .. Enumerable.Repeat<string?>(null, ErrorColumn - 1), input.Error, .. Enumerable.Repeat<string?>(null, Columns.Length - ErrorColumn - 1)]);
            return;
        }

        var d = _catalogue.Diagnose(input.Evidence with { Text = Encoding.UTF8.GetString(input.Text) });
        Totals.Add(d, input.Report?.Kind);
        WriteRow(output,
        [
            id, d.Entry?.Id, d.Speaker, string.Join(' ', d.Via), d.Cause.Id, WireNames.Of(d.Permanence), WireNames.Of(d.FixedBy),
            WireNames.Of(d.Retry), d.RetryAfter, WireNames.Of(d.Suppress), d.ReplyCode?.ToString(CultureInfo.InvariantCulture),
            d.HttpStatus?.ToString(CultureInfo.InvariantCulture), d.EnhancedCode?.ToString(), WireNames.Of(d.Match),
            d.Confidence.ToString(CultureInfo.InvariantCulture), d.Title, d.Text, null,
            .. ReportCells(input.Report),
        ]);
    }

    private static IEnumerable<string?> ReportCells(DeliveryReport? report) => report is null
        ? Enumerable.Repeat<string?>(null, Columns.Length - ErrorColumn - 1)
        :
        [
            ReportJson.NameOf(report.Kind), report.Recipient, report.EnvelopeSender, report.RemoteMta, report.Status,
            report.Time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), report.QueueId, report.Original?.MessageId,
            report.Source.File, report.Source.Line?.ToString(CultureInfo.InvariantCulture), report.Source.Form,
        ];

    /// <summary>What a string says; anything else as it was written.</summary>
    private static string Id(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '"')
        {
            return Encoding.UTF8.GetString(json);
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Its escapes are no Unicode.
            return Encoding.UTF8.GetString(json[1..^1]);
        }
    }

    private static void WriteRow(IBufferWriter<byte> output, IEnumerable<string?> cells) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(c => PlainText.CsvCell(c ?? ""))) + "\r\n", output);
}
