using System.Globalization;
using System.Xml;

namespace Undelivered.Publishing;

/// <summary>The vocabulary in words that one reads out on the phone.</summary>
public static class Wording
{
    /// <summary>Whose problem it is.</summary>
    public static string Who(FixedBy by) => by switch
    {
        FixedBy.List => "Yours: the recipient list",
        FixedBy.Recipient => "The recipient's",
        FixedBy.RecipientAdmin => "The receiving system's administrator's",
        FixedBy.Configuration => "Yours: the set-up of the sending program or server",
        FixedBy.Dns => "Yours: the DNS of the sending domain",
        FixedBy.Network => "The network's between you and the server",
        FixedBy.Account => "Yours: the account at your sending provider",
        FixedBy.Reputation => "Yours: the reputation of your sending address or domain",
        FixedBy.Content => "Yours: the message itself",
        FixedBy.Traffic => "Yours: the pace of sending",
        FixedBy.Code => "Yours: the program that sends",
        FixedBy.Provider => "Your sending provider's",
        FixedBy.Machine => "Yours: this computer or mail program",
        FixedBy.Nobody => "Nobody's: it passes by itself",
        FixedBy.EarlierDeferrals => "Not known from this text: the earlier deferrals tell",
        _ => "Not known from this text: somebody has to look",
    };

    /// <summary>Who does a step.</summary>
    public static string Doer(FixedBy by) => by switch
    {
        FixedBy.List => "whoever keeps the list",
        FixedBy.Recipient => "the recipient",
        FixedBy.RecipientAdmin => "the receiving postmaster",
        FixedBy.Configuration => "whoever sets up sending",
        FixedBy.Dns => "whoever edits your DNS",
        FixedBy.Network => "your network's keeper",
        FixedBy.Account => "the account's holder",
        FixedBy.Reputation => "whoever looks after reputation",
        FixedBy.Content => "whoever writes the message",
        FixedBy.Traffic => "whoever sets the pace",
        FixedBy.Code => "the developer",
        FixedBy.Provider => "the provider",
        FixedBy.Machine => "whoever keeps the computer",
        FixedBy.Nobody => "nobody",
        FixedBy.EarlierDeferrals => "whoever reads the log",
        _ => "you",
    };

    /// <summary>Whether to send again, and when.</summary>
    public static string SendAgain(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var when = diagnosis.RetryAfter is { } after ? $", not before {When(after)}" : "";
        return diagnosis.Retry switch
        {
            Retry.Backoff => "Yes, by itself and with growing pauses" + when,
            Retry.AfterFix => "Only after the fix",
            Retry.AtReset => "Yes, when the allowance starts anew" + when,
            Retry.Split => "Yes, in smaller portions" + when,
            Retry.ByReplyClass => "A code 4yz means yes, with growing pauses; 5yz means no",
            _ => diagnosis.Permanence == Permanence.None ? "Not needed" : "No",
        };
    }

    /// <summary>Who speaks, and who quotes it, by the names that people know; null where nobody is recognised.</summary>
    public static string? SaidBy(Catalogue catalogue, Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(diagnosis);
        string Name(string id) => catalogue.Speakers.FirstOrDefault(s => s.Id == id)?.Name ?? id;
        var quoting = string.Join(", ", diagnosis.Via.Reverse().Select(Name));
        return (diagnosis.Speaker, quoting) switch
        {
            (null, "") => null,
            (null, _) => $"a server that {quoting} quotes",
            ({ } speaker, "") => Name(speaker),
            ({ } speaker, _) => $"{Name(speaker)}, quoted by {quoting}",
        };
    }

    /// <summary>Whether to stop sending to the address.</summary>
    public static string Suppression(Suppress suppress) => suppress switch
    {
        Suppress.Yes => "Yes: send nothing more to this address",
        Suppress.AfterRepeats => "Only if it keeps failing over days",
        Suppress.Already => "It already is: check why before you lift it",
        _ => "No, the address is not the reason",
    };

    /// <summary>By what the answer was reached.</summary>
    public static string FoundBy(MatchKind kind) => kind switch
    {
        MatchKind.Token => "a code of the speaker's own",
        MatchKind.CodeAndText => "code and text",
        MatchKind.Text => "its text",
        MatchKind.SpeakerCode => "the speaker's list of codes",
        MatchKind.Learned => "the likeness of its words to known ones",
        MatchKind.EnhancedCode => "its enhanced code alone",
        MatchKind.BasicCode => "its three digits alone",
        _ => "nothing",
    };

    /// <summary>What to add about an entry that is not current; begins with a comma, or is empty.</summary>
    public static string Status(EntryStatus status) => status switch
    {
        EntryStatus.Outdated => ", said differently today",
        EntryStatus.Historic => ", historic",
        EntryStatus.Unconfirmed => ", not confirmed by a source",
        _ => "",
    };

    /// <summary>An RFC 3339 time or an ISO 8601 duration in words; anything else as it is.</summary>
    public static string When(string retryAfter)
    {
        if (DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime().ToString("ddd d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
        }

        try
        {
            var span = XmlConvert.ToTimeSpan(retryAfter);
            return span.TotalDays >= 2 ? $"{span.TotalDays:0.#} days have passed"
                : span.TotalHours >= 2 ? $"{span.TotalHours:0.#} hours have passed"
                : span.TotalMinutes >= 2 ? $"{span.TotalMinutes:0.#} minutes have passed" : $"{span.TotalSeconds:0} seconds have passed";
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return retryAfter;
        }
    }
}
