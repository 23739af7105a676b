using static Undelivered.Mail.Tests.Logs.LogReading;

namespace Undelivered.Mail.Tests.Logs;

public class RecordLogTests
{
    [Fact]
    public void PowerMta_is_read()
    {
        var reports = Read("powermta", Samples.PowerMta);

        Assert.Equal([ReportKind.Delay, ReportKind.Failure, ReportKind.Delivered, ReportKind.Failure, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.Equal(("452 4.2.2 Mailbox \"carl\" is full, try later", "mx.example.net", "4.2.2", 452), (reports[0].Evidence.Text, reports[0].RemoteMta, reports[0].Status, reports[0].Evidence.ReplyCode));
        Assert.Equal(("bert@example.org", "team@example.com", "m1@example.com", "News, today"), (reports[1].Recipient, reports[1].OriginalRecipient, reports[1].Original?.MessageId, reports[1].Original?.Subject));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 1, 0, TimeSpan.FromHours(1)), reports[1].Time);
        Assert.Equal("relayed", reports[2].Action);
        Assert.Equal(("452 4.2.2 Mailbox \"carl\" is full, try later", 1), (reports[3].LastDeferral?.Text, reports[3].Attempts));
        Assert.Equal(("550 5.2.1 closed\nfor good", 6L), (reports[4].Evidence.Text, reports[4].Source.Line));
    }

    [Fact]
    public void Columns_of_PowerMta_may_stand_in_any_order()
    {
        const string log = """
            rcpt,dsnDiag,type,orig,timeLogged
            b@example.org,smtp;550 5.1.1 no,b,,1795514400

            """;

        var report = Assert.Single(Read("powermta", log));

        Assert.Equal((ReportKind.Failure, "b@example.org", "", "550 5.1.1 no"), (report.Kind, report.Recipient, report.EnvelopeSender, report.Evidence.Text));
        Assert.Equal(2026, report.Time?.Year);
    }

    [Fact]
    public void KumoMta_is_read()
    {
        var reports = Read("kumomta", Samples.KumoMta);

        Assert.Equal([ReportKind.Delay, ReportKind.Failure, ReportKind.Failure, ReportKind.Failure, ReportKind.Complaint], reports.Select(r => r.Kind));
        Assert.Equal(("451 4.7.1 Greylisted", "4.7.1", 451, "mx.example.org", "m1@example.com", "News"), (reports[0].Evidence.Text, reports[0].Status, reports[0].Evidence.ReplyCode, reports[0].RemoteMta, reports[0].Original?.MessageId, reports[0].Original?.Subject));
        Assert.Equal(("551 5.4.7 Next delivery time would be too late", "451 4.7.1 Greylisted", 1), (reports[1].Evidence.Text, reports[1].LastDeferral?.Text, reports[1].Attempts));
        Assert.Equal(["carl@example.net", "dora@example.net"], reports.Skip(2).Take(2).Select(r => r.Recipient));
        Assert.Equal("550 5.1.1 No such \"user\"", reports[2].Evidence.Text);
        Assert.Equal(("eve@example.net", "b@example.com", "abuse"), (reports[4].Recipient, reports[4].EnvelopeSender, reports[4].Evidence.Text));
    }

    [Fact]
    public void Journald_gives_each_line_to_its_server()
    {
        var reports = Read("journald", Samples.Journald);

        Assert.Equal(["b@x.test", "bert@example.org", "bert@example.org"], reports.Select(r => r.Recipient));
        Assert.Equal(("anna@example.com", "m1@example.com", "mail", "\uFFFD"), (reports[0].EnvelopeSender, reports[0].Original?.MessageId, reports[0].ReportingMta, reports[0].Evidence.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795510800500), reports[0].Time);
        Assert.Equal("Unrouteable \"address\"", reports[1].Evidence.Text);
        Assert.All(reports, r => Assert.Equal("journald", r.Source.Form));
    }

    [Fact]
    public void Exchange_is_read()
    {
        var reports = Read("exchange", Samples.Exchange);

        Assert.Equal([ReportKind.Delay, ReportKind.Failure, ReportKind.Failure, ReportKind.Delivered, ReportKind.Failure], reports.Select(r => r.Kind));
        Assert.Equal(("550 5.1.1 No such user", "bert@example.org", "mx.example.org", "EX1", ""), (reports[1].Evidence.Text, reports[1].Recipient, reports[1].RemoteMta, reports[1].ReportingMta, reports[1].EnvelopeSender));
        Assert.Equal(("550 5.2.1 Closed", "berta@example.org", "Hello, \"you\""), (reports[2].Evidence.Text, reports[2].Recipient, reports[2].Original?.Subject));
        Assert.Equal(("mx.example.org", "EX1"), (reports[3].RemoteMta, reports[3].ReportingMta));
        Assert.Equal(("550 4.4.7 QUEUE.Expired; message expired", "451 4.7.1 Greylisted"), (reports[4].Evidence.Text, reports[4].LastDeferral?.Text));
    }
}
