using System.Text;

namespace Undelivered.Mail.Tests.Events;

public sealed class EventRecognitionTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string> Samples => new()
    {
        { "mailgun-event", MailgunEventTests.Failed },
        { "mailgun-event", """{"event":"delivered","id":"x","timestamp":1796083200.1,"log-level":"info","recipient":"kim@example.org","message":{"headers":{}}}""" },
        { "sendgrid-event", """[{"email":"kim@example.org","timestamp":1796083200,"smtp-id":"<1@example.com>","event":"processed","sg_event_id":"e"}]""" },
        { "ses-event", SesEventTests.AnyBounce },
        { "ses-event", SesEventTests.Envelope("{}") },
        { "ses-event", SesEventTests.Envelope("hello", "SubscriptionConfirmation") },
        { "postmark-event", """{"RecordType":"Delivery","ServerID":23,"MessageStream":"outbound","MessageID":"8","Recipient":"kim@example.org","DeliveredAt":"2026-11-25T10:00:00Z","Details":"Test"}""" },
        { "sparkpost-event", """[{"msys":{}}]""" },
        { "sparkpost-event", """{"results":[{"type":"bounce","bounce_class":"10","rcpt_to":"kim@example.org","event_id":"1"}],"total_count":1}""" },
        { "brevo-event", """{"event":"delivered","email":"kim@example.org","id":1,"date":"2026-11-25 10:00:00","ts":1,"message-id":"<1@x>","ts_event":1}""" },
        { "mailjet-event", """{"event":"sent","time":1796083200,"MessageID":1,"email":"kim@example.org","mj_campaign_id":7}""" },
        { "resend-event", """{"type":"email.sent","created_at":"2026-11-25T10:00:00Z","data":{"email_id":"1","to":["kim@example.org"]}}""" },
        { "graph-error", """{"error":{"code":"ErrorSendAsDenied","message":"The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.","innerError":{"date":"2026-11-25T10:00:00","request-id":"r1","client-request-id":"r1"}}}""" },
        { "gmail-api-error", """{"error":{"code":400,"message":"Invalid To header","errors":[{"message":"Invalid To header","domain":"global","reason":"invalidArgument"}],"status":"INVALID_ARGUMENT"}}""" },
        { "sendgrid-error", """{"errors":[{"message":"The from address does not match a verified Sender Identity.","field":"from","help":null}]}""" },
        { "sparkpost-error", """{"errors":[{"message":"Message generation rejected","description":"recipient address suppressed due to customer policy","code":"1902"}],"results":{"total_rejected_recipients":1}}""" },
        { "postmark-error", """{"ErrorCode":406,"Message":"You tried to send to a recipient that has been marked as inactive."}""" },
        { "mailjet-error", """{"ErrorInfo":"","ErrorMessage":"API key authentication/authorization failure.","StatusCode":401}""" },
        { "mailjet-error", """{"Messages":[{"Status":"error","Errors":[{"ErrorIdentifier":"88b5","ErrorCode":"send-0003","StatusCode":400,"ErrorMessage":"At least \"HTMLPart\"","ErrorRelatedTo":["TextPart"]}]}]}""" },
        { "resend-error", """{"statusCode":403,"name":"validation_error","message":"The example.com domain is not verified. Please, add and verify your domain on https://resend.com/domains"}""" },
        { "brevo-error", """{"code":"unauthorized","message":"Key not found"}""" },
        { "ses-error", """{"__type":"com.amazonaws.sesv2#MessageRejected","message":"Email address is not verified. The following identities failed the check in region EU-WEST-1: shop@example.com"}""" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_form_is_recognised_and_by_no_other_taken(string form, string input)
    {
        Assert.Equal([form], InputForms.All.Where(f => f.Fits(Encoding.UTF8.GetBytes(input))).Select(f => f.Name));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_form_is_recognised_pretty_printed_and_cut_off(string form, string input)
    {
        using var document = System.Text.Json.JsonDocument.Parse(input);
        var pretty = System.Text.Json.JsonSerializer.Serialize(document.RootElement, Indented);
        var many = "\uFEFF\n[" + string.Join(",\n", Enumerable.Repeat(pretty.TrimStart('[').TrimEnd(']', ' ', '\n'), 3)) + ",";

        Assert.Equal(form, EventInput.Recognise(pretty));
        Assert.Equal(form, EventInput.Recognise(many));
    }

    [Theory]
    [InlineData("""{"id":1,"text":"550 5.1.1 no such user"}""")]
    [InlineData("""{"id":1,"text":"550 5.1.1 no such user","provider":"mailgun","event":"x"}""")]
    [InlineData("""{"__REALTIME_TIMESTAMP":"1796083200000000","MESSAGE":"1A2B: to=<kim@example.org>, status=bounced","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"1"}""")]
    [InlineData("""{"type":"Bounce","id":"d7","sender":"a@example.com","recipient":"kim@example.org","queue":"example.org","site":"x","size":1,"response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"no","command":null},"timestamp":1796083200,"num_attempts":1,"bounce_classification":"InvalidRecipient","event_time":1796083200.1}""")]
    [InlineData("""{"message":"Forbidden"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("550 5.1.1 no such user")]
    [InlineData("From kim@example.org Wed Nov 25 10:00:00 2026\nEvent=a&b=c\n")]
    [InlineData("event=a&recipient=b")]
    [InlineData("{\"event\":")]
    [InlineData("[[[[[[[[")]
    public void What_is_no_event_is_not_taken_for_one(string input) =>
        Assert.DoesNotContain(EventInput.Recognise(input), InputForms.All.Select(f => f.Name).Where(n => n.EndsWith("-event", StringComparison.Ordinal) || n.EndsWith("-error", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"error":{"code":"ErrorSendAsDenied","message":"x"}}""", "graph-error", CauseId.SenderNotVerified)]
    [InlineData("""{"ErrorCode":406,"Message":"You tried to send to a recipient that has been marked as inactive. Found inactive addresses: kim@example.org. Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression."}""", "postmark-error", CauseId.RecipientSuppressed)]
    [InlineData("""{"errors":[{"message":"Maximum credits exceeded","field":null,"help":null}]}""", "sendgrid-error", CauseId.AccountQuota)]
    [InlineData("{\n  \"errors\" : [\n    {\n      \"field\" : null,\n      \"message\" : \"access forbidden\" }\n ] }", "sendgrid-error", CauseId.AccountPermission)]
    [InlineData("""{"code":"not_enough_credits","message":"Not enough credits"}""", "brevo-error", CauseId.AccountQuota)]
    [InlineData("""{"__type":"MessageRejected","message":"Email address is not verified. The following identities failed the check in region EU-WEST-1: shop@example.com"}""", "ses-error", CauseId.SenderNotVerified)]
    [InlineData("""{"message":"Domain mg.example.com is not allowed to send: Account Terminated"}""", "mailgun-error", CauseId.AccountSuspended)]
    public void An_API_error_is_judged_whole(string input, string form, string cause)
    {
        var report = EventInput.One(form, input);

        Assert.Equal((ReportKind.Failure, cause), (report.Kind, report.Diagnose().Cause.Id));
        Assert.NotEqual(Suppress.Yes, report.Diagnose().Suppress);
    }
}
