namespace Undelivered.Mail.Events;

/// <summary>SparkPost: webhook batches of <c>msys</c> objects, and pages of its events API.</summary>
internal sealed class SparkPostEvents : EventForm
{
    public override string Name => "sparkpost-event";

    public override string Description => "SparkPost's webhooks and events";

    public override string Provider => "sparkpost";

    public override IReadOnlyList<string> Wrappers => ["results"];

    public override bool IsEvent(EventObject found) =>
        found.HasObject("msys")
        || (found.HasText("type") && found.HasText("rcpt_to") && (found.Has("event_id") || found.Has("transmission_id") || found.Has("bounce_class")));

    public override void Read(EventObject found, EventReading reading)
    {
        if (!found.HasObject("msys"))
        {
            ReadOne(found, reading);
            return;
        }

        // The empty one is the ping by which a webhook is tried.
        foreach (var member in found.Object("msys").Element.EnumerateObject())
        {
            var inner = new EventObject(member.Value);
            if (inner.HasText("type"))
            {
                ReadOne(inner, reading);
            }
        }
    }

    private static void ReadOne(EventObject found, EventReading reading)
    {
        var type = found.Word("type");
        var @class = found.Word("bounce_class");
        var kind = (type, @class) switch
        {
            ("bounce" or "out_of_band", "60" or "100") => ReportKind.AutoReply,
            ("bounce" or "out_of_band", "80" or "90") => ReportKind.Other,
            ("bounce" or "out_of_band" or "policy_rejection" or "generation_failure" or "generation_rejection", _) => ReportKind.Failure,
            ("delay", _) => ReportKind.Delay,
            ("delivery", _) => ReportKind.Delivered,
            ("spam_complaint", _) => ReportKind.Complaint,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        var reason = EventText.WithoutType(found.Text("raw_reason") ?? found.Text("reason"));
        var code = found.Word("error_code");
        var text = type switch
        {
            "bounce" or "out_of_band" or "delay" when @class is not null => EventText.Join(EventText.WithCode(code, reason), EventText.Fields(("bounce_class", @class))),

            // The catalogue knows these by where the type stands.
            "policy_rejection" => EventText.Join(EventText.WithCode(code, reason), """{"message_event":{"type":"policy_rejection"}}"""),
            "spam_complaint" => """{"message_event":{"type":"spam_complaint"}}""",
            _ => EventText.WithCode(code, reason),
        };
        var tries = found.Count("num_retries");
        reading.Add(reading.New(kind, EventText.Evidence(text, code)) with
        {
            Recipient = found.Address("raw_rcpt_to") ?? found.Address("rcpt_to"),
            EnvelopeSender = found.Address("msg_from"),
            Time = found.Time("timestamp"),
            QueueId = found.Word("event_id") ?? found.Word("message_id"),
            Attempts = tries is < int.MaxValue ? tries + 1 : null,
            Original = new()
            {
                MessageId = found.Address("rfc822_message_id") ?? found.Word("message_id"),
                From = found.Address("friendly_from"),
                To = found.Address("rcpt_to"),
                Subject = found.Word("subject"),
            },
        });
    }
}
