using System.Text;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests;

public sealed class BounceDetailTests
{
    private static DeliveryReport Read(string sample, ReadOptions? options = null) => BounceReader.Read(Samples.Bytes(sample), options)[0];

    [Fact]
    public void A_delivery_status_gives_all_that_it_says()
    {
        var report = Read("rfc3464-postfix");

        Assert.Equal("failed", report.Action);
        Assert.Equal("mx.example.net", report.ReportingMta);
        Assert.Equal("mail.example.org", report.RemoteMta);
        Assert.Equal("4ABC12", report.QueueId);
        Assert.Equal("news@sender.example", report.EnvelopeSender);
        Assert.Equal(550, report.Evidence.ReplyCode);
        Assert.Equal(new EnhancedCode(5, 1, 1), report.Evidence.EnhancedCode);
        Assert.Equal("mail.example.org", report.Evidence.RemoteHost);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 4, TimeSpan.FromHours(1)), report.Time);
        Assert.Null(report.OriginalRecipient);
        Assert.Empty(report.Defects);
    }

    [Theory]
    [InlineData("rfc3464-postfix")]
    [InlineData("rfc3464-headers-only")]
    [InlineData("exim-remote")]
    [InlineData("qmail-local")]
    [InlineData("gmail-old")]
    [InlineData("mxlogic")]
    [InlineData("arf-abuse")]
    public void The_message_that_failed_is_known(string sample)
    {
        var original = Read(sample).Original;

        Assert.Equal("20260303.4711@sender.example", original?.MessageId);
        Assert.Equal("news@sender.example", original?.From);
        Assert.Equal("anna@example.org", original?.To);
        Assert.Equal("Frühling in March", original?.Subject);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.FromHours(1)), original?.Date);
        Assert.Equal(["Feedback-ID", "List-Id"], original?.Headers.Keys.Order());
        Assert.Equal("42:march:sender", original?.Headers["feedback-id"]);
    }

    [Fact]
    public void A_delay_says_how_long_it_goes_on() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 9, 0, 1, TimeSpan.FromHours(1)), BounceReader.Read(Samples.Bytes("rfc3464-several-recipients"))[1].WillRetryUntil);

    [Fact]
    public void An_alias_is_kept_as_the_original_recipient() => Assert.Equal("anna@example.org", Read("postfix-expanded").OriginalRecipient);

    [Fact]
    public void A_message_that_ran_out_of_time_shows_what_it_was_deferred_for()
    {
        var mail = Encoding.UTF8.GetString(Samples.Bytes("rfc3464-postfix"))
            .Replace("smtp; 550 5.1.1 <anna@example.org>: Recipient address rejected:\n    User unknown in virtual mailbox table", "smtp; 554 4.4.7 Message expired. <421 4.7.0 Try later>").Replace("5.1.1", "4.4.7");

        var deferral = BounceReader.Read(Encoding.UTF8.GetBytes(mail))[0].LastDeferral;

        Assert.Equal("421 4.7.0 Try later", deferral?.Text);
        Assert.Equal(421, deferral?.ReplyCode);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("shift_jis")]
    [InlineData("euc-jp")]
    [InlineData("iso-2022-jp")]
    public void Japanese_is_read_however_it_is_written(string written)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.UTF8;
        var mail = encoding.GetBytes("From: MAILER-DAEMON@example.org\nSubject: Mail System Error - Returned Mail\nContent-Type: text/plain; charset=iso-2022-jp\n\n送信先メールアドレスが見つかりませんでした。\n\n<anna@example.org>\n");

        Assert.Equal("送信先メールアドレスが見つかりませんでした。", BounceReader.Read(mail)[0].Evidence.Text);
    }

    [Fact]
    public void What_Postfix_tells_of_a_server_gives_way_to_what_it_said()
    {
        var mail = Encoding.UTF8.GetString(Samples.Bytes("rfc3464-postfix"))
            .Replace("smtp; 550 5.1.1 <anna@example.org>: Recipient address rejected:\n    User unknown in virtual mailbox table", "X-Postfix; host mx1.example.org[192.0.2.77] refused to talk to me:\n    421 4.7.0 Too many connections").Replace("Remote-MTA: dns; mail.example.org\n", "");

        var report = BounceReader.Read(Encoding.UTF8.GetBytes(mail))[0];

        Assert.Equal("421 4.7.0 Too many connections", report.Evidence.Text);
        Assert.Equal("mx1.example.org", report.RemoteMta);
    }

    [Fact]
    public void A_complaint_is_about_whom_the_report_names()
    {
        var report = Read("arf-abuse");

        Assert.Equal("news@sender.example", report.EnvelopeSender);
        Assert.Null(report.Status);
    }

    [Fact]
    public void A_receipt_names_the_message_that_it_is_about()
    {
        var report = Read("mdn-displayed");

        Assert.Equal("20260303.4711@sender.example", report.Original?.MessageId);
        Assert.Equal("displayed", report.Action);
    }

    [Fact]
    public void An_automatic_answer_names_the_message_that_it_answers() =>
        Assert.Equal("20260303.4711@sender.example", Read("auto-rfc3834").Original?.MessageId);

    [Fact]
    public void Only_the_kinds_that_are_wanted_come()
    {
        var options = new ReadOptions { Kinds = new HashSet<ReportKind> { ReportKind.Failure } };

        Assert.Equal(["anna@example.org"], BounceReader.Read(Samples.Bytes("rfc3464-several-recipients"), options).Select(r => r.Recipient));
        Assert.Empty(BounceReader.Read(Samples.Bytes("auto-german"), options));
    }

    [Theory]
    [InlineData("news@sender.example", Authenticity.MessageId)]
    [InlineData("bounce+4711ab00cd99@sender.example", Authenticity.Token)]
    [InlineData("news-anna=example.org@bounces.sender.example", Authenticity.Token)]
    [InlineData("prvs=1234abcd=news@sender.example", Authenticity.Token)]
    [InlineData("SRS0=ab1C=Xy=other.example=news@sender.example", Authenticity.Token)]
    [InlineData("bounce+4711ab00cd99@another.example", Authenticity.MessageId)]
    public void What_it_came_to_proves_whose_it_is(string deliveredTo, Authenticity proven)
    {
        var mail = Encoding.UTF8.GetString(Samples.Bytes("rfc3464-postfix")).Replace("Delivered-To: news@sender.example", $"Delivered-To: {deliveredTo}");

        Assert.Equal(proven, BounceReader.Read(Encoding.UTF8.GetBytes(mail), new ReadOptions { OwnDomains = ["sender.example"] })[0].Authenticity);
    }

    [Fact]
    public void What_quotes_another_message_is_foreign()
    {
        Assert.Equal(Authenticity.Foreign, Read("rfc3464-postfix", new ReadOptions { OwnDomains = ["elsewhere.example"] }).Authenticity);
        Assert.Equal(Authenticity.Unknown, Read("rfc3464-postfix").Authenticity);
        Assert.Equal(Authenticity.Unknown, Read("docomo", new ReadOptions { OwnDomains = ["sender.example"] }).Authenticity);
        Assert.Equal(Authenticity.Foreign, Read("rfc3464-postfix", new ReadOptions { OwnDomains = ["r.example"] }).Authenticity);
    }
}
