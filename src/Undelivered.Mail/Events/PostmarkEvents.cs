namespace Undelivered.Mail.Events;

/// <summary>Postmark: webhooks, and pages of its bounce API.</summary>
internal sealed class PostmarkEvents : EventForm
{
    public override string Name => "postmark-event";

    public override string Description => "Postmark's webhooks and bounces";

    public override string Provider => "postmark";

    public override IReadOnlyList<string> Wrappers => ["Bounces"];

    public override bool IsEvent(EventObject found) =>
        (found.HasText("RecordType") && (found.Has("MessageID") || found.Has("ServerID") || found.Has("MessageStream")))
        || (found.HasText("Type") && found.Has("TypeCode") && found.HasText("Email"));

    public override void Read(EventObject found, EventReading reading)
    {
        var record = found.Word("RecordType") ?? "Bounce";
        var type = record == "Bounce" ? found.Word("Type") : null;
        var kind = record switch
        {
            "Bounce" => KindOf(type),
            "Delivery" => ReportKind.Delivered,
            "SpamComplaint" => ReportKind.Complaint,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        var details = EventText.WithoutType(found.Text("Details"));
        var fields = record switch
        {
            "Bounce" => EventText.Fields(("RecordType", record), ("Type", type)),
            "SpamComplaint" => EventText.Fields(("RecordType", record)),
            _ => null,
        };
        var text = EventText.Join(details, details is null || DecidesBesideText(type) ? fields : null);
        reading.Add(reading.New(kind, EventText.Evidence(text)) with
        {
            Recipient = found.Address("Email") ?? found.Address("Recipient"),
            Time = found.Time("BouncedAt") ?? found.Time("DeliveredAt") ?? found.Time("ReceivedAt") ?? found.Time("ChangedAt"),
            QueueId = found.Word("ID") ?? found.Word("MessageID"),
            Original = new() { MessageId = found.Word("MessageID"), From = found.Address("From"), Subject = found.Word("Subject") },
        });
    }

    private static ReportKind KindOf(string? type) => type switch
    {
        "Transient" => ReportKind.Delay,
        "AutoResponder" or "ChallengeVerification" or "AddressChange" => ReportKind.AutoReply,
        "Subscribe" or "Unsubscribe" or "OpenRelayTest" => ReportKind.Other,
        "SpamComplaint" => ReportKind.Complaint,
        _ => ReportKind.Failure,
    };

    /// <summary>Whether the type says something that the server's text does not, or gives way to the text where that says more.</summary>
    private static bool DecidesBesideText(string? type) => type is not ("DnsError" or "VirusNotification" or null);
}
