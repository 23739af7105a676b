using System.Globalization;
using System.Text;
using System.Text.Json;
using Undelivered.Publishing;
using Undelivered.Reporting.Formats;

namespace Undelivered.Reporting;

/// <summary>For whom a list of addresses is written; docs/report.md says what each takes.</summary>
public enum SuppressionFormat
{
    /// <summary>Everything that is known of each address, for a spreadsheet.</summary>
    Csv,

    /// <summary>Mailgun, import of bounces: CSV with <c>address,code,error,created_at</c>.</summary>
    Mailgun,

    /// <summary>Mailgun, import of complaints: CSV with <c>address,created_at</c>.</summary>
    MailgunComplaints,

    /// <summary>Mailgun, its API for bounces: an array of at most 1,000 a line.</summary>
    MailgunJson,

    /// <summary>SendGrid: CSV with the column <c>email</c>.</summary>
    SendGrid,

    /// <summary>SendGrid, its API for global suppressions: an object with at most 1,000 addresses a line.</summary>
    SendGridJson,

    /// <summary>Amazon SES, import job: CSV without a head, <c>address,BOUNCE</c>.</summary>
    AmazonSes,

    /// <summary>Amazon SES, import job: an object a line.</summary>
    AmazonSesJson,

    /// <summary>Postmark, its API for suppressions: an object with at most 50 addresses a line.</summary>
    Postmark,

    /// <summary>Brevo, import of blocklisted contacts: CSV with the column <c>EMAIL</c>.</summary>
    Brevo,

    /// <summary>One address a line.</summary>
    Plain,
}

/// <summary>What a file came to hold.</summary>
/// <param name="Written">How many addresses were written.</param>
/// <param name="LeftOut">How many begin with what a spreadsheet takes for a formula, and were left out of a CSV.</param>
public sealed record SuppressionFileResult(int Written, int LeftOut);

/// <summary>Writes the addresses to suppress as a file that a provider takes.</summary>
public static class SuppressionFile
{
    private const int MailgunBatch = 1_000;
    private const int SendGridBatch = 1_000;
    private const int PostmarkBatch = 50;
    private const int MaxError = 200;

