using System.Text;
using System.Text.Json;

namespace Undelivered.Mail.Bounces;

/// <summary>Reads the mails with which Amazon SNS passes on what Amazon SES reports: JSON, and nothing else that matters.</summary>
internal static class SnsNotice
{
    private const string Form = "amazon-ses";

    public static bool TryRead(MailReading reading, out IReadOnlyList<DeliveryReport> reports)
    {
        reports = [];
        if (reading.Mail.TopType is not "text/plain" || reading.Mail.Parts is not [var part, ..])
        {
            return false;
        }

        var content = reading.Mail.Content(part).TrimStart(" \r\n\t"u8);
        var isBase64 = part.Encoding?.StartsWith("base64", StringComparison.OrdinalIgnoreCase) == true;
        var text = content.Length > 20 && (content[0] == '{' || isBase64) ? reading.Text(part).AsSpan().Trim() : [];
        if (text.Length < 20 || text[0] != '{' || !text[..Math.Min(text.Length, 200)].Contains("Type\"", StringComparison.Ordinal))
        {
            return false;
        }

        // What SNS appends for people to unsubscribe stands below the object; and servers on the way break its one long line.
        var bytes = Encoding.UTF8.GetBytes(text.ToString().Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        try
        {
            var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip });
            using var document = JsonDocument.ParseValue(ref json);
            reports = Read(reading, document.RootElement);
            return reports.Count > 0;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static List<DeliveryReport> Read(MailReading reading, JsonElement root)
    {
        var reports = new List<DeliveryReport>();
        var type = (String(root, "notificationType") ?? String(root, "eventType"))?.ToLowerInvariant();
        var (kind, name, list) = type switch
        {
            "bounce" => (ReportKind.Failure, "bounce", "bouncedRecipients"),
            "complaint" => (ReportKind.Complaint, "complaint", "complainedRecipients"),
            "delivery" => (ReportKind.Delivered, "delivery", "recipients"),
            "deliverydelay" => (ReportKind.Delay, "deliveryDelay", "delayedRecipients"),
            _ => (ReportKind.Other, "", ""),
        };
        if (!root.TryGetProperty(name, out var what) || what.ValueKind != JsonValueKind.Object || !what.TryGetProperty(list, out var recipients) || recipients.ValueKind != JsonValueKind.Array)
        {
            return reports;
        }

        var original = Original(root);
        foreach (var recipient in recipients.EnumerateArray().Take(StatusFields.MaxRecipients))
        {
            var address = recipient.ValueKind == JsonValueKind.String ? recipient.GetString() : String(recipient, "emailAddress");
            var said = String(recipient, "diagnosticCode") ?? String(what, "smtpResponse") ?? String(what, "complaintFeedbackType") ?? "";
            var text = said.StartsWith("smtp;", StringComparison.OrdinalIgnoreCase) ? said[5..].Trim() : said;
            var status = String(recipient, "status") is { } code ? Codes.StatusOf(code) : Codes.Enhanced(text);
            var report = reading.Report(kind, Form);
            reports.Add(report with
            {
                Recipient = Addresses.First(address),
                Action = String(recipient, "action")?.ToLowerInvariant(),
                Status = status,
                ReportingMta = String(what, "reportingMTA") is { } mta ? mta[(mta.IndexOf(';') + 1)..].Trim() : null,
                RemoteMta = String(what, "remoteMtaIp"),
                Time = Time(String(what, "timestamp")) ?? report.Time,
                QueueId = original.Item2,
                Original = original.Item1,
                EnvelopeSender = null,
                Evidence = kind is ReportKind.Failure or ReportKind.Delay
                    ? StatusReader.Evidence(text, status, null) with { Provider = "amazon-ses" } : new Evidence { Text = text, Provider = "amazon-ses" },
            });
        }

        return reports;
    }

    private static (OriginalMessage?, string?) Original(JsonElement root)
    {
        if (!root.TryGetProperty("mail", out var mail) || mail.ValueKind != JsonValueKind.Object)
        {
            return (null, null);
        }

        var common = mail.TryGetProperty("commonHeaders", out var headers) && headers.ValueKind == JsonValueKind.Object ? headers : default;
        return (new OriginalMessage
        {
            MessageId = OriginalReader.MessageId(String(common, "messageId")),
            From = Addresses.First(First(common, "from") ?? String(mail, "source")),
            To = Addresses.First(First(common, "to") ?? First(mail, "destination")),
            Subject = String(common, "subject"),
            Date = OriginalReader.Date(String(common, "date")),
        }, String(mail, "messageId"));
    }

    private static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? First(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            && value[0].ValueKind == JsonValueKind.String ? value[0].GetString() : null;

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
