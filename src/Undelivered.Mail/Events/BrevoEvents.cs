namespace Undelivered.Mail.Events;

/// <summary>Brevo's (Sendinblue's) webhooks, and pages of its statistics API.</summary>
internal sealed class BrevoEvents : EventForm
{
    public override string Name => "brevo-event";

    public override string Description => "Brevo's webhooks and events";

    public override string Provider => "brevo";

    public override IReadOnlyList<string> Wrappers => ["events"];

    public override bool IsEvent(EventObject found) =>
        found.HasText("event") && found.HasText("email") && !found.Has("sg_event_id")
        && (found.Has("message-id") || found.Has("messageId") || found.Has("ts_epoch") || found.Has("ts_event") || found.Has("camp_id"));

    public override void Read(EventObject found, EventReading reading)
    {
        var name = NameOf(found.Word("event"));
        var kind = name switch
        {
            "hard_bounce" or "soft_bounce" or "blocked" or "invalid_email" or "error" => ReportKind.Failure,
            "deferred" => ReportKind.Delay,
            "delivered" => ReportKind.Delivered,
            "spam" => ReportKind.Complaint,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        // What the event is called gives way to the server's words where they say more, and else decides.
        var fields = kind is ReportKind.Other or ReportKind.Delivered ? null : EventText.Fields(("event", name), ("message-id", "<>"));
        var text = EventText.Join(EventText.WithoutType(found.Text("reason")), fields);
        reading.Add(reading.New(kind, EventText.Evidence(text)) with
        {
            Recipient = found.Address("email"),
            EnvelopeSender = found.Address("sender_email"),

            // "date" and "ts" are in the zone of the account (facts/webhooks.md).
            Time = found.Time("ts_epoch") ?? found.Time("ts_event") ?? found.Time("ts") ?? found.Time("date"),
            QueueId = found.Word("uuid") ?? EventId(found, name),
            Original = new()
            {
                MessageId = found.Address("message-id") ?? found.Address("messageId"),
                From = found.Address("sender_email") ?? found.Address("from"),
                Subject = found.Word("subject"),
            },
        });
    }

    /// <summary>Brevo names the webhook in "id", not the event: what tells events apart is put together.</summary>
    private static string? EventId(EventObject found, string? name)
    {
        var message = found.Address("message-id") ?? found.Address("messageId");
        return message is null ? null : $"{message}/{name}/{found.Word("ts_epoch") ?? found.Word("ts_event") ?? found.Word("date")}";
    }

    /// <summary>One name for each event: the webhooks and the API write them differently.</summary>
    private static string? NameOf(string? name) => name switch
    {
        "hardBounces" or "hardBounce" or "bounces" => "hard_bounce",
        "softBounces" or "softBounce" => "soft_bounce",
        "invalid" or "invalidEmail" => "invalid_email",
        "complaint" => "spam",
        _ => name,
    };
}
