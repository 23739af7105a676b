using static Undelivered.Mail.Tests.Logs.LogReading;

namespace Undelivered.Mail.Tests.Logs;

public class PostfixLogTests
{
    private const string Delivery = "smtp[1]: 4ABCDEFGHJz1: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 No)";

    [Fact]
    public void Each_recipient_gets_a_report_with_what_other_lines_say()
    {
        var reports = Read("postfix", Samples.Postfix);

        Assert.Equal([ReportKind.Failure, ReportKind.Delay, ReportKind.Delivered, ReportKind.Delay, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.All(reports, r => Assert.Equal(("anna@example.com", "m1@example.com", "55F3DB3050C", "mail"), (r.EnvelopeSender, r.Original?.MessageId, r.QueueId, r.ReportingMta)));
        var bounced = reports[0];
        Assert.Equal("host mx.example.org[192.0.2.1] said: 550 5.1.1 <bert@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)", bounced.Evidence.Text);
        Assert.Equal((550, "5.1.1", "mx.example.org"), (bounced.Evidence.ReplyCode, bounced.Evidence.EnhancedCode.ToString(), bounced.Evidence.RemoteHost));
        Assert.Equal(("bert@example.org", null, "5.1.1", "mx.example.org", "failed"), (bounced.Recipient, bounced.OriginalRecipient, bounced.Status, bounced.RemoteMta, bounced.Action));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 1, TimeSpan.Zero), bounced.Time);
        Assert.Equal(new ReportSource("postfix", null, 5), bounced.Source);
        Assert.Equal(("carl@example.org", "team@example.com"), (reports[1].Recipient, reports[1].OriginalRecipient));
        Assert.Null(reports[2].RemoteMta);
    }

    [Fact]
    public void What_expired_shows_the_last_deferral()
    {
        var expired = Read("postfix", Samples.Postfix)[^1];

        Assert.Equal("status=expired, returned to sender", expired.Evidence.Text);
        Assert.Equal("delivery temporarily suspended: connect to mx.example.org[192.0.2.1]:25: Connection timed out", expired.LastDeferral?.Text);
        Assert.Equal(("carl@example.org", "team@example.com", 2, "4.4.1"), (expired.Recipient, expired.OriginalRecipient, expired.Attempts, expired.LastDeferral?.EnhancedCode.ToString()));
    }

    [Fact]
    public void Kinds_that_are_not_wanted_are_left_out_and_still_joined()
    {
        var failures = Read("postfix", Samples.Postfix, Options with { Kinds = new HashSet<ReportKind> { ReportKind.Failure } });

        Assert.Equal(["bert@example.org", "carl@example.org"], failures.Select(r => r.Recipient));
        Assert.NotNull(failures[1].LastDeferral);
    }

