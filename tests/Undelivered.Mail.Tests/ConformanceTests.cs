using System.Text.Json;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests;

/// <summary>Runs over the bounces that Sisimai ships, where they stand beside the repository, and compares with what Sisimai 5.1 finds.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private static readonly string Corpus = Environment.GetEnvironmentVariable("UNDELIVERED_BOUNCES")
        ?? Path.GetFullPath(Path.Combine(Samples.Folder, "..", "..", "..", "..", "shared", "corpora", "bounce-mails"));

    /// <summary>Where we differ, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["bsd/arf-11.eml"] = "the mail names no recipient; Sisimai puts an address of its own making",
        ["bsd/arf-15.eml"] = "the mail names no recipient; Sisimai puts an address of its own making",
        ["bsd/lhost-apachejames-01.eml"] = "the address in the mail has twelve zeros; Sisimai drops one",
        ["dos/lhost-apachejames-01.eml"] = "the address in the mail has twelve zeros; Sisimai drops one",
        ["bsd/lhost-domino-03.eml"] = "text and Final-Recipient differ (made anonymous by halves); the field goes before the text",
        ["bsd/lhost-v5sendmail-01.eml"] = "the mail was for example.com; Sisimai cuts the domain off",
        ["dos/lhost-v5sendmail-01.eml"] = "the mail was for example.com; Sisimai cuts the domain off",
    };

    [Fact]
    public void Every_recipient_and_status_that_Sisimai_finds_is_found()
    {
        var differences = new List<string>();
        var (recipients, statuses) = (0, 0);
        foreach (var file in Expected().GroupBy(e => e.File))
        {
            var reports = BounceReader.Read(File.ReadAllBytes(Path.Combine(Corpus, file.Key)));
            foreach (var expected in file)
            {
                var found = reports.FirstOrDefault(r => string.Equals(r.Recipient, expected.Recipient, StringComparison.OrdinalIgnoreCase));
                recipients += found is null ? 0 : 1;
                if (found is null)
                {
                    differences.Add($"{file.Key}: no {expected.Recipient}, but {string.Join(", ", reports.Select(r => r.Recipient))}");
                }
                else if (expected.StatusStandsInTheMail && found.Status != expected.Status)
                {
                    differences.Add($"{file.Key}: {found.Status} for {expected.Status}");
                }
                else if (expected.StatusStandsInTheMail)
                {
                    statuses++;
                }
            }
        }

        var all = Expected().ToList();
        output.WriteLine($"{recipients} of {all.Count} recipients, {statuses} of {all.Count(e => e.StatusStandsInTheMail)} statuses");
        Assert.All(differences, d => Assert.True(Exceptions.ContainsKey(d.Split(':')[0]), d));
        Assert.Equal(Exceptions.Keys.Order(), differences.Select(d => d.Split(':')[0]).Distinct().Order());
    }

    [Fact]
    public void No_automatic_answer_and_no_ordinary_mail_is_a_bounce()
    {
        var files = Directory.GetFiles(Corpus, "rfc3834-*.eml", SearchOption.AllDirectories).Concat(Directory.GetFiles(Corpus, "is-not-bounce-*.eml", SearchOption.AllDirectories)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.All(BounceReader.Read(File.ReadAllBytes(f)), r => Assert.Contains(r.Kind, new[] { ReportKind.AutoReply, ReportKind.Other })));
    }

    [Fact]
    public void Mails_of_old_Macs_are_read_like_any()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Corpus, "mac")))
        {
            var twin = Path.Combine(Corpus, "dos", Path.GetFileName(file));
            if (File.Exists(twin))
            {
                Assert.Equal(Seen(twin), Seen(file));
            }
        }

        static IEnumerable<string> Seen(string file) => BounceReader.Read(File.ReadAllBytes(file)).Select(r => $"{Path.GetFileName(file)} {r.Kind} {r.Recipient} {r.Status}");
    }

    private static IEnumerable<(string File, string Recipient, string Status, bool StatusStandsInTheMail)> Expected() =>
        from line in File.ReadLines(Path.Combine(Corpus, "expected.jsonl"))
        let row = JsonDocument.Parse(line).RootElement
        let status = row.GetProperty("status").GetString()!
        select (row.GetProperty("file").GetString()!, row.GetProperty("recipient").GetString()!, status,
            status.Length > 0 && !IsMadeUp(status));

    /// <summary>Sisimai numbers what no status says from x.0.900.</summary>
    private static bool IsMadeUp(string status) => status.Split('.') is [_, "0", var detail] && int.Parse(detail) >= 900;
}
