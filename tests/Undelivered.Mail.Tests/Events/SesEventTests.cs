using System.Text.Json;

namespace Undelivered.Mail.Tests.Events;

public sealed class SesEventTests
{
    private const string Mail = """
        "mail":{"timestamp":"2026-11-25T09:59:00.000Z","source":"Shop <bounce@example.com>","messageId":"0100018e-1","destination":["kim@example.org","lee@example.org"],"headersTruncated":false,"headers":[{"name":"From","value":"x"}],"commonHeaders":{"from":["Shop <shop@example.com>"],"to":["kim@example.org"],"messageId":"<1@example.com>","subject":"Your order","date":"Wed, 25 Nov 2026 09:59:00 +0000"}}
        """;

    private static string Bounce(string type, string subType, string recipient) => $$"""
        {"notificationType":"Bounce","bounce":{"bounceType":"{{type}}","bounceSubType":"{{subType}}","bouncedRecipients":[{"emailAddress":"kim@example.org"{{recipient}} }],"timestamp":"2026-11-25T10:00:00.000Z","feedbackId":"fb-1","reportingMTA":"dsn; a8-70.smtp-out.amazonses.com"},{{Mail}} }
        """;

    public static string Envelope(string message, string type = "Notification") => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["Type"] = type,
        ["MessageId"] = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        ["TopicArn"] = "arn:aws:sns:us-west-2:123456789012:bounces",
        ["Message"] = message,
        ["Timestamp"] = "2026-11-25T10:00:01.000Z",
        ["SignatureVersion"] = "1",
        ["Signature"] = "AAAA",
        ["SigningCertURL"] = "https://sns.us-west-2.amazonaws.com/x.pem",
    });

    public static string AnyBounce => Bounce("Permanent", "General", ""","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table" """);

    [Theory]
    [InlineData("Permanent", "General", ""","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table" """, CauseId.RecipientUnknown)]
    [InlineData("Permanent", "OnAccountSuppressionList", "", CauseId.RecipientSuppressed)]
    [InlineData("Permanent", "OnAccountSuppressionList", ""","status":"5.1.1","diagnosticCode":"Amazon SES did not send the message to this address because it is on the suppression list for your account." """, CauseId.RecipientSuppressed)]
    [InlineData("Permanent", "Suppressed", "", CauseId.RecipientSuppressed)]
    [InlineData("Permanent", "UnsubscribedRecipient", "", CauseId.RecipientSuppressed)]
    [InlineData("Transient", "MailboxFull", "", CauseId.RecipientMailboxFull)]
    [InlineData("Transient", "MessageTooLarge", "", CauseId.ContentTooLarge)]
    [InlineData("Transient", "ContentRejected", "", CauseId.ContentSpam)]
    [InlineData("Transient", "AttachmentRejected", "", CauseId.ContentUnsafe)]
    [InlineData("Transient", "General", ""","status":"5.4.7","diagnosticCode":"smtp; 554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS for example.org>" """, null)]
    [InlineData("Permanent", "NoEmail", "", CauseId.Unknown)]
    [InlineData("Undetermined", "Undetermined", "", CauseId.Unknown)]
    public void A_bounce_is_read(string type, string subType, string recipient, string? cause)
    {
        var report = EventInput.One("ses-event", Bounce(type, subType, recipient));

        Assert.Equal(ReportKind.Failure, report.Kind);
        Assert.Equal("amazon-ses", report.Evidence.Provider);
        Assert.Equal(("kim@example.org", "bounce@example.com", "fb-1", "a8-70.smtp-out.amazonses.com"), (report.Recipient, report.EnvelopeSender, report.QueueId, report.ReportingMta));
        Assert.Equal(("1@example.com", "shop@example.com", "kim@example.org", "Your order"), (report.Original!.MessageId, report.Original.From, report.Original.To, report.Original.Subject));
        Assert.NotNull(report.Original.Date);
        if (cause is not null)
        {
            Assert.Equal(cause, report.Diagnose().Cause.Id);
        }
    }

    [Fact]
    public void What_is_on_SES_own_list_is_already_suppressed() =>
        Assert.Equal(Suppress.Already, EventInput.One("ses-event", Bounce("Permanent", "OnAccountSuppressionList", ""","status":"5.1.1" """)).Diagnose().Suppress);

    [Theory]
    [InlineData("MailboxFull", CauseId.RecipientMailboxFull)]
    [InlineData("IPFailure", CauseId.ReputationIp)]
    [InlineData("TransientCommunicationFailure", CauseId.TransportConnectionFailed)]
    [InlineData("InternalFailure", CauseId.ProviderInternal)]
    public void A_delay_is_read(string type, string cause)
    {
        var report = EventInput.One("ses-event", $$"""
            {"eventType":"DeliveryDelay",{{Mail}},"deliveryDelay":{"timestamp":"2026-11-25T10:00:00.095Z","delayType":"{{type}}","expirationTime":"2026-11-26T10:00:00.914Z","delayedRecipients":[{"emailAddress":"kim@example.org","status":"4.4.1"}]} }
            """);

        Assert.Equal((ReportKind.Delay, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 10, 0, 0, 914, default), report.WillRetryUntil);
    }

    [Theory]
    [InlineData(""" "eventType":"Reject","reject":{"reason":"Bad content"} """, ReportKind.Failure, CauseId.ContentUnsafe, 2)]
    [InlineData(""" "eventType":"Rendering Failure","failure":{"templateName":"t","errorMessage":"Attribute 'name' is not present in the rendering data."} """, ReportKind.Failure, CauseId.RequestInvalid, 2)]
    [InlineData(""" "eventType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"kim@example.org"}],"timestamp":"2026-11-25T10:00:00.000Z","feedbackId":"f","complaintFeedbackType":"abuse"} """, ReportKind.Complaint, CauseId.RecipientSuppressed, 1)]
    [InlineData(""" "notificationType":"Complaint","complaint":{"complaintSubType":"OnAccountSuppressionList","complainedRecipients":[{"emailAddress":"kim@example.org"}]} """, ReportKind.Failure, CauseId.RecipientSuppressed, 1)]
    [InlineData(""" "eventType":"Delivery","delivery":{"timestamp":"2026-11-25T10:00:00.000Z","recipients":["kim@example.org"],"smtpResponse":"250 2.6.0 Message received"} """, ReportKind.Delivered, null, 1)]
    [InlineData(""" "eventType":"Send","send":{} """, ReportKind.Other, null, 2)]
    [InlineData(""" "eventType":"Open","open":{"timestamp":"2026-11-25T10:00:00.000Z"} """, ReportKind.Other, null, 2)]
    [InlineData(""" "eventType":"Subscription","subscription":{"contactList":"c"} """, ReportKind.Other, null, 2)]
    public void Every_other_event_is_read(string fields, ReportKind kind, string? cause, int recipients)
    {
        var reports = EventInput.Read("ses-event", $"{{{fields},{Mail}}}");

        Assert.Equal(recipients, reports.Count);
        Assert.All(reports, r => Assert.Equal(kind, r.Kind));
        if (cause is not null)
        {
            Assert.Equal(cause, reports[0].Diagnose().Cause.Id);
        }
    }

    [Fact]
    public void Envelopes_are_opened()
    {
        var record = $$$"""{"Records":[{"EventSource":"aws:sns","Sns":{{{Envelope(AnyBounce)}}}},{"messageId":"1","receiptHandle":"h","body":{{{JsonSerializer.Serialize(Envelope(AnyBounce))}}}}]}""";
        var bridge = $$$"""{"version":"0","detail-type":"Email Bounced","source":"aws.ses","detail":{{{AnyBounce}}}}""";

        Assert.Single(EventInput.Read("ses-event", Envelope(AnyBounce)));
        Assert.Equal(2, EventInput.Read("ses-event", record).Count);
        Assert.Single(EventInput.Read("ses-event", bridge));
        Assert.All([Envelope(AnyBounce), record, bridge, AnyBounce], i => Assert.Equal("ses-event", EventInput.Recognise(i)));
    }

    [Fact]
    public void A_confirmation_reports_nothing() =>
        Assert.Empty(EventInput.Read("ses-event", Envelope("You have chosen to subscribe to the topic.", "SubscriptionConfirmation")));

    [Fact]
    public void Envelopes_without_end_are_refused()
    {
        var message = AnyBounce;
        for (var i = 0; i < 6; i++)
        {
            message = Envelope(message);
        }

        Assert.Throws<UnreadableException>(() => EventInput.Read("ses-event", message));
    }
}
