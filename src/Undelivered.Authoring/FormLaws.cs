using System.Globalization;
using System.Text.RegularExpressions;

namespace Undelivered.Authoring;

/// <summary>What ids, texts, times and dates look like: docs/catalogue.md, "What is checked".</summary>
internal static partial class FormLaws
{
    public const int LongestStep = 1000;

    private const int LongestId = 64;
    private const int LongestEntryId = 128;
    private const int LongestName = 100;
    private const int LongestTitle = 110;
    private const int LongestAbout = 1000;
    private const int LongestText = 4000;
    private const int LongestDuration = 32;
    private const long LongestWait = 60 * Day;
    private const long Day = 86400;

    public static IEnumerable<string> Check(Entry entry) =>
        EntryId(entry)
            .Concat(Title(entry.Title))
            .Concat(Length("the meaning", entry.Meaning, LongestText))
            .Concat(Steps(entry.Remedy))
            .Concat(entry.Avoid.SelectMany(a => Length("an item of 'avoid'", a, LongestStep)))
            .Concat(Length("'notes'", entry.Notes, LongestText))
            .Concat(Wait(entry.RetryAfter))
            .Concat(Seen(entry.Sources));

    public static IEnumerable<string> Check(Speaker speaker) =>
        Id(speaker.Id).Concat(Length("the name", speaker.Name, LongestName)).Concat(Length("'about'", speaker.About, LongestAbout));

    public static IEnumerable<string> Check(Cause cause)
    {
        if (cause.Id.Length > LongestId || (!CauseForm().IsMatch(cause.Id) && cause.Id != CauseId.Unknown))
        {
            yield return $"a cause's id is two words with a dot between them, such as recipient.mailbox_full, in at most {LongestId} characters";
        }

        foreach (var breach in Title(cause.Title).Concat(Length("the meaning", cause.Meaning, LongestText)).Concat(Steps(cause.Remedy)))
        {
            yield return breach;
        }
    }

    public static IEnumerable<string> Check(Term term) =>
        Id(term.Id).Concat(Length("the name", term.Name, LongestName)).Concat(Length("'definition'", term.Definition, LongestText)).Concat(Seen(term.Sources));

    public static IEnumerable<string> Check(Guide guide) =>
        Id(guide.Id)
            .Concat(Title(guide.Title))
            .Concat(Length("'summary'", guide.Summary, LongestText))
            .Concat(Steps(guide.Steps))
            .Concat(guide.Avoid.SelectMany(a => Length("an item of 'avoid'", a, LongestStep)))
            .Concat(Seen(guide.Sources));

    private static IEnumerable<string> Id(string id)
    {
        if (id.Length > LongestId || !Kebab().IsMatch(id))
        {
            yield return $"the id must be in kebab-case, such as exchange-online, in at most {LongestId} characters";
        }
    }

    private static IEnumerable<string> EntryId(Entry entry)
    {
        if (!EntryForm().IsMatch(entry.Id) || !entry.Id.StartsWith(entry.Speaker + ".", StringComparison.Ordinal))
        {
            yield return $"the id must be '{entry.Speaker}.' and then kebab-case words";
        }

        foreach (var breach in Length("the id", entry.Id, LongestEntryId))
        {
            yield return breach;
        }
    }

    private static IEnumerable<string> Title(string title) => Length("the title", title, LongestTitle);

    private static IEnumerable<string> Steps(IReadOnlyList<RemedyStep> steps) => steps.SelectMany((s, i) => Length($"step {i + 1}", s.Do, LongestStep));

    private static IEnumerable<string> Length(string what, string? text, int most)
    {
        if (text?.Length > most)
        {
            yield return FormattableString.Invariant($"{what} has {text.Length:N0} characters; at most {most:N0} characters can be taken in");
        }
    }

    private static IEnumerable<string> Wait(string? duration)
    {
        if (duration is not null && Seconds(duration) is not (>= 1 and <= LongestWait))
        {
            yield return $"'retryAfter' must be an ISO 8601 duration between one second and {LongestWait / Day} days, such as PT15M or P1D";
        }
    }

    /// <summary>Months and years have no fixed length, so they are none; weeks are not read by all that read durations.</summary>
    private static long? Seconds(string duration)
    {
        if (duration.Length > LongestDuration || Duration().Match(duration) is not { Success: true } match || duration[^1] is 'P' or 'T')
        {
            return null;
        }

        long Part(string name, long unit) => match.Groups[name] is { Success: true, ValueSpan: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) * unit : 0;
        return Part("days", Day) + Part("hours", 3600) + Part("minutes", 60) + Part("seconds", 1);
    }

    private static IEnumerable<string> Seen(IReadOnlyList<Source> sources)
    {
        foreach (var seen in sources.Select(s => s.Seen).OfType<string>())
        {
            if (!DateOnly.TryParseExact(seen, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                yield return $"'seen' must be a date, such as 2026-02-12, and not '{seen}'";
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Kebab();

    [GeneratedRegex(@"\A[a-z0-9-]+\.[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex EntryForm();

    [GeneratedRegex(@"\A[a-z0-9]+(_[a-z0-9]+)*\.[a-z0-9]+(_[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex CauseForm();

    [GeneratedRegex(@"\AP((?<days>[0-9]{1,9})D)?(T((?<hours>[0-9]{1,9})H)?((?<minutes>[0-9]{1,9})M)?((?<seconds>[0-9]{1,9})S)?)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
