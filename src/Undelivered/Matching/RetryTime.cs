using System.Globalization;

namespace Undelivered.Matching;

/// <summary>Reads when to try again from the words of a reply. What can be read in two ways is not read at all.</summary>
internal static class RetryTime
{
    private const double LongestSeconds = 31 * 86400;
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    /// <summary>An RFC 3339 time in UTC, or null where the words are no date with a time of day.</summary>
    public static string? FromDate(string words)
    {
        var comment = words.IndexOf('(');
        var text = (comment > 0 ? words[..comment] : words).Trim().TrimEnd('.', ',', ';', '"', '\'');
        if (!text.Contains(':') || !NamesYear(text) || BeginsWithDayOrMonth(text))
        {
            return null;
        }

        foreach (var zone in (string[])["UTC", "GMT", "utc", "gmt", "Z"])
        {
            if (text.EndsWith(zone, StringComparison.Ordinal))
            {
                text = text[..^zone.Length].TrimEnd() + " +00:00";
                break;
            }
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) && time.Year is >= FirstYear and <= LastYear
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>An ISO 8601 duration, or null where the words are none. A bare number counts seconds; of a range, the longer end counts.</summary>
    public static string? FromDuration(string words)
    {
        var text = words.AsSpan().Trim();
        if (text.StartsWith("an hour", StringComparison.OrdinalIgnoreCase))
        {
            return Iso(3600);
        }

        if (text.Contains(':'))
        {
            return FromClock(text);
        }

        double? sum = null;
        while (TryReadPart(ref text, isFirst: sum is null, out var seconds))
        {
            sum = (sum ?? 0) + seconds;
        }

        return sum is { } all ? Iso(all) : null;
    }

    /// <summary><c>00:05:00</c>; two numbers alone could be minutes and seconds as well as hours and minutes.</summary>
    private static string? FromClock(ReadOnlySpan<char> text)
    {
        double seconds = 0;
        var parts = 0;
        foreach (var range in text.Split(':'))
        {
            var isLast = range.End.Value == text.Length;
            var styles = isLast ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!double.TryParse(text[range], styles, CultureInfo.InvariantCulture, out var part) || (parts > 0 && part >= 60))
            {
                return null;
            }

            seconds = (seconds * 60) + part;
            parts++;
        }

        return parts == 3 ? Iso(seconds) : null;
    }

    /// <summary>Reads <c>2 hours</c>, <c>30m</c>, <c>5-10 minutes</c>; at the beginning also a number alone.</summary>
    private static bool TryReadPart(ref ReadOnlySpan<char> text, bool isFirst, out double seconds)
    {
        seconds = 0;
        var rest = text.TrimStart();
        if (!isFirst)
        {
            rest = rest.TrimStart(',').TrimStart();
            rest = rest.StartsWith("and ", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest;
        }

        if (!TryReadNumber(ref rest, out var number))
        {
            return false;
        }

        var upper = rest.TrimStart();
        upper = upper.StartsWith("-") ? upper[1..].TrimStart() : upper.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? upper[3..].TrimStart() : default;
        if (!upper.IsEmpty && TryReadNumber(ref upper, out var end) && end > number)
        {
            number = end;
            rest = upper;
        }

        rest = rest.TrimStart();
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
        {
            letters++;
        }

        if ((letters == 0 ? (rest.IsEmpty && isFirst ? 1 : null) : UnitSeconds(rest[..letters])) is not { } unit)
        {
            return false;
        }

        text = rest[letters..];
        seconds = number * unit;
        return true;
    }

    /// <summary>Reads <c>300</c>, <c>3,600</c>, <c>1.5</c>, and <c>1,5</c>, whose comma parts no thousands.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or ','))
        {
            length++;
        }

        var digits = text[..length].TrimEnd(".,");
        var comma = digits.IndexOf(',');
        var isDecimalComma = comma > 0 && digits.LastIndexOf(',') == comma && !digits.Contains('.') && digits.Length - comma - 1 != 3;
        var plain = isDecimalComma ? digits.ToString().Replace(',', '.') : digits;
        if (!double.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        text = text[length..];
        return true;
    }

    private static double? UnitSeconds(ReadOnlySpan<char> unit)
    {
        Span<char> word = stackalloc char[16];
        if (unit.Length > word.Length)
        {
            return null;
        }

        return word[..unit.ToLowerInvariant(word)] switch
        {
            "ms" or "msec" or "milliseconds" => 0.001,
            "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" => 60,
            "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86400,
            "w" or "week" or "weeks" => 7 * 86400,
            _ => null,
        };
    }

    /// <summary>Whether four digits stand alone: without a year, a time of day would mean another day every day.</summary>
    private static bool NamesYear(string text)
    {
        var run = 0;
        foreach (var c in text + " ")
        {
            if (char.IsAsciiDigit(c))
            {
                run++;
            }
            else if (run == 4)
            {
                return true;
            }
            else
            {
                run = 0;
            }
        }

        return false;
    }

    /// <summary>05/06/2021 is May to some and June to others.</summary>
    private static bool BeginsWithDayOrMonth(string text) =>
        text is [>= '0' and <= '9', '/' or '.' or '-', ..] or [>= '0' and <= '9', >= '0' and <= '9', '/' or '.' or '-', >= '0' and <= '9', ..];

    private static string? Iso(double seconds)
    {
        if (!(seconds > 0 && seconds <= LongestSeconds))
        {
            return null;
        }

        var span = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        var time = (span.Hours > 0 ? $"{span.Hours}H" : "") + (span.Minutes > 0 ? $"{span.Minutes}M" : "") + (span.Seconds > 0 ? $"{span.Seconds}S" : "");
        return "P" + (span.Days > 0 ? $"{span.Days}D" : "") + (time.Length > 0 ? "T" + time : "");
    }
}
