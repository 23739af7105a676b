namespace Undelivered.Mail.Events;

/// <summary>Resend's webhooks.</summary>
internal sealed class ResendEvents : EventForm
{
    public override string Name => "resend-event";

    public override string Description => "Resend's webhooks";

    public override string Provider => "resend";

    public override bool IsEvent(EventObject found) =>
        found.Word("type") is { } type && type.StartsWith("email.", StringComparison.Ordinal) && found.HasObject("data");

    public override void Read(EventObject found, EventReading reading)
    {
        var type = found.Word("type")!;
        var kind = type switch
        {
            "email.bounced" or "email.failed" or "email.suppressed" => ReportKind.Failure,
            "email.delivery_delayed" => ReportKind.Delay,
            "email.delivered" => ReportKind.Delivered,
            "email.complained" => ReportKind.Complaint,
            _ => ReportKind.Other,
        };
        if (!reading.Wants(kind))
        {
            return;
        }

        var data = found.Object("data");
        var evidence = EventText.Evidence(type switch
        {
            "email.bounced" => BounceOf(data.Object("bounce")),
            "email.suppressed" => EventText.Join(data.Object("suppressed").Text("message"), EventText.Fields(("type", type))),
            "email.failed" => FailureOf(data),
            "email.delivery_delayed" => EventText.Join(ReplyOf(data.Object("delivery_delayed")), EventText.Fields(("type", type))),
            _ => null,
        });
        var report = reading.New(kind, evidence) with
        {
            Time = found.Time("created_at") ?? data.Time("created_at"),
            Original = new()
            {
                MessageId = data.Address("message_id") ?? data.Word("email_id"),
                From = data.Address("from"),
                To = data.Addresses("to").FirstOrDefault(),
                Subject = data.Word("subject"),
            },
        };

        // The number of the webhook stands in its headers only.
        var id = data.Word("email_id") is { } email ? $"{email}/{type}/{found.Word("created_at")}" : null;
        foreach (var recipient in data.Addresses("to").DefaultIfEmpty(null!))
        {
            reading.Add(report with { Recipient = recipient, QueueId = id });
        }
    }

    private static string? BounceOf(EventObject bounce)
    {
        var reply = ReplyOf(bounce);
        var type = bounce.Word("type");
        var subType = bounce.Word("subType");
        if (subType is "Suppressed" or "OnAccountSuppressionList")
        {
            return EventText.Join(bounce.Text("message"), EventText.Fields(("subType", "Suppressed"), ("type", "Permanent")));
        }

        // Resend sends through Amazon SES and takes over its names, by which the catalogue knows them.
        var says = SesEvents.TypeText(type, subType, hasText: reply is not null);
        return EventText.Join(reply, reply is null || says is null ? bounce.Text("message") : null, says);
    }

    private static string? ReplyOf(EventObject bounce) =>
        EventText.Join([.. bounce.Texts("diagnosticCode").Take(8).Select(EventText.WithoutType)]);

    /// <summary>What Resend says when it could not send at all, such as <c>reached_daily_quota</c>.</summary>
    private static string? FailureOf(EventObject data)
    {
        var failed = data.Object("failed");
        var reason = failed.Text("reason") ?? failed.Text("message");
        return reason switch
        {
            "reached_daily_quota" => EventText.Join("Resend daily_quota_exceeded", reason),
            "reached_monthly_quota" => EventText.Join("Resend monthly_quota_exceeded", reason),
            _ => reason,
        };
    }
}
