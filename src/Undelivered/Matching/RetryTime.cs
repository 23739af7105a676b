using System.Globalization;

namespace Undelivered.Matching;

/// <summary>Reads when to try again from the words of a reply.</summary>
internal static class RetryTime
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>An RFC 3339 time in UTC, or null where the words are no date.</summary>
    public static string? FromDate(string words)
    {
        var comment = words.IndexOf('(');
        var text = (comment > 0 ? words[..comment] : words).Trim().TrimEnd('.', ',', ';', '"', '\'');
        foreach (var zone in (string[])["UTC", "GMT", "utc", "gmt", "Z"])
        {
            if (text.EndsWith(zone, StringComparison.Ordinal))
            {
                text = text[..^zone.Length].TrimEnd() + " +00:00";
                break;
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            && text.Contains(':')
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>An ISO 8601 duration, or null where the words are none. A bare number counts seconds.</summary>
    public static string? FromDuration(string words)
    {
        var text = words.Trim().ToLowerInvariant();
        if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var clock))
        {
            return Iso(clock);
        }

        text = text.StartsWith("an hour", StringComparison.Ordinal) ? "1 hour" : text;
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.' or ','))
        {
            digits++;
        }

        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        // "2026-02-17T10:00" and "17 Feb" begin like a number of seconds.
        var unit = text[digits..].Trim();
        double? seconds = unit.Length == 0 ? 1
            : unit.StartsWith("ms", StringComparison.Ordinal) || unit.StartsWith("milli", StringComparison.Ordinal) ? 0.001
            : UnitSeconds(unit);
        return seconds is { } factor && count * factor <= Longest.TotalSeconds ? Iso(TimeSpan.FromSeconds(Math.Ceiling(count * factor))) : null;
    }

    private static double? UnitSeconds(string unit)
    {
        var word = new string([.. unit.TakeWhile(char.IsAsciiLetter)]);
        return word switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" => 60,
            "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86400,
            "w" or "week" or "weeks" => 7 * 86400,
            _ => null,
        };
    }

    private static string? Iso(TimeSpan span)
    {
        if (span <= TimeSpan.Zero || span > Longest)
        {
            return null;
        }

        var time = (span.Hours > 0 ? $"{span.Hours}H" : "") + (span.Minutes > 0 ? $"{span.Minutes}M" : "") + (span.Seconds > 0 ? $"{span.Seconds}S" : "");
        return "P" + (span.Days > 0 ? $"{span.Days}D" : "") + (time.Length > 0 ? "T" + time : "");
    }
}
