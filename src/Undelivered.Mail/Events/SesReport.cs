namespace Undelivered.Mail.Events;

/// <summary>Reads one event of Amazon SES: a report for each recipient that it names.</summary>
internal static class SesReport
{
    public static void Read(EventObject found, EventReading reading)
    {
        var mail = found.Object("mail");
        var name = found.Word("notificationType") ?? found.Word("eventType");
        switch (name)
        {
            case "Bounce":
                Bounce(found.Object("bounce"), mail, reading);
                break;
            case "Complaint":
                Complaint(found.Object("complaint"), mail, reading);
                break;
            case "Delivery":
                var delivery = found.Object("delivery");
                foreach (var recipient in RecipientsOf(delivery.Addresses("recipients"), mail))
                {
                    Add(reading, ReportKind.Delivered, EventText.Evidence(EventText.WithoutType(delivery.Text("smtpResponse"))), delivery, mail, name, recipient);
                }

                break;
            case "DeliveryDelay":
                Delay(found.Object("deliveryDelay"), mail, reading);
                break;
            case "Reject":
                var reject = found.Object("reject");
                ForAll(reading, ReportKind.Failure, "{\"reject\":" + EventText.Fields(("reason", reject.Text("reason"))) + "}", reject, mail, name);
                break;
            case "Rendering Failure" or "RenderingFailure":
                var failure = found.Object("failure");
                ForAll(reading, ReportKind.Failure, EventText.Join(failure.Text("errorMessage"), EventText.Fields(("eventType", "Rendering Failure"))), failure, mail, name);
                break;
            default:
                // Send, Open, Click, Subscription and whatever comes: nothing was refused.
                ForAll(reading, ReportKind.Other, null, found.Object((name ?? "").ToLowerInvariant()), mail, name ?? "");
                break;
        }
    }

    private static void Bounce(EventObject bounce, EventObject mail, EventReading reading)
    {
        var type = bounce.Word("bounceType");
        var subType = bounce.Word("bounceSubType");
        foreach (var item in bounce.Items("bouncedRecipients"))
        {
            var recipient = new EventObject(item);
            var reply = EventText.WithoutType(recipient.Text("diagnosticCode"));
            var status = recipient.Word("status");
            var evidence = EventText.Evidence(EventText.Join(reply, SesEvents.TypeText(type, subType, reply is not null)), null, status);
            Add(reading, ReportKind.Failure, evidence, bounce, mail, "Bounce", recipient.Address("emailAddress"), status, recipient.Word("action"));
        }
    }

    private static void Complaint(EventObject complaint, EventObject mail, EventReading reading)
    {
        // SES did not send at all: the complaint is an earlier one.
        var isSuppressed = complaint.Word("complaintSubType") == "OnAccountSuppressionList";
        var text = isSuppressed ? EventText.Fields(("complaintSubType", "OnAccountSuppressionList")) : EventText.Fields(("notificationType", "Complaint"));
        foreach (var item in complaint.Items("complainedRecipients"))
        {
            Add(reading, isSuppressed ? ReportKind.Failure : ReportKind.Complaint, EventText.Evidence(text), complaint, mail, "Complaint", new EventObject(item).Address("emailAddress"));
        }
    }

    private static void Delay(EventObject delay, EventObject mail, EventReading reading)
    {
        var type = delay.Word("delayType");
        foreach (var item in delay.Items("delayedRecipients"))
        {
            var recipient = new EventObject(item);
            var reply = EventText.WithoutType(recipient.Text("diagnosticCode"));
            var status = recipient.Word("status");
            var fields = type is not null && (reply is null || type is "General" or "Undetermined") ? EventText.Fields(("delayType", type)) : null;
            Add(reading, ReportKind.Delay, EventText.Evidence(EventText.Join(reply, fields), null, status), delay, mail, "DeliveryDelay", recipient.Address("emailAddress"), status);
        }
    }

    private static IEnumerable<string?> RecipientsOf(IEnumerable<string> named, EventObject mail) =>
        named.DefaultIfEmpty(null!).SelectMany(r => r is null ? mail.Addresses("destination").DefaultIfEmpty(null!) : [r]);

    private static void ForAll(EventReading reading, ReportKind kind, string? text, EventObject details, EventObject mail, string name)
    {
        foreach (var recipient in RecipientsOf([], mail))
        {
            Add(reading, kind, EventText.Evidence(text), details, mail, name, recipient);
        }
    }

    private static void Add(
        EventReading reading, ReportKind kind, Evidence evidence, EventObject details, EventObject mail, string name, string? recipient,
        string? status = null, string? action = null)
    {
        if (!reading.Wants(kind))
        {
            return;
        }

        var headers = mail.Object("commonHeaders");
        var id = mail.Word("messageId");
        var mta = details.Word("reportingMTA");
        var separator = mta?.IndexOf(';') ?? -1;
        reading.Add(reading.New(kind, evidence) with
        {
            Recipient = recipient,
            EnvelopeSender = mail.Address("source"),
            Status = status ?? evidence.EnhancedCode?.ToString(),
            Action = action?.ToLowerInvariant(),
            ReportingMta = separator >= 0 ? mta![(separator + 1)..].Trim() : mta,
            Time = details.Time("timestamp") ?? mail.Time("timestamp"),
            WillRetryUntil = kind == ReportKind.Delay ? details.Time("expirationTime") : null,

            // Of bounces and complaints SES gives the number; of the others, what tells them apart is put together.
            QueueId = details.Word("feedbackId") ?? (id is null ? null : $"{id}/{name}/{details.Word("timestamp")}"),
            Original = new()
            {
                MessageId = EventObject.AddressIn(headers.Text("messageId")) ?? id,
                From = headers.Addresses("from").FirstOrDefault(),
                To = headers.Addresses("to").FirstOrDefault(),
                Subject = headers.Word("subject"),
                Date = headers.Time("date"),
            },
        });
    }
}
