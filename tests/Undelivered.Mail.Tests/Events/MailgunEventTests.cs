namespace Undelivered.Mail.Tests.Events;

public sealed class MailgunEventTests
{
    public const string Failed = """
        {"signature":{"timestamp":"1796083200","token":"a0b1c2","signature":"00"},"event-data":{"id":"CPgfbmQMTCKtHW6uIWtuVe","timestamp":1796083200.5,"log-level":"error",
        "event":"failed","severity":"permanent","reason":"bounce","recipient":"kim@example.org","recipient-domain":"example.org",
        "envelope":{"sender":"bounce+1@mg.example.com","transport":"smtp","targets":"kim@example.org","sending-ip":"192.0.2.7"},
        "delivery-status":{"attempt-no":1,"code":550,"enhanced-code":"5.1.1","message":"5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces.","description":"","mx-host":"gmail-smtp-in.l.google.com","session-seconds":1.2},
        "flags":{"is-routed":false},"message":{"headers":{"to":"Kim <kim@example.org>","message-id":"20261125.1@mg.example.com","from":"Shop <shop@mg.example.com>","subject":"Your order"},"size":1200}}}
        """;

    private static string Item(string fields) => $$"""{"event":"failed","id":"x1","timestamp":1796083200,"log-level":"error","recipient":"kim@example.org",{{fields}} }""";