    [Theory]
    [InlineData("Nov 24 10:00:00 mail postfix/")]
    [InlineData("<22>Nov 24 10:00:00 mail postfix/")]
    [InlineData("Nov 24 10:00:00 <mail.info> mail postfix/")]
    [InlineData("2026-11-24T10:00:00.000000+00:00 mail postfix/")]
    [InlineData("2026-11-24T11:00:00+0100 mail postfix/")]
    [InlineData("2026-11-24 10:00:00 mail postfix-out/")]
    [InlineData("Nov 24 10:00:00.123456 mail postfix/")]
    [InlineData("Tue 2026-11-24 10:00:00 UTC mail postfix/")]
    [InlineData("Nov 24 2026 10:00:00 mail postfix/")]
    [InlineData("Nov 24 10:00:00 mail postfix/relay/")]
    public void Every_way_to_log_is_read(string start)
    {
        var report = Assert.Single(Read("postfix", start + Delivery));

        Assert.Equal(("b@example.org", "mail", "4ABCDEFGHJz1"), (report.Recipient, report.ReportingMta, report.QueueId));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), report.Time?.ToUnixTimeSeconds());
        Assert.True(InputForms.Find("postfix")!.Fits(System.Text.Encoding.UTF8.GetBytes(start + Delivery)));
    }

    [Theory]
    [InlineData("<22>1 2026-11-24T10:00:00Z mail postfix/smtp 123 - - ")]
    [InlineData("<22>1 2026-11-24T10:00:00.000Z mail postfix/smtp 123 - [a b=\"] \\\" x\"][c d=\"e\"] \uFEFF")]
    [InlineData("1 2026-11-24T10:00:00Z mail postfix/smtp - - - ")]
    public void Rfc_5424_is_read(string start)
    {
        var report = Assert.Single(Read("postfix", start + Delivery[(Delivery.IndexOf(": ", StringComparison.Ordinal) + 2)..]));

        Assert.Equal(("b@example.org", "mail", "550"), (report.Recipient, report.ReportingMta, report.Evidence.ReplyCode?.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), report.Time);
    }

    [Theory]
    [InlineData("Nov 24 10:00:00", 2026)]
    [InlineData("Nov 25 11:00:00", 2026)]
    [InlineData("Nov 26 00:00:00", 2025)]
    [InlineData("Dec 31 23:59:59", 2025)]
    [InlineData("Jan  1 00:00:00", 2026)]
    [InlineData("Feb 29 00:00:00", 2024)]
    public void The_year_is_the_latest_that_does_not_lie_ahead(string stamp, int year) =>
        Assert.Equal(year, Assert.Single(Read("postfix", $"{stamp} mail postfix/{Delivery}")).Time?.Year);

    [Fact]
    public void Stamps_without_a_zone_are_of_the_zone_that_is_given()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(9), "here", "here");

        var report = Assert.Single(Read("postfix", $"Nov 24 10:00:00 mail postfix/{Delivery}", Options with { TimeZone = zone }));

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(9)), report.Time);
    }

    [Fact]
    public void A_number_that_is_used_again_does_not_inherit()
    {
        const string log = """
            Nov 24 10:00:00 mail postfix/qmgr[1]: ABCDEF123: from=<old@example.com>, size=1, nrcpt=1 (queue active)
            Nov 24 10:00:00 mail postfix/qmgr[1]: ABCDEF123: removed
            Nov 24 10:00:01 other postfix/qmgr[1]: ABCDEF123: from=<other@example.com>, size=1, nrcpt=1 (queue active)
            Nov 24 10:00:02 mail postfix/smtp[1]: ABCDEF123: to=<b@example.org>, relay=none, delay=1, dsn=5.4.4, status=bounced (No such host)
            """;

        Assert.Null(Assert.Single(Read("postfix", log)).EnvelopeSender);
    }

    [Fact]
    public void A_recipient_or_reply_that_looks_like_fields_fools_nobody()
    {
        const string log = """
            Nov 24 10:00:00 mail postfix/smtp[1]: ABCDEF123: to=<"x>, relay=evil[1.2.3.4]:25, dsn=2.0.0, status=sent (ok"@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, dsn=5.0.0, status=bounced (host mx.example.org[192.0.2.1] said: 550 no, dsn=2.0.0, status=sent (ok))
            """;

        var report = Assert.Single(Read("postfix", log));
        Assert.Equal((ReportKind.Failure, "mx.example.org", "5.0.0"), (report.Kind, report.RemoteMta, report.Status));
        Assert.Equal("host mx.example.org[192.0.2.1] said: 550 no, dsn=2.0.0, status=sent (ok)", report.Evidence.Text);
        Assert.Null(report.Evidence.EnhancedCode);
    }

    [Fact]
    public void Mail_that_comes_in_and_probes_are_no_reports()
    {
        const string log = """
            Nov 24 10:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from x.example.org[192.0.2.1]: 554 5.7.1 <b@example.net>: Relay access denied; from=<a@example.org> to=<b@example.net> proto=ESMTP helo=<x>
            Nov 24 10:00:00 mail postfix/cleanup[1]: ABCDEF123: milter-reject: END-OF-MESSAGE from x.example.org[192.0.2.1]: 5.7.1 spam; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>
            Nov 24 10:00:00 mail postfix/smtp[1]: ABCDEF124: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, dsn=5.1.1, status=undeliverable (host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))
            """;

        Assert.Empty(Read("postfix", log));
    }

    [Fact]
    public void An_alias_is_an_expansion() =>
        Assert.Equal((ReportKind.Relayed, "expanded"), Assert.Single(Read("postfix", "Nov 24 10:00:00 mail postfix/local[1]: ABCDEF123: to=<b@example.org>, relay=local, delay=1, dsn=2.0.0, status=sent (forwarded as 123ABC456)")) is var r ? (r.Kind, r.Action) : default);

    [Fact]
    public void What_expired_before_the_log_began_is_told_of_once()
    {
        var report = Assert.Single(Read("postfix", "Nov 24 10:00:00 mail postfix/qmgr[1]: ABCDEF123: from=<a@example.com>, status=force-expired, returned to sender"));

        Assert.Equal((ReportKind.Failure, "a@example.com", null, "status=force-expired, returned to sender"), (report.Kind, report.EnvelopeSender, report.Recipient, report.Evidence.Text));
    }
}
