namespace Undelivered.Mail.Events;

/// <summary>Mailjet's event API: one event, or several in an array.</summary>
internal sealed class MailjetEvents : EventForm
{
    public override string Name => "mailjet-event";

    public override string Description => "Mailjet's event webhook";

    public override string Provider => "mailjet";

    public override bool IsEvent(EventObject found) =>
        found.HasText("event") && found.Has("time")
        && (found.Has("MessageID") || found.Has("Message_GUID") || found.Has("mj_campaign_id") || found.Has("mj_contact_id") || found.Has("error_related_to"));

    public override void Read(EventObject found, EventReading reading)
    {
        var name = found.Word("event");
        var related = found.Word("error_related_to");
        var error = found.Word("error");
        var kind = name switch
        {
            // Mailjet goes on trying by itself.
            "bounce" when error == "greylisted" && found.Flag("hard_bounce") != true => ReportKind.Delay,
            "bounce" or "blocked" => ReportKind.Failure,
            "spam" => ReportKind.Complaint,
            "sent" => ReportKind.Delivered,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        // A reply that the event quotes says more than Mailjet's name for it, save where Mailjet itself refused.
        var reply = EventText.WithoutType(found.Text("smtp_reply") ?? found.Text("comment"));
        var decides = !EventText.IsReply(reply) || related == "mailjet" || error is "blacklisted" or "spam reporter" or "typofix";
        var fields = decides && error is not null ? EventText.Fields(("error_related_to", related ?? ""), ("error", error)) : null;
        var id = found.Word("MessageID");
        reading.Add(reading.New(kind, EventText.Evidence(EventText.Join(reply, fields))) with
        {
            Recipient = found.Address("email"),
            Time = found.Time("time"),

            // Events have no number of their own.
            QueueId = found.Word("Message_GUID") is { } guid ? $"{guid}/{name}/{found.Word("time")}" : id is null ? null : $"{id}/{name}/{found.Word("time")}",
            Original = new() { MessageId = id, Subject = found.Word("Subject") },
        });
    }
}
