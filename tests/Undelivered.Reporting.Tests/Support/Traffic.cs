using Undelivered.Mail;

namespace Undelivered.Reporting.Tests;

/// <summary>Two weeks of mail of a shop, made up: the usual failures, day and night, and an incident on a Tuesday afternoon.</summary>
internal static class Traffic
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Incident = new(2026, 11, 10, 14, 5, 0, TimeSpan.Zero);
    public static readonly TimeSpan Length = TimeSpan.FromDays(14);
    public static readonly ReportOptions Options = new() { Now = Begin + Length + TimeSpan.FromHours(9) };

    // What fails on an ordinary day: the entry whose example is sent, how often, and where it comes from.
    private static readonly (string Entry, double Weight, string Host, string Domain)[] Usual =
    [
        ("gmail.user-unknown", 9, "gmail-smtp-in.l.google.com", "gmail.com"),
        ("gmail.mailbox-full", 5, "gmail-smtp-in.l.google.com", "gmail.com"),
        ("gmail.user-disabled", 2, "gmail-smtp-in.l.google.com", "gmail.com"),
        ("gmail.rate-unusual", 3, "gmail-smtp-in.l.google.com", "gmail.com"),
        ("outlook-com.*", 6, "outlook-com.olc.protection.outlook.com", "outlook.com"),
        ("exchange-online.*", 8, "example-com.mail.protection.outlook.com", "customer.example"),
        ("yahoo.*", 5, "mta7.am0.yahoodns.net", "yahoo.com"),
        ("gmx.*", 3, "mx00.emig.gmx.net", "gmx.de"),
        ("t-online.*", 2, "mx00.t-online.de", "t-online.de"),
        ("apple-icloud.*", 2, "mx01.mail.icloud.com", "icloud.com"),
        ("spamhaus.*", 2, "mx.firm.example", "firm.example"),
        ("postfix.*", 4, "mail.company.example", "company.example"),
        ("proofpoint.*", 1, "mx1.ppe-hosted.com", "corp.example"),
        ("mimecast.*", 1, "eu-smtp-inbound-1.mimecast.com", "law.example"),
        ("mailgun.suppressed-bounce", 2, "", "gmail.com"),
        ("mail-ru.*", 1, "mxs.mail.ru", "mail.ru"),
        ("qq.*", 1, "mx3.qq.com", "qq.com"),
        ("?", 1.6, "mx.tiny.example", "tiny.example"),
    ];

    private static readonly string[] Strange =
    [
        "554 9.9.1 the postal pigeon for {0} has not come back from {1}, ref {2}",
        "The moon stands wrong for {0} (gate {3})",
        "571 our almanac has no page for {0} today, see leaf {3} of {2}",
        "dispatch note {2}: drawer {3} jammed while filing for {0}",
    ];

    /// <summary>Everything, in order of time; about so many failures.</summary>
    public static IEnumerable<(DeliveryReport Report, Diagnosis Diagnosis)> Make(int failures = 40_000, int seed = 5)
    {
        var random = new Random(seed);
        var sources = Usual.Select(u => (u, Texts: TextsOf(u.Entry))).Where(s => s.Texts.Count > 0).ToList();
        var dmarc = TextsOf("gmail.dmarc-policy");
        var events = new List<(DateTimeOffset Time, int Kind)>();
        for (var i = 0; i < failures; i++)
        {
            events.Add((Time(random, Begin, Length), 0));
        }

        for (var i = 0; i < failures * 1.1; i++)
        {
            events.Add((Time(random, Incident, Begin + Length - Incident), 1));
        }

        for (var i = 0; i < failures * 3; i++)
        {
            events.Add((Time(random, Begin, Length), 2));
        }

        events.Sort((a, b) => a.Time.CompareTo(b.Time));
        var total = sources.Sum(s => s.u.Weight);
        foreach (var (time, kind) in events)
        {
            var sender = random.NextDouble() switch { < 0.62 => "shop.example.org", < 0.9 => "example.org", _ => "news.example.net" };
            if (kind == 2)
            {
                yield return (Report(ReportKind.Delivered, "", time, random, sender, Usual[random.Next(Usual.Length - 1)].Host, Usual[random.Next(Usual.Length - 1)].Domain), Nothing);
                continue;
            }

            if (kind == 1)
            {
                yield return Failure(ReportKind.Failure, dmarc[0], time, random, random.NextDouble() < 0.97 ? "shop.example.org" : sender, "gmail-smtp-in.l.google.com", "gmail.com");
                continue;
            }

            var at = random.NextDouble() * total;
            var source = sources.First(s => (at -= s.u.Weight) < 0);

            // Few texts of a receiver make up most of what it says.
            var text = source.Texts[(int)(source.Texts.Count * Math.Pow(random.NextDouble(), 3))];
            if (source.u.Entry == "?")
            {
                text = string.Format(text, $"user{random.Next(900)}@{source.u.Domain}", $"mx{random.Next(9)}.tiny.example", $"{random.Next():x8}{random.Next():x8}", random.Next(100_000));
            }

            var made = Failure(random.NextDouble() < 0.15 ? ReportKind.Delay : ReportKind.Failure, text, time, random, sender, source.u.Host, source.u.Domain);
            yield return made;
            if (random.NextDouble() < 0.01)
            {
                yield return Failure(ReportKind.Complaint, "", time, random, sender, source.u.Host, source.u.Domain);
            }
        }
    }

    /// <summary>The report of it.</summary>
    public static Report Report(int failures = 40_000)
    {
        var builder = new ReportBuilder(Catalogue.Default, Options);
        foreach (var (report, diagnosis) in Make(failures))
        {
            builder.Add(report, diagnosis);
        }

        builder.AddUnreadable("bounces/2026-11-04.mbox, mail 318: it is longer than 8 MB; its beginning was read");
        builder.AddNote("mail.log was taken for the log of a Postfix server.");
        return builder.Build();
    }

    private static Diagnosis Nothing { get; } = Catalogue.Default.Diagnose("250 2.0.0 OK");

    private static (DeliveryReport, Diagnosis) Failure(ReportKind kind, string text, DateTimeOffset time, Random random, string sender, string host, string domain)
    {
        var report = Report(kind, text, time, random, sender, host, domain);
        return (report, Catalogue.Default.Diagnose(report.Evidence));
    }

    private static DeliveryReport Report(ReportKind kind, string text, DateTimeOffset time, Random random, string sender, string host, string domain) => new()
    {
        Kind = kind,
        Evidence = new Evidence { Text = text, Provider = random.NextDouble() < 0.7 ? "mailgun" : null, RemoteHost = host.Length > 0 ? host : null },
        Source = new("postfix", "mail.log", 1),
        Recipient = $"{Names[random.Next(Names.Length)]}.{random.Next(4_000)}@{domain}",
        RemoteMta = host.Length > 0 ? host : null,
        Time = time,
        Original = new() { From = $"orders@{sender}" },
        Defects = random.NextDouble() < 0.002 ? ["The report names no Final-Recipient; To was taken for it."] : [],
    };

    private static readonly string[] Names = ["anna", "ben", "chloe", "david", "emma", "felix", "greta", "hugo", "ida", "jonas"];

    // By day ten times as much as by night.
    private static DateTimeOffset Time(Random random, DateTimeOffset begin, TimeSpan length)
    {
        while (true)
        {
            var time = begin + (length * random.NextDouble());
            if (random.NextDouble() < 0.1 + (0.9 * Math.Pow(Math.Sin(Math.PI * time.TimeOfDay.TotalDays), 2)))
            {
                return time;
            }
        }
    }

    private static List<string> TextsOf(string entry) => entry == "?"
        ? [.. Strange]
        : [.. Catalogue.Default.Entries
            .Where(e => entry.EndsWith(".*", StringComparison.Ordinal) ? e.Speaker == entry[..^2] : e.Id == entry)
            .Where(e => e.Status == EntryStatus.Current && e.Examples.Count > 0)
            .Select(e => e.Examples[0].Text)
            .Where(t => Catalogue.Default.Diagnose(t).Permanence != Permanence.None)];
}
