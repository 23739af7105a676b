namespace Undelivered.Mail.Events;

/// <summary>SendGrid's event webhook: arrays of flat events, or one a line.</summary>
internal sealed class SendGridEvents : EventForm
{
    public override string Name => "sendgrid-event";

    public override string Description => "SendGrid's event webhook";

    public override string Provider => "sendgrid";

    public override bool IsEvent(EventObject found) =>
        found.HasText("event") && (found.Has("sg_event_id") || found.Has("sg_message_id") || (found.Has("smtp-id") && found.Has("email")));

    public override void Read(EventObject found, EventReading reading)
    {
        var name = found.Word("event");
        var type = found.Word("type");
        var kind = name switch
        {
            "bounce" or "blocked" or "dropped" => ReportKind.Failure,
            "deferred" => ReportKind.Delay,
            "delivered" => ReportKind.Delivered,
            "spamreport" => ReportKind.Complaint,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        // A block is no verdict on the address, and SendGrid goes on sending to it.
        var isBlock = name == "blocked" || (name == "bounce" && type == "blocked");
        var reason = found.Text("reason");
        var status = found.Word("status");
        var text = name switch
        {
            "bounce" or "blocked" => EventText.Join(
                EventText.WithoutType(reason),
                EventText.Fields(("event", "bounce"), ("type", isBlock ? "blocked" : null), ("bounce_classification", found.Word("bounce_classification")), ("sg_event_id", ""))),
            "dropped" => reason is null ? null : EventText.Fields(("event", name), ("reason", reason)),
            "deferred" => EventText.Join(found.Text("response"), reason, EventText.Fields(("event", name), ("sg_event_id", ""))),
            "spamreport" => EventText.Fields(("event", name), ("sg_event_id", "")),
            _ => found.Text("response"),
        };
        reading.Add(reading.New(kind, EventText.Evidence(text, null, name == "dropped" ? null : status) with { Refused = isBlock ? RefusedPart.Message : RefusedPart.Unknown }) with
        {
            Recipient = found.Address("email"),
            Status = status,
            Time = found.Time("timestamp"),
            QueueId = found.Word("sg_event_id"),
            Attempts = found.Count("attempt"),
            Original = new() { MessageId = found.Address("smtp-id"), Subject = found.Word("subject") },
        });
    }
}