    private static readonly Dictionary<string, SuppressionFormat> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = SuppressionFormat.Csv,
        ["mailgun"] = SuppressionFormat.Mailgun,
        ["mailgun-complaints"] = SuppressionFormat.MailgunComplaints,
        ["mailgun-json"] = SuppressionFormat.MailgunJson,
        ["sendgrid"] = SuppressionFormat.SendGrid,
        ["sendgrid-json"] = SuppressionFormat.SendGridJson,
        ["amazon-ses"] = SuppressionFormat.AmazonSes,
        ["amazon-ses-json"] = SuppressionFormat.AmazonSesJson,
        ["postmark"] = SuppressionFormat.Postmark,
        ["brevo"] = SuppressionFormat.Brevo,
        ["plain"] = SuppressionFormat.Plain,
    };

    /// <summary>The names of the formats on the command line.</summary>
    public static IReadOnlyCollection<string> FormatNames => Names.Keys;

    /// <summary>Reads the name of a format.</summary>
    public static bool TryParse(string? name, out SuppressionFormat format)
    {
        format = default;
        return name is not null && Names.TryGetValue(name, out format);
    }

    /// <summary>Writes the list as UTF-8 without a byte order mark (with one for <see cref="SuppressionFormat.Csv"/>), and leaves the stream open.</summary>
    public static SuppressionFileResult Write(SuppressionFormat format, SuppressionList list, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(stream);
        if (format == SuppressionFormat.Csv)
        {
            ReportCsv.Write(Tables.Suppress(list, int.MaxValue), stream);
            return new(list.Addresses.Count, 0);
        }

        // An apostrophe before it would make it another address, and without one a spreadsheet may run it.
        bool isCsv = format is SuppressionFormat.Mailgun or SuppressionFormat.MailgunComplaints or SuppressionFormat.SendGrid or SuppressionFormat.AmazonSes or SuppressionFormat.Brevo;
        var wanted = list.Addresses.Where(a => Wants(format, a.Reason)).ToList();
        var fit = isCsv ? wanted.Where(a => PlainText.CsvCell(a.Address) == a.Address).ToList() : wanted;
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case SuppressionFormat.Mailgun:
                Lines(writer, "address,code,error,created_at", fit, a => string.Join(',', a.Address, Code(a), PlainText.CsvCell(Error(a)), PlainText.CsvCell(Rfc2822(a.Last))));
                break;
            case SuppressionFormat.MailgunComplaints:
                Lines(writer, "address,created_at", fit, a => $"{a.Address},{PlainText.CsvCell(Rfc2822(a.Last))}");
                break;
            case SuppressionFormat.SendGrid:
                Lines(writer, "email", fit, a => a.Address);
                break;
            case SuppressionFormat.Brevo:
                Lines(writer, "EMAIL", fit, a => a.Address);
                break;
            case SuppressionFormat.AmazonSes:
                Lines(writer, null, fit, a => $"{a.Address},{SesReason(a)}");
                break;
            case SuppressionFormat.Plain:
                Lines(writer, null, fit, a => a.Address);
                break;
            case SuppressionFormat.AmazonSesJson:
                Batches(writer, fit, 1, static (json, batch) =>
                {
                    json.WriteStartObject();
                    json.WriteString("emailAddress", batch[0].Address);
                    json.WriteString("reason", SesReason(batch[0]));
                    json.WriteEndObject();
                });
                break;
            case SuppressionFormat.MailgunJson:
                Batches(writer, fit, MailgunBatch, MailgunBounces);
                break;
            case SuppressionFormat.SendGridJson:
                Batches(writer, fit, SendGridBatch, static (json, batch) =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("recipient_emails");
                    foreach (var address in batch)
                    {
                        json.WriteStringValue(address.Address);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                break;
            case SuppressionFormat.Postmark:
                Batches(writer, fit, PostmarkBatch, PostmarkSuppressions);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format));
        }

        return new(fit.Count, wanted.Count - fit.Count);
    }

    // Mailgun keeps two lists; the others hold both kinds in one.
    private static bool Wants(SuppressionFormat format, SuppressReason reason) => format switch
    {
        SuppressionFormat.Mailgun or SuppressionFormat.MailgunJson => reason != SuppressReason.Complaint,
        SuppressionFormat.MailgunComplaints => reason == SuppressReason.Complaint,
        _ => true,
    };

    private static void Lines(StreamWriter writer, string? head, List<SuppressedAddress> addresses, Func<SuppressedAddress, string> line)
    {
        if (head is not null)
        {
            writer.WriteLine(head);
        }

        foreach (var address in addresses)
        {
            writer.WriteLine(line(address));
        }
    }

    private static void Batches(StreamWriter writer, List<SuppressedAddress> addresses, int size, Action<Utf8JsonWriter, SuppressedAddress[]> write)
    {
        writer.Flush();
        foreach (var batch in addresses.Chunk(size))
        {
            using (var json = new Utf8JsonWriter(writer.BaseStream, DiagnosisJson.Options()))
            {
                write(json, batch);
            }

            writer.BaseStream.WriteByte((byte)'\n');
        }
    }

    private static void MailgunBounces(Utf8JsonWriter json, SuppressedAddress[] batch)
    {
        json.WriteStartArray();
        foreach (var address in batch)
        {
            json.WriteStartObject();
            json.WriteString("address", address.Address);
            json.WriteString("code", Code(address));
            json.WriteString("error", Error(address));
            if (address.Last is not null)
            {
                json.WriteString("created_at", Rfc2822(address.Last));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void PostmarkSuppressions(Utf8JsonWriter json, SuppressedAddress[] batch)
    {
        json.WriteStartObject();
        json.WriteStartArray("Suppressions");
        foreach (var address in batch)
        {
            json.WriteStartObject();
            json.WriteString("EmailAddress", address.Address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is suppressed has failed for good, also where the server put it mildly.
    private static string Code(SuppressedAddress address) => address.ReplyCode is >= 500 and < 600 ? address.ReplyCode.ToString(CultureInfo.InvariantCulture) : "550";

    private static string Error(SuppressedAddress address) => PlainText.Cut(PlainText.Harmless(address.Title).ReplaceLineEndings(" "), MaxError);

    private static string SesReason(SuppressedAddress address) => address.Reason == SuppressReason.Complaint ? "COMPLAINT" : "BOUNCE";

    private static string Rfc2822(DateTimeOffset? time) => time?.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture) ?? "";
}
