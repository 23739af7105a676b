namespace Undelivered.Mail.Bounces;

/// <summary>Reads feedback reports (RFC 5965, RFC 6591), and what large providers send in their stead.</summary>
internal static class FeedbackReader
{
    private const string Form = "arf";
    private const int MaxFields = 2000;

    public static IReadOnlyList<DeliveryReport> Read(MailReading reading)
    {
        var mail = reading.Mail;
        var fields = Fields(reading);
        var type = Find(fields, "Feedback-Type")?.ToLowerInvariant();

        // An authentication failure (RFC 6591) and "this is no spam" blame nobody.
        var kind = type is "not-spam" or "auth-failure" ? ReportKind.Other : ReportKind.Complaint;
        var recipients = FindAll(fields, "Original-Rcpt-To").Concat(FindAll(fields, "Removal-Recipient")).Select(v => Addresses.First(v)).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(StatusFields.MaxRecipients).ToList();
        if (recipients.Count == 0 && Recipient(reading) is { } found)
        {
            recipients.Add(found);
            if (mail.First(PartKind.FeedbackReport) is not null)
            {
                mail.Defects.Add("the report does not name the recipient: it was taken from the message that it quotes");
            }
        }

        var report = reading.Report(kind, Form) with
        {
            Evidence = new Evidence { Text = Words(reading, type) },
            ReportingMta = Find(fields, "Reporting-MTA") is { } mta ? mta[(mta.IndexOf(';') + 1)..].Trim() : null,
            Time = OriginalReader.Date(Find(fields, "Arrival-Date") ?? Find(fields, "Received-Date")) ?? reading.Date,
            EnvelopeSender = Find(fields, "Original-Mail-From") is { } from ? Addresses.Bare(from) : reading.Report(kind, Form).EnvelopeSender,
            Original = WithEnvelopeId(reading.Original, Find(fields, "Original-Envelope-Id")),
        };
        return recipients.Count == 0 ? [report] : [.. recipients.Select(r => report with { Recipient = r })];
    }

    private static OriginalMessage? WithEnvelopeId(OriginalMessage? original, string? id) => id is null ? original : (original ?? new OriginalMessage()) with { EnvelopeId = id };

    /// <summary>The fields of the report; of one without its part, those that stand in the text.</summary>
    private static List<(string Name, string Value)> Fields(MailReading reading)
    {
        var text = reading.Mail.First(PartKind.FeedbackReport) is { } part ? reading.Text(part) : reading.Notice.Text;
        var fields = new List<(string Name, string Value)>();
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            var colon = line.IndexOf(':');
            if (line.IsEmpty || fields.Count == MaxFields)
            {
                continue;
            }

            if (line[0] is ' ' or '\t' && fields.Count > 0)
            {
                if (fields[^1].Value.Length < 4000)
                {
                    fields[^1] = (fields[^1].Name, $"{fields[^1].Value} {line.Trim()}");
                }
            }
            else if (colon is > 0 and < 60 && !line[..colon].Contains(' '))
            {
                fields.Add((line[..colon].ToString(), line[(colon + 1)..].Trim().ToString()));
            }
        }

        return fields;
    }

    /// <summary>Whom the message was for that somebody complains about.</summary>
    private static string? Recipient(MailReading reading)
    {
        var headers = reading.OriginalHeaders;
        return headers is null ? null
            : Addresses.First(headers.Find("X-HmXmrOriginalRecipient")) ?? Addresses.First(headers.Find("To")) ?? Addresses.First(headers.Find("Delivered-To")) ?? Addresses.First(headers.Find("X-Original-To"));
    }

    private static string Words(MailReading reading, string? type)
    {
        var text = reading.Beginning();
        return text.Length > 0 ? text : type is null ? reading.Mail.Headers.Find("Subject") ?? "" : $"Feedback-Type: {type}";
    }

    private static string? Find(List<(string Name, string Value)> fields, string name) => FindAll(fields, name).FirstOrDefault();

    private static IEnumerable<string> FindAll(List<(string Name, string Value)> fields, string name) =>
        fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);
}
