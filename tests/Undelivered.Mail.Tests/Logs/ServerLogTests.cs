using static Undelivered.Mail.Tests.Logs.LogReading;

namespace Undelivered.Mail.Tests.Logs;

public class ServerLogTests
{
    [Fact]
    public void Exim_is_read()
    {
        var reports = Read("exim", Samples.Exim);

        Assert.Equal([ReportKind.Failure, ReportKind.Delivered, ReportKind.Delivered, ReportKind.Delay, ReportKind.Delay, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.Equal("SMTP error from remote mail server after RCPT TO:<bert@example.org>: 550 5.1.1 No such user", reports[0].Evidence.Text);
        Assert.Equal(("anna@example.com", "m1@example.com", "hello: there", "mx.example.org"), (reports[0].EnvelopeSender, reports[0].Original?.MessageId, reports[0].Original?.Subject, reports[0].RemoteMta));
        Assert.Equal((550, "5.1.1"), (reports[0].Evidence.ReplyCode, reports[0].Status));
        Assert.Equal(("dora@example.com", null), (reports[1].Recipient, reports[1].OriginalRecipient));
        Assert.Equal("250 OK id=1", reports[2].Evidence.Text);
        Assert.Equal(("carl@example.org", "team@example.com", "1rNkyS-000000003hC-0HKL"), (reports[3].Recipient, reports[3].OriginalRecipient, reports[3].QueueId));
        Assert.Equal("Connection refused", reports[4].Evidence.Text);
        Assert.Equal(("retry timeout exceeded", "Connection refused", 2), (reports[5].Evidence.Text, reports[5].LastDeferral?.Text, reports[5].Attempts));
    }

    [Theory]
    [InlineData("2026-11-24 10:00:00 +0100 1xVv5r-0005FK-1q ")]
    [InlineData("2026-11-24 10:00:00.123 +0100 [4711] 1xVv5r-0005FK-1q ")]
    [InlineData("Nov 24 09:00:00 mail exim[4711]: 2026-11-24 10:00:00 +0100 1xVv5r-0005FK-1q ")]
    [InlineData("Nov 24 09:00:00 mail exim[4711]: 1xVv5r-0005FK-1q ")]
    public void Exim_is_read_however_it_logs(string start)
    {
        var report = Assert.Single(Read("exim", start + "** nobody@example.org F=<anna@example.com>: Unrouteable address\n"));

        Assert.Equal(("nobody@example.org", "anna@example.com", "Unrouteable address", "1xVv5r-0005FK-1q"), (report.Recipient, report.EnvelopeSender, report.Evidence.Text, report.QueueId));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), report.Time?.ToUnixTimeSeconds());
    }

    [Fact]
    public void Sendmail_is_read()
    {
        var reports = Read("sendmail", Samples.Sendmail);

        Assert.Equal(["bert@example.org", "berta@example.org", "carl@example.net", "dora@example.com", "carl@example.net"], reports.Select(r => r.Recipient));
        Assert.Equal([ReportKind.Failure, ReportKind.Failure, ReportKind.Delay, ReportKind.Delivered, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.All(reports, r => Assert.Equal(("anna@example.com", "m1@example.com"), (r.EnvelopeSender, r.Original?.MessageId)));
        Assert.Equal(("User unknown", "5.1.1", "mx.example.org"), (reports[0].Evidence.Text, reports[0].Status, reports[0].RemoteMta));
        Assert.Equal(("451 4.2.0 Greylisted, please try again", 451), (reports[2].Evidence.Text, reports[2].Evidence.ReplyCode));
        Assert.Equal(("Cannot send message for 5 days", "451 4.2.0 Greylisted, please try again"), (reports[4].Evidence.Text, reports[4].LastDeferral?.Text));
    }

    [Fact]
    public void OpenSmtpd_is_read_in_all_its_generations()
    {
        var reports = Read("opensmtpd", Samples.OpenSmtpd);

        Assert.Equal([ReportKind.Failure, ReportKind.Delay, ReportKind.Delivered, ReportKind.Failure, ReportKind.Failure, ReportKind.Delivered], reports.Select(r => r.Kind));
        Assert.Equal(("550 5.1.1 <bert@example.org> No such user", "mx.example.org", "5.1.1", 550), (reports[0].Evidence.Text, reports[0].RemoteMta, reports[0].Status, reports[0].Evidence.ReplyCode));
        Assert.Equal(("carl@example.org", "team@example.com"), (reports[1].Recipient, reports[1].OriginalRecipient));
        Assert.Equal("", reports[2].EnvelopeSender);
        Assert.Equal(("Envelope expired", "451 4.7.1 Greylisted", 1), (reports[3].Evidence.Text, reports[3].LastDeferral?.Text, reports[3].Attempts));
        Assert.Equal(("eve@example.net", "550 5.7.1 Not welcome"), (reports[4].Recipient, reports[4].Evidence.Text));
        Assert.Equal(("frank@example.net", "mx.example.net", "250 2.0.0 Ok"), (reports[5].Recipient, reports[5].RemoteMta, reports[5].Evidence.Text));
    }

    [Fact]
    public void Qmail_is_read()
    {
        var reports = Read("qmail", Samples.Qmail);

        Assert.Equal([ReportKind.Failure, ReportKind.Delay, ReportKind.Failure, ReportKind.Delivered], reports.Select(r => r.Kind));
        Assert.Equal("192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 No such user, see https://example.org/help/550\nGiving up on 192.0.2.1.", reports[0].Evidence.Text);
        Assert.Equal((550, "5.1.1", "192.0.2.1", "bert@example.org", "anna@example.com", "1234"), (reports[0].Evidence.ReplyCode, reports[0].Status, reports[0].RemoteMta, reports[0].Recipient, reports[0].EnvelopeSender, reports[0].QueueId));
        Assert.Equal("2025-11-25T15:52:01.2000000+00:00", reports[0].Time?.ToString("O"));
        Assert.Equal(("Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)", "4.4.1", 2), (reports[2].LastDeferral?.Text, reports[2].Status, reports[2].Attempts));
    }

    [Theory]
    [InlineData("2026-11-24 10:00:00.123456789 ")]
    [InlineData("Nov 24 10:00:00 mail qmail: 1795514400.123456 ")]
    [InlineData("")]
    public void Qmail_is_read_however_it_logs(string start)
    {
        var log = string.Concat(Samples.Qmail.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => start + l[26..] + "\n"));

        var reports = Read("qmail", log);

        Assert.Equal(4, reports.Count);
        Assert.Equal("bert@example.org", reports[0].Recipient);
        Assert.Equal(start == "" ? null : 2026, reports[0].Time?.Year);
    }

    [Fact]
    public void Haraka_is_read()
    {
        var reports = Read("haraka", Samples.Haraka);

        Assert.Equal([ReportKind.Failure, ReportKind.Delivered, ReportKind.Delivered, ReportKind.Delay, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.Equal(("bert@example.org", "550 5.1.1 No such user", "anna@example.com", 1), (reports[0].Recipient, reports[0].Evidence.Text, reports[0].EnvelopeSender, reports[0].Attempts));
        Assert.Equal(["carl@example.org", "dora@example.org"], reports.Skip(1).Take(2).Select(r => r.Recipient).Order());
        Assert.Equal(("eve@example.net", "Upstream error: 451 4.7.1 Greylisted", 1), (reports[4].Recipient, reports[4].LastDeferral?.Text, reports[4].Attempts));
    }
}