    [Fact]
    public void A_bounce_is_read_with_all_that_is_known()
    {
        var report = EventInput.One("mailgun-event", Failed);

        Assert.Equal(ReportKind.Failure, report.Kind);
        Assert.StartsWith("550 5.1.1 The email account", report.Evidence.Text);
        Assert.Equal(550, report.Evidence.ReplyCode);
        Assert.Equal("mailgun", report.Evidence.Provider);
        Assert.Equal("gmail-smtp-in.l.google.com", report.RemoteMta);
        Assert.Equal("kim@example.org", report.Recipient);
        Assert.Equal("bounce+1@mg.example.com", report.EnvelopeSender);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1796083200500), report.Time);
        Assert.Equal("CPgfbmQMTCKtHW6uIWtuVe", report.QueueId);
        Assert.Equal(1, report.Attempts);
        Assert.Equal(("20261125.1@mg.example.com", "shop@mg.example.com", "kim@example.org", "Your order"),
            (report.Original!.MessageId, report.Original.From, report.Original.To, report.Original.Subject));
        Assert.Equal(new ReportSource("mailgun-event", null, 1), report.Source);
        Assert.Equal(("gmail", CauseId.RecipientUnknown, Suppress.Yes), (report.Diagnose().Speaker, report.Diagnose().Cause.Id, report.Diagnose().Suppress));
    }

    [Theory]
    [InlineData(""" "severity":"permanent","reason":"suppress-bounce","delivery-status":{"code":605,"message":"","description":"Not delivering to previously bounced address"}""", CauseId.RecipientSuppressed)]
    [InlineData(""" "severity":"permanent","reason":"suppress-unsubscribe","delivery-status":{"code":606,"message":"","description":null}""", CauseId.RecipientSuppressed)]
    [InlineData(""" "severity":"permanent","reason":"suppress-complaint","delivery-status":{"code":607}""", CauseId.RecipientSuppressed)]
    [InlineData(""" "severity":"permanent","delivery-status":{"code":605}""", CauseId.RecipientSuppressed)]
    [InlineData(""" "severity":"permanent","reason":"old","delivery-status":{"code":602,"message":"Too old","description":"","attempt-no":17}""", CauseId.TransportExpired)]
    [InlineData(""" "severity":"permanent","reason":"generic","delivery-status":{"code":602}""", CauseId.TransportExpired)]
    [InlineData(""" "severity":"temporary","reason":"generic","delivery-status":{"code":498,"message":"No MX for [example.org]","retry-seconds":900}""", CauseId.DomainNoMail)]
    [InlineData(""" "severity":"temporary","reason":"generic","delivery-status":{"code":451,"message":"4.7.652 The mail server [192.0.2.7] has exceeded the maximum number of connections.","enhanced-code":"4.7.652"}""", CauseId.RateLimited)]
    public void The_cause_is_found(string fields, string cause) => Assert.Equal(cause, EventInput.One("mailgun-event", Item(fields)).Diagnose().Cause.Id);

    [Fact]
    public void A_suppressed_address_is_already_suppressed()
    {
        var report = EventInput.One("mailgun-event", Item(""" "severity":"permanent","reason":"suppress-bounce","delivery-status":{"code":605,"description":"Not delivering to previously bounced address"}"""));

        Assert.Equal(Suppress.Already, report.Diagnose().Suppress);
        Assert.Null(report.Evidence.ReplyCode);
        Assert.StartsWith("605 Not delivering", report.Evidence.Text);
    }

    [Theory]
    [InlineData("failed", "permanent", ReportKind.Failure)]
    [InlineData("failed", "temporary", ReportKind.Delay)]
    [InlineData("rejected", "", ReportKind.Failure)]
    [InlineData("delivered", "", ReportKind.Delivered)]
    [InlineData("complained", "", ReportKind.Complaint)]
    [InlineData("unsubscribed", "", ReportKind.Other)]
    [InlineData("opened", "", ReportKind.Other)]
    [InlineData("accepted", "", ReportKind.Other)]
    public void Each_event_has_its_kind(string name, string severity, ReportKind kind) => Assert.Equal(kind, EventInput.One("mailgun-event",
        $$"""{"event":"{{name}}","severity":"{{severity}}","id":"x","timestamp":1796083200,"log-level":"info","recipient":"kim@example.org"}""").Kind);

    [Fact]
    public void A_rejection_says_why() => Assert.Equal(CauseId.AccountSuspended, EventInput.One("mailgun-event",
        """{"event":"rejected","id":"x","timestamp":1796083200,"log-level":"warn","reject":{"reason":"Domain mg.example.com is not allowed to send: Account Terminated","description":""},"message":{"headers":{"to":"kim@example.org"}}}""").Diagnose().Cause.Id);

    [Fact]
    public void A_page_of_the_events_API_is_read_event_by_event()
    {
        var page = $$"""{"paging":{"next":"https://api.mailgun.net/v3/x"},"items":[{{Item("\"severity\":\"permanent\",\"delivery-status\":{\"code\":605 }")}},{{Item("\"severity\":\"temporary\"")}}],"more":{"a":[1]} }""";

        Assert.Equal("mailgun-event", EventInput.Recognise(page));
        Assert.Equal([ReportKind.Failure, ReportKind.Delay], EventInput.Read("mailgun-event", page).Select(r => r.Kind));
    }

    [Fact]
    public void A_legacy_webhook_is_read()
    {
        const string Form = "event=bounced&recipient=kim%40example.org&domain=mg.example.com&code=550&error=5.1.1+%3Ckim%40example.org%3E%3A+Recipient+address+rejected%3A+User+unknown+in+virtual+mailbox+table&notification=&timestamp=1506083200&token=abc&signature=00&Message-Id=%3C1%40mg.example.com%3E\n"
            + "event=dropped&recipient=lee%40example.org&domain=mg.example.com&code=605&reason=hardfail&description=Not+delivering+to+previously+bounced+address&timestamp=1506083201&token=abd&signature=00\n"
            + "event=delivered&recipient=lee%40example.org&domain=mg.example.com&timestamp=1506083201&token=abe&signature=00\n";
        Assert.Equal("mailgun-event", EventInput.Recognise(Form));

        var reports = EventInput.Read("mailgun-event", Form);

        Assert.Equal([ReportKind.Failure, ReportKind.Failure, ReportKind.Delivered], reports.Select(r => r.Kind));
        Assert.Equal([CauseId.RecipientUnknown, CauseId.RecipientSuppressed], reports.Take(2).Select(r => r.Diagnose().Cause.Id));
        Assert.Equal("1@mg.example.com", reports[0].Original!.MessageId);
        Assert.Equal(2, reports[1].Source.Line);
    }
}
