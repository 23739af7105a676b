namespace Undelivered.Mail.Tests.Events;

/// <summary>Providers whose events are flat.</summary>
public sealed class ProviderEventTests
{
    private static string SendGrid(string fields) => $$"""[{"email":"kim@example.org","timestamp":1796083200,"smtp-id":"<1@example.com>","sg_event_id":"ev1","sg_message_id":"m.1",{{fields}} }]""";

    [Theory]
    [InlineData(""" "event":"bounce","type":"bounce","status":"5.1.1","reason":"550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table","bounce_classification":"Invalid Address" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "event":"bounce","type":"bounce","status":"5.0.0","reason":"550 qqq zzz","bounce_classification":"Mailbox Unavailable" """, ReportKind.Failure, CauseId.RecipientMailboxFull)]
    [InlineData(""" "event":"bounce","type":"blocked","status":"5.0.0","bounce_classification":"Content" """, ReportKind.Failure, CauseId.ContentSpam)]
    [InlineData(""" "event":"bounce","type":"blocked","status":"5.7.26","reason":"550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. - gsmtp","bounce_classification":"Reputation" """, ReportKind.Failure, CauseId.AuthenticationDmarc)]
    [InlineData(""" "event":"deferred","response":"451 4.7.1 Greylisting in action, please come back later","attempt":"3" """, ReportKind.Delay, CauseId.TransportGreylisted)]
    [InlineData(""" "event":"deferred" """, ReportKind.Delay, CauseId.TransportBusy)]
    [InlineData(""" "event":"dropped","reason":"Bounced Address","status":"5.0.0" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"dropped","reason":"Unsubscribed Address" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"dropped","reason":"Spam Reporting Address" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"dropped","reason":"Invalid" """, ReportKind.Failure, CauseId.RecipientSyntax)]
    [InlineData(""" "event":"dropped","reason":"Invalid SMTPAPI header" """, ReportKind.Failure, CauseId.RequestInvalid)]
    [InlineData(""" "event":"dropped","reason":"Recipient List over Package Quota" """, ReportKind.Failure, CauseId.AccountQuota)]
    [InlineData(""" "event":"dropped","reason":"Spam Content" """, ReportKind.Failure, CauseId.ContentSpam)]
    [InlineData(""" "event":"dropped","reason":"Expired" """, ReportKind.Failure, CauseId.TransportExpired)]
    [InlineData(""" "event":"spamreport" """, ReportKind.Complaint, CauseId.RecipientSuppressed)]
    public void SendGrid_events_are_read(string fields, ReportKind kind, string cause)
    {
        var report = EventInput.One("sendgrid-event", SendGrid(fields));

        Assert.Equal((kind, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.Equal(("kim@example.org", "ev1", "1@example.com"), (report.Recipient, report.QueueId, report.Original!.MessageId));
    }

    [Theory]
    [InlineData("550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData("550 5.4.1 Recipient address rejected: Access denied. AS(201806281)")]
    [InlineData("qqq")]
    public void An_address_that_SendGrid_only_blocked_is_not_suppressed(string reason) => Assert.Equal(Suppress.No,
        EventInput.One("sendgrid-event", SendGrid($$""" "event":"bounce","type":"blocked","reason":"{{reason}}","bounce_classification":"Invalid Address" """)).Diagnose().Suppress);

    [Fact]
    public void SendGrid_events_come_one_a_line_too()
    {
        var lines = string.Join("\r\n", Enumerable.Range(0, 3).Select(_ => SendGrid(""" "event":"delivered","response":"250 2.0.0 OK" """)[1..^1]));

        Assert.Equal(3, EventInput.Read("sendgrid-event", lines).Count(r => r is { Kind: ReportKind.Delivered, Evidence.ReplyCode: 250 }));
        Assert.Equal("sendgrid-event", EventInput.Recognise(lines));
    }

    private static string Postmark(string fields) =>
        $$"""{"RecordType":"Bounce","ID":42,"Name":"n","MessageID":"883953f4-6105-42a2-a16a-77a8eac79483","ServerID":23,"MessageStream":"outbound","Description":"d","Email":"kim@example.org","From":"shop@example.com","BouncedAt":"2026-11-25T10:00:00.5-05:00","Inactive":true,"CanActivate":true,"Subject":"Your order",{{fields}} }""";

    [Theory]
    [InlineData(""" "Type":"HardBounce","TypeCode":1,"Details":"smtp;550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "Type":"HardBounce","TypeCode":1 """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "Type":"HardBounce","TypeCode":1,"Details":"test bounce" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "Type":"Transient","TypeCode":2,"Details":"" """, ReportKind.Delay, CauseId.TransportBusy)]
    [InlineData(""" "Type":"SpamNotification","TypeCode":512,"Details":"" """, ReportKind.Failure, CauseId.ContentSpam)]
    [InlineData(""" "Type":"VirusNotification","TypeCode":8192 """, ReportKind.Failure, CauseId.ContentUnsafe)]
    [InlineData(""" "Type":"DnsError","TypeCode":256 """, ReportKind.Failure, CauseId.DomainDnsFailure)]
    [InlineData(""" "Type":"BadEmailAddress","TypeCode":100000,"Details":"" """, ReportKind.Failure, CauseId.RecipientSyntax)]
    [InlineData(""" "Type":"SpamComplaint","TypeCode":100001 """, ReportKind.Complaint, CauseId.RecipientSuppressed)]
    [InlineData(""" "Type":"ManuallyDeactivated","TypeCode":100002 """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "Type":"Blocked","TypeCode":100006 """, ReportKind.Failure, CauseId.PolicyRejected)]
    [InlineData(""" "Type":"Blocked","TypeCode":100006,"Details":"smtp;550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy." """, ReportKind.Failure, CauseId.AuthenticationDmarc)]
    [InlineData(""" "Type":"DMARCPolicy","TypeCode":100009 """, ReportKind.Failure, CauseId.AuthenticationDmarc)]
    [InlineData(""" "Type":"TemplateRenderingFailed","TypeCode":100010 """, ReportKind.Failure, CauseId.RequestInvalid)]
    [InlineData(""" "Type":"AutoResponder","TypeCode":64 """, ReportKind.AutoReply, CauseId.InfoAutoreply)]
    [InlineData(""" "Type":"SoftBounce","TypeCode":4096,"Details":"smtp;552 5.2.2 mailbox full" """, ReportKind.Failure, CauseId.RecipientMailboxFull)]
    public void Postmark_bounces_are_read(string fields, ReportKind kind, string cause)
    {
        var report = EventInput.One("postmark-event", Postmark(fields));

        Assert.Equal((kind, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.Equal(("kim@example.org", "42", "Your order"), (report.Recipient, report.QueueId, report.Original!.Subject));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 15, 0, 0, 500, default), report.Time);
    }

    [Fact]
    public void A_page_of_Postmarks_bounces_is_read()
    {
        var page = $$"""{"TotalCount":2,"Bounces":[{{Postmark("\"Type\":\"HardBounce\",\"TypeCode\":1")}}, {{Postmark("\"Type\":\"SoftBounce\",\"TypeCode\":4096")}}]}""";

        Assert.Equal("postmark-event", EventInput.Recognise(page));
        Assert.Equal(2, EventInput.Read("postmark-event", page).Count);
    }

    private static string SparkPost(string fields) =>
        $$"""[{"msys":{"message_event":{"event_id":"92356927693813856","message_id":"000443ee","transmission_id":"65832150921904138","msg_from":"b@bounce.example.com","friendly_from":"shop@example.com","subject":"Hi","rcpt_to":"kim@example.org","num_retries":"2","timestamp":"1796083200",{{fields}} } } },{"msys":{} }]""";

    [Theory]
    [InlineData(""" "type":"bounce","bounce_class":"10","error_code":"550","raw_reason":"550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "type":"bounce","bounce_class":"10" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "type":"bounce","bounce_class":"22","raw_reason":"" """, ReportKind.Failure, CauseId.RecipientMailboxFull)]
    [InlineData(""" "type":"out_of_band","bounce_class":"51","raw_reason":"550 qqq zzz" """, ReportKind.Failure, CauseId.ReputationIp)]
    [InlineData(""" "type":"bounce","bounce_class":"25","error_code":"554","raw_reason":"554 5.7.1 recipient address was suppressed due to customer policy" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "type":"policy_rejection","error_code":"550","raw_reason":"550 5.7.1 Unconfigured Sending Domain <example.com>" """, ReportKind.Failure, CauseId.SenderNotVerified)]
    [InlineData(""" "type":"delay","bounce_class":"70" """, ReportKind.Delay, CauseId.TransportBusy)]
    [InlineData(""" "type":"bounce","bounce_class":"60" """, ReportKind.AutoReply, CauseId.InfoAutoreply)]
    [InlineData(""" "type":"spam_complaint" """, ReportKind.Complaint, CauseId.RecipientSuppressed)]
    public void SparkPost_events_are_read(string fields, ReportKind kind, string cause)
    {
        var report = EventInput.One("sparkpost-event", SparkPost(fields));

        Assert.Equal((kind, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.Equal(("kim@example.org", "92356927693813856", 3, "b@bounce.example.com"), (report.Recipient, report.QueueId, report.Attempts, report.EnvelopeSender));
    }

    private static string Brevo(string fields) =>
        $$"""{"id":26224,"email":"kim@example.org","date":"2026-11-25 11:00:00","ts":1796079600,"message-id":"<1@smtp-relay.mailin.fr>","ts_event":1796083200,"subject":"Hi","tag":"[\"t\"]","sending_ip":"192.0.2.9","ts_epoch":1796083200123,{{fields}} }""";

    [Theory]
    [InlineData(""" "event":"hard_bounce","reason":"550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "event":"hard_bounce" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "event":"soft_bounce","reason":"552 5.2.2 mailbox full" """, ReportKind.Failure, CauseId.RecipientMailboxFull)]
    [InlineData(""" "event":"blocked","reason":"blocked : due to blacklist user" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"invalid_email","reason":"" """, ReportKind.Failure, CauseId.RecipientSyntax)]
    [InlineData(""" "event":"error","reason":"" """, ReportKind.Failure, CauseId.ProviderInternal)]
    [InlineData(""" "event":"deferred" """, ReportKind.Delay, CauseId.TransportBusy)]
    [InlineData(""" "event":"spam" """, ReportKind.Complaint, CauseId.RecipientSuppressed)]
    public void Brevo_events_are_read(string fields, ReportKind kind, string cause)
    {
        var report = EventInput.One("brevo-event", Brevo(fields));

        Assert.Equal((kind, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.Equal(("kim@example.org", "1@smtp-relay.mailin.fr"), (report.Recipient, report.Original!.MessageId));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1796083200123), report.Time);
    }

    private static string Mailjet(string fields) =>
        $$"""{"time":1796083200,"MessageID":576460756513665525,"Message_GUID":"1ab23cd4","email":"kim@example.org","mj_campaign_id":7,"mj_contact_id":8,"customcampaign":"","CustomID":"c","Payload":"",{{fields}} }""";

    [Theory]
    [InlineData(""" "event":"bounce","blocked":false,"hard_bounce":true,"error_related_to":"recipient","error":"user unknown","comment":"Host or domain name not found. Name service error for name=example.org type=A: Host not found" """, ReportKind.Failure, null)]
    [InlineData(""" "event":"bounce","hard_bounce":true,"error_related_to":"recipient","error":"user unknown","comment":"" """, ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData(""" "event":"bounce","hard_bounce":false,"error_related_to":"recipient","error":"quota exceeded" """, ReportKind.Failure, CauseId.RecipientMailboxFull)]
    [InlineData(""" "event":"bounce","hard_bounce":false,"error_related_to":"domain","error":"greylisted" """, ReportKind.Delay, CauseId.TransportGreylisted)]
    [InlineData(""" "event":"bounce","hard_bounce":true,"error_related_to":"domain","error":"invalid domain" """, ReportKind.Failure, CauseId.DomainNotFound)]
    [InlineData(""" "event":"bounce","hard_bounce":true,"error_related_to":"spam","error":"policy issue","comment":"550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy." """, ReportKind.Failure, CauseId.AuthenticationDmarc)]
    [InlineData(""" "event":"blocked","error_related_to":"recipient","error":"blacklisted" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"blocked","error_related_to":"mailjet","error":"preblocked" """, ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData(""" "event":"blocked","error_related_to":"mailjet","error":"duplicate in campaign" """, ReportKind.Failure, CauseId.RequestInvalid)]
    [InlineData(""" "event":"spam","source":"JMRPP" """, ReportKind.Complaint, null)]
    public void Mailjet_events_are_read(string fields, ReportKind kind, string? cause)
    {
        var report = EventInput.One("mailjet-event", $"[{Mailjet(fields)}]");

        Assert.Equal(kind, report.Kind);
        Assert.Equal("kim@example.org", report.Recipient);
        Assert.Equal("576460756513665525", report.Original!.MessageId);
        if (cause is not null)
        {
            Assert.Equal(cause, report.Diagnose().Cause.Id);
        }
    }

    private static string Resend(string type, string fields) =>
        $$"""{"type":"{{type}}","created_at":"2026-11-25T10:00:00.126Z","data":{"broadcast_id":"b","created_at":"2026-11-25 09:59:59.894719+00","email_id":"56761188-7520-42d8-8898-ff6fc54ce618","from":"Acme <shop@example.com>","to":["kim@example.org","lee@example.org"],"subject":"Hi"{{fields}} } }""";

    [Theory]
    [InlineData("email.bounced", ""","bounce":{"message":"The recipient's email provider sent a hard bounce message.","type":"Permanent","subType":"General","diagnosticCode":["smtp; 550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table"]}""", ReportKind.Failure, CauseId.RecipientUnknown)]
    [InlineData("email.bounced", ""","bounce":{"message":"m","type":"Permanent","subType":"Suppressed"}""", ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData("email.bounced", ""","bounce":{"message":"m","type":"Transient","subType":"MailboxFull"}""", ReportKind.Failure, CauseId.RecipientMailboxFull)]
    [InlineData("email.suppressed", ""","suppressed":{"message":"Resend has suppressed sending to this address because it is on the account-level suppression list.","type":"OnAccountSuppressionList"}""", ReportKind.Failure, CauseId.RecipientSuppressed)]
    [InlineData("email.delivery_delayed", "", ReportKind.Delay, CauseId.TransportBusy)]
    [InlineData("email.failed", ""","failed":{"reason":"reached_daily_quota"}""", ReportKind.Failure, CauseId.AccountQuota)]
    [InlineData("email.complained", "", ReportKind.Complaint, null)]
    [InlineData("email.delivered", "", ReportKind.Delivered, null)]
    public void Resend_events_are_read(string type, string fields, ReportKind kind, string? cause)
    {
        var reports = EventInput.Read("resend-event", Resend(type, fields));

        Assert.Equal(["kim@example.org", "lee@example.org"], reports.Select(r => r.Recipient));
        Assert.All(reports, r => Assert.Equal(kind, r.Kind));
        if (cause is not null)
        {
            Assert.All(reports, r => Assert.Equal(cause, r.Diagnose().Cause.Id));
        }
    }
}
