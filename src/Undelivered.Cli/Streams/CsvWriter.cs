using System.Buffers;
using System.Globalization;
using System.Text;

namespace Undelivered.Cli.Streams;

/// <summary>Writes diagnoses as CSV (RFC 4180).</summary>
internal sealed class CsvWriter(Catalogue catalogue) : FailureWriter(catalogue)
{
    private static readonly string[] Columns =
    [
        "id", "entry", "speaker", "via", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress",
        "replyCode", "httpStatus", "enhancedCode", "match", "confidence", "title", "text", "error",
    ];

    private readonly Catalogue _catalogue = catalogue;

    public override void Begin(IBufferWriter<byte> output) => WriteRow(output, Columns);

    public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
    {
        var id = Encoding.UTF8.GetString(input.Id).Trim('"');
        if (input.Error is not null)
        {
            Totals.AddBad();
            WriteRow(output, [id, .. Enumerable.Repeat<string?>(null, Columns.Length - 2), input.Error]);
            return;
        }

        var d = _catalogue.Diagnose(input.Evidence with { Text = Encoding.UTF8.GetString(input.Text) });
        Totals.Add(d);
        WriteRow(output,
        [
            id, d.Entry?.Id, d.Speaker, string.Join(' ', d.Via), d.Cause.Id, WireNames.Of(d.Permanence), WireNames.Of(d.FixedBy),
            WireNames.Of(d.Retry), d.RetryAfter, WireNames.Of(d.Suppress), d.ReplyCode?.ToString(CultureInfo.InvariantCulture),
            d.HttpStatus?.ToString(CultureInfo.InvariantCulture), d.EnhancedCode?.ToString(), WireNames.Of(d.Match),
            d.Confidence.ToString(CultureInfo.InvariantCulture), d.Title, d.Text, null,
        ]);
    }

    private static void WriteRow(IBufferWriter<byte> output, IEnumerable<string?> cells) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n", output);

    // A spreadsheet takes what begins with these for a formula; the apostrophe makes it text.
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var safe = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
