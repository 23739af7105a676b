namespace Undelivered.Mail.Bounces;

/// <summary>Reads disposition notifications (RFC 8098): what became of a message after it had been delivered.</summary>
internal static class ReceiptReader
{
    public static IReadOnlyList<DeliveryReport> Read(MailReading reading, MailPart part, string subject)
    {
        var fields = HeaderBlock.Parse(PartText.Decode(reading.Mail.Content(part), part.Encoding, reading.Mail.Defects));
        var final = Typed(fields.Find("Final-Recipient"));
        var original = Typed(fields.Find("Original-Recipient"));
        var recipient = final ?? original ?? Addresses.First(reading.Mail.Headers.Find("From"));

        // Sieve's "reject" (RFC 5429) and Dovecot's full mailboxes are told in this form; they are refusals all the same.
        if (Wording.Rejected.In(reading.Notice.Folded) || Wording.Rejected.In(subject))
        {
            return [Refusal(reading, recipient, original, subject)];
        }

        var id = OriginalReader.MessageId(fields.Find("Original-Message-ID"));
        var message = reading.Original;
        return [reading.Report(ReportKind.Receipt, "rfc8098") with
        {
            Recipient = recipient,
            OriginalRecipient = Addresses.Same(recipient, original) ? null : original,
            Action = fields.Find("Disposition") is { } disposition ? disposition[(disposition.IndexOf(';') + 1)..].Trim().ToLowerInvariant() : null,
            ReportingMta = fields.Find("Reporting-UA")?.Split(';')[0].Trim(),
            Original = id is null ? message : (message ?? new OriginalMessage()) with { MessageId = message?.MessageId ?? id },
            Evidence = new Evidence { Text = reading.Beginning() is { Length: > 0 } text ? text : fields.Find("Disposition") },
        }];
    }

    private static DeliveryReport Refusal(MailReading reading, string? recipient, string? original, string subject)
    {
        var said = new NoticeReports(reading).Text(recipient, alone: true) ?? subject;
        var verbatim = Diagnostics.Verbatim(said, out var host);
        var status = Codes.Enhanced(verbatim);
        return reading.Report(ReportKind.Failure, Dialects.Name(reading.Mail.Headers, reading.Notice.Folded) is var form && form != Dialects.Unknown ? form : "rfc5429") with
        {
            Recipient = recipient,
            OriginalRecipient = Addresses.Same(recipient, original) ? null : original,
            Status = status,
            Evidence = StatusReader.Evidence(verbatim, status, host),
        };
    }

    private static string? Typed(string? field) => field is null ? null : Addresses.Bare(field.AsSpan(field.IndexOf(';') + 1)) is { Length: > 0 } address ? address : null;
}
