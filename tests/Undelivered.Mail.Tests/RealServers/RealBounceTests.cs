using System.Diagnostics;
using System.Text;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests.RealServers;

/// <summary>Bounces and logs that real servers wrote a moment ago.</summary>
[Collection(nameof(RealBounceTests))]
public class RealBounceTests
{
    private static readonly Dictionary<string, string> Causes = new()
    {
        ["unknown"] = "recipient.unknown",
        ["full"] = "recipient.mailbox_full",
        ["listed"] = "reputation.ip",
        ["relay"] = "policy.relay_denied",
    };

    [Theory]
    [InlineData("postfix")]
    [InlineData("exim")]
    [InlineData("opensmtpd")]
    public void Every_refused_recipient_is_found_in_the_bounce(string name)
    {
        var (bounces, _) = RunServer(name);
        var options = new ReadOptions { OwnDomains = ["sender.test"] };
        var reports = bounces.SelectMany(b => BounceReader.Read(b, options)).ToList();

        Assert.Equal(Causes.Keys.Order().Select(k => $"{k}@receiver.test"), reports.Select(r => r.Recipient).Order());
        foreach (var report in reports)
        {
            var who = report.Recipient!.Split('@')[0];
            var refusal = FarServer.Refusals[who];
            var answer = Catalogue.Default.Diagnose(report.Judged());

            Assert.Equal(ReportKind.Failure, report.Kind);
            Assert.Equal((Causes[who], int.Parse(refusal[..3])), (answer.Cause.Id, answer.ReplyCode ?? 0));
            Assert.Equal(refusal[4..9], report.Evidence.EnhancedCode?.ToString() ?? answer.EnhancedCode?.ToString());
            Assert.Equal("order-1@sender.test", report.Original?.MessageId);
            Assert.Equal("shop@sender.test", report.Original?.From);
            Assert.Equal(Authenticity.MessageId, report.Authenticity);
        }
    }

    [Theory]
    [InlineData("postfix")]
    [InlineData("exim")]
    [InlineData("opensmtpd")]
    public void The_log_tells_the_same(string name)
    {
        var (_, log) = RunServer(name);
        var form = InputForms.Recognise(log);
        Assert.Equal(name, form?.Name);

        var options = new ReadOptions { Kinds = new HashSet<ReportKind> { ReportKind.Failure, ReportKind.Delivered } };
        var reports = form!.Split(new MemoryStream(log), options).SelectMany(p => p.Read()).ToList();
        var failures = reports.Where(r => r.Kind == ReportKind.Failure && r.Recipient!.EndsWith("@receiver.test", StringComparison.Ordinal)).ToList();

        Assert.Equal(Causes.Keys.Order().Select(k => $"{k}@receiver.test"), failures.Select(r => r.Recipient).Order());
        Assert.Contains(reports, r => r is { Kind: ReportKind.Delivered, Recipient: "ann@receiver.test" });
        Assert.All(failures, r => Assert.Equal(Causes[r.Recipient!.Split('@')[0]], Catalogue.Default.Diagnose(r.Judged()).Cause.Id));
        Assert.All(failures, r => Assert.Equal("shop@sender.test", r.EnvelopeSender));
    }

    /// <summary>Sends one message to four who are refused and one who is not, and waits for the bounce.</summary>
    private static (IReadOnlyCollection<byte[]> Bounces, byte[] Log) RunServer(string name)
    {
        if (MailServer.Installed is null)
        {
            Assert.Skip("No mail servers are here: ./test installs them, as root on Debian (UNDELIVERED_MTAS).");
        }

        using var far = new FarServer();
        using MailServer server = name switch
        {
            "postfix" => new PostfixServer(far),
            "exim" => new EximServer(far),
            _ => new OpenSmtpdServer(far),
        };
        server.Send("order-1@sender.test", [.. Causes.Keys.Append("ann").Select(k => $"{k}@receiver.test")]);

        bool IsComplete() => IsBounce().Any() && Causes.Keys.All(k => IsBounce().Any(b => Encoding.Latin1.GetString(b).Contains($"{k}@receiver.test", StringComparison.Ordinal)));
        IEnumerable<byte[]> IsBounce() => far.Kept.Where(m => !Encoding.Latin1.GetString(m).Contains("\nX-Order: 4711\r\n\r\nThank you.\r\n", StringComparison.Ordinal) || Encoding.Latin1.GetString(m).Contains("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase));
        for (var left = Stopwatch.StartNew(); !IsComplete(); Thread.Sleep(100))
        {
            if (left.Elapsed > TimeSpan.FromSeconds(40))
            {
                Assert.Fail($"{name} sent no bounce. It logged:\n{server.Log}");
            }
        }

        var bounces = IsBounce().ToList();
        Thread.Sleep(300);
        return (bounces, Encoding.UTF8.GetBytes(server.Log));
    }
}

[CollectionDefinition(nameof(RealBounceTests), DisableParallelization = true)]
public class RealBounceServers;
