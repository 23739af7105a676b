using System.Text.Json;

namespace Undelivered.Mail;

/// <summary>Writes what a report says beside its diagnosis: docs/json.md.</summary>
public static class ReportJson
{
    private static readonly string[] Kinds = ["failure", "delay", "delivered", "relayed", "complaint", "autoreply", "receipt", "other"];
    private static readonly string[] Authenticities = ["unknown", "message-id", "token", "foreign"];

    /// <summary>The names of the members, in the order in which they are written.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
    [
        "kind", "recipient", "originalRecipient", "envelopeSender", "source", "reportingMta", "remoteMta", "action", "status", "time",
        "willRetryUntil", "queueId", "attempts", "original", "lastDeferral", "authenticity", "defects",
    ];

    /// <summary>The kind's name in JSON and on the command line, such as <c>autoreply</c>.</summary>
    public static string NameOf(ReportKind kind) => Kinds[(int)kind];

    /// <summary>The name in JSON, such as <c>message-id</c>.</summary>
    public static string NameOf(Authenticity authenticity) => Authenticities[(int)authenticity];

    /// <summary>Reads a kind's name.</summary>
    public static bool TryParse(string name, out ReportKind kind)
    {
        kind = (ReportKind)Array.IndexOf(Kinds, name);
        return kind >= 0;
    }

    /// <summary>Writes the members that are known into an object that has begun.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">What.</param>
    /// <param name="catalogue">By which an earlier deferral is diagnosed.</param>
    /// <param name="only">The members that are wanted; null for all.</param>
    public static void WriteMembers(Utf8JsonWriter writer, DeliveryReport report, Catalogue catalogue, IReadOnlySet<string>? only = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(catalogue);
        foreach (var name in FieldNames)
        {
            if (only is null || only.Contains(name))
            {
                WriteMember(writer, name, report, catalogue);
            }
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, DeliveryReport report, Catalogue catalogue)
    {
        switch (name)
        {
            case "kind": writer.WriteString("kind"u8, NameOf(report.Kind)); break;
            case "recipient": writer.WriteString("recipient"u8, report.Recipient); break;
            case "originalRecipient": WriteKnown(writer, name, report.OriginalRecipient); break;
            case "envelopeSender": WriteKnown(writer, name, report.EnvelopeSender); break;
            case "source": WriteSource(writer, report.Source); break;
            case "reportingMta": WriteKnown(writer, name, report.ReportingMta); break;
            case "remoteMta": WriteKnown(writer, name, report.RemoteMta); break;
            case "action": WriteKnown(writer, name, report.Action); break;
            case "status": WriteKnown(writer, name, report.Status); break;
            case "time": WriteTime(writer, name, report.Time); break;
            case "willRetryUntil": WriteTime(writer, name, report.WillRetryUntil); break;
            case "queueId": WriteKnown(writer, name, report.QueueId); break;
            case "attempts" when report.Attempts is { } attempts: writer.WriteNumber("attempts"u8, attempts); break;
            case "original" when report.Original is { } original: WriteOriginal(writer, original); break;
            case "lastDeferral" when report.LastDeferral is { } deferral: WriteDeferral(writer, deferral, catalogue); break;
            case "authenticity" when report.Authenticity != Authenticity.Unknown: writer.WriteString("authenticity"u8, NameOf(report.Authenticity)); break;
            case "defects" when report.Defects.Count > 0: WriteDefects(writer, report.Defects); break;
        }
    }

    private static void WriteSource(Utf8JsonWriter writer, ReportSource source)
    {
        writer.WriteStartObject("source"u8);
        WriteKnown(writer, "file", source.File);
        if (source.Line is { } line)
        {
            writer.WriteNumber("line"u8, line);
        }

        writer.WriteString("form"u8, source.Form);
        writer.WriteEndObject();
    }

    private static void WriteOriginal(Utf8JsonWriter writer, OriginalMessage original)
    {
        writer.WriteStartObject("original"u8);
        WriteKnown(writer, "messageId", original.MessageId);
        WriteKnown(writer, "from", original.From);
        WriteKnown(writer, "to", original.To);
        WriteKnown(writer, "subject", original.Subject);
        WriteTime(writer, "date", original.Date);
        if (original.Headers.Count > 0)
        {
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in original.Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>What held a message back until it ran out of time: that is what has to be mended.</summary>
    private static void WriteDeferral(Utf8JsonWriter writer, in Evidence deferral, Catalogue catalogue)
    {
        var diagnosis = catalogue.Diagnose(deferral);
        writer.WriteStartObject("lastDeferral"u8);
        writer.WriteString("text"u8, deferral.Text);
        writer.WriteString("entry"u8, diagnosis.Entry?.Id);
        writer.WriteString("cause"u8, diagnosis.Cause.Id);
        writer.WriteString("fixedBy"u8, WireNames.Of(diagnosis.FixedBy));
        writer.WriteString("title"u8, diagnosis.Title);
        writer.WriteEndObject();
    }

    private static void WriteDefects(Utf8JsonWriter writer, IReadOnlyList<string> defects)
    {
        writer.WriteStartArray("defects"u8);
        foreach (var defect in defects)
        {
            writer.WriteStringValue(defect);
        }

        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, known.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void WriteKnown(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
