using Undelivered.Mail;

namespace Undelivered.Reporting.Tests;

/// <summary>A small catalogue that no edit of the large one changes, and reports on it.</summary>
internal static class Some
{
    public const string Dead = "550 5.1.1 nobody here";
    public const string Full = "452 4.2.2 the box is full";
    public const string Dmarc = "550 5.7.26 example.org asks for refusal";
    public const string Held = "605 held since it bounced";
    public const string Slow = "421 4.7.0 come later";

    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly ReportOptions Options = new() { Now = Monday.AddDays(10) };

    public static readonly Catalogue Catalogue = Catalogue.Compile(new CatalogueSource
    {
        Version = "1.2.3",
        Causes =
        [
            new(CauseId.RecipientUnknown, "There is no such mailbox", "Nobody has this address.", Permanence.Permanent, FixedBy.List, Retry.No, Suppress.Yes),
            new(CauseId.RecipientMailboxFull, "The mailbox is full", "No room.", Permanence.Temporary, FixedBy.Recipient, Retry.Backoff, Suppress.AfterRepeats),
            new(CauseId.AuthenticationDmarc, "Refused because of DMARC", "No proof.", Permanence.Permanent, FixedBy.Dns, Retry.AfterFix, Suppress.No),
            new(CauseId.RecipientSuppressed, "Your provider held the message back", "It is on a list.", Permanence.Permanent, FixedBy.List, Retry.No, Suppress.Already),
            new(CauseId.TransportGreylisted, "Greylisted", "It passes.", Permanence.Temporary, FixedBy.Nobody, Retry.Backoff, Suppress.No),
            new(CauseId.Unknown, "The cause was not recognised", "Nobody has explained this text yet.", Permanence.Unknown, FixedBy.Inspect, Retry.ByReplyClass, Suppress.No),
        ],
        Speakers =
        [
            new() { Id = "big", Name = "Big Mail", Role = SpeakerRole.Receiver, About = "A host.", Hosts = ["big.example"] },
            new() { Id = "sender", Name = "Sender Inc", Role = SpeakerRole.Provider, About = "A provider.", Providers = ["sender"] },
        ],
        Entries =
        [
            Entry("big.unknown", CauseId.RecipientUnknown, "nobody here", "This address does not exist", "Correct the address.", FixedBy.List),
            Entry("big.full", CauseId.RecipientMailboxFull, "the box is full", "The mailbox is full", "Tell the recipient to make room.", FixedBy.Recipient),
            Entry("big.dmarc", CauseId.AuthenticationDmarc, "{domain} asks for refusal", "Refused because {domain} asks for it", "Sign with d={domain}.", FixedBy.Dns),
            Entry("sender.held", CauseId.RecipientSuppressed, "held since it bounced", "The provider holds it back", "Look why it bounced.", FixedBy.List),
            Entry("big.slow", CauseId.TransportGreylisted, "come later", "Greylisted", "Let it be tried again.", FixedBy.Nobody),
        ],
    });

    public static DeliveryReport Report(
        string text, string? to = "ann@big.example", double hours = 0, ReportKind kind = ReportKind.Failure, string from = "news@example.org", string? host = "mx.big.example") => new()
    {
        Kind = kind,
        Evidence = new() { Text = text, Provider = "sender" },
        Source = new("postfix", "mail.log", 7),
        Recipient = to,
        RemoteMta = host,
        Time = Monday.AddHours(hours),
        Original = new() { From = from },
    };

    public static ReportBuilder Builder(ReportOptions? options = null) => new(Catalogue, options ?? Options);

    /// <summary>A few of everything.</summary>
    public static Report Small()
    {
        var builder = Builder();
        for (var i = 0; i < 30; i++)
        {
            builder.Count(Report(Dmarc, $"p{i}@big.example", 48 + (i * 0.5)));
        }

        for (var i = 0; i < 12; i++)
        {
            builder.Count(Report(Dead, $"d{i}@big.example", i * 9));
            builder.Count(Report("", $"ok{i}@big.example", i * 10, ReportKind.Delivered));
        }

        for (var i = 0; i < 4; i++)
        {
            builder.Count(Report(Full, "full@big.example", i * 30));
            builder.Count(Report(Slow, "slow@other.example", i, ReportKind.Delay, host: "mx1.other.co.uk"));
        }

        builder.Count(Report(Held, "held@big.example", 5));
        builder.Count(Report("599 9.9.9 the pigeon for ann@big.example is ill, ref 8f7a6b5c4d3e", "x@big.example", 6, from: "shop@example.net"));
        builder.Count(Report("599 9.9.9 the pigeon for bob@big.example is ill, ref 1a2b3c4d5e6f", "y@big.example", 7, from: "shop@example.net"));
        builder.Count(Report("", "angry@big.example", 8, ReportKind.Complaint));
        builder.Count(Report("", "away@big.example", 8, ReportKind.AutoReply));
        builder.AddUnreadable("line 9: it is no UTF-8");
        builder.AddNote("mail.log was taken for a Postfix log.");
        return builder.Build();
    }

    /// <summary>Diagnoses and adds.</summary>
    public static void Count(this ReportBuilder builder, DeliveryReport report) => builder.Add(report, Catalogue.Diagnose(report.Evidence));

    private static Entry Entry(string id, string cause, string text, string title, string step, FixedBy by) => new()
    {
        Id = id,
        Speaker = id[..id.IndexOf('.')],
        Cause = cause,
        Match = [new Match { Text = text }],
        Title = title,
        Meaning = $"What {title} means.",
        Remedy = [new(step, by)],
        Avoid = ["Do nothing rash."],
        Sources = [new() { Url = "https://example.org/help?a=1&b=2" }],
        Examples = [new() { Text = "550 " + text.Replace("{domain}", "example.org", StringComparison.Ordinal) }],
    };
}
