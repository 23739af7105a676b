using System.Buffers;
using System.Net;
using System.Text;

namespace Undelivered.Reporting.Unknown;

/// <summary>Puts a mark in the place of what belongs to one message: addresses, hosts, numbers, ids.</summary>
internal static class TextMask
{
    public const string Address = "‹address›";
    public const string Ip = "‹ip›";
    public const string Host = "‹host›";
    public const string Link = "‹link›";
    public const string Number = "‹number›";
    public const string Id = "‹id›";
    public const string Anything = "‹*›";
    public const string More = "…";

    /// <summary>How much of a text is looked at: refusals are short, and what follows them is chatter.</summary>
    public const int MaxLength = 2_000;

    /// <summary>How many words of a text make its template.</summary>
    public const int MaxWords = 48;

    private static readonly SearchValues<char> Opening = SearchValues.Create("<([{'\"`*");
    private static readonly SearchValues<char> Closing = SearchValues.Create(">)]}'\"`*,;:.!?");
    private static readonly SearchValues<char> InKeys = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    /// <summary>The words of a text, each as it is or masked.</summary>
    public static string[] Words(string text)
    {
        var words = new List<string>(24);
        var rest = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        while (Next(ref rest, out var word))
        {
            if (words.Count == MaxWords)
            {
                words.Add(More);
                break;
            }

            words.Add(Masked(word, keepsCodes: words.Count < 4));
        }

        return [.. words];
    }

    /// <summary>The text for people to see, cut: addresses are masked, everything else stays.</summary>
    public static string Redact(string text, int length)
    {
        var redacted = new StringBuilder(Math.Min(text.Length, length) + 16);
        var rest = text.AsSpan(0, Math.Min(text.Length, length * 2));
        var blanks = rest[..(rest.Length - rest.TrimStart().Length)];
        while (Next(ref rest, out var word))
        {
            if (redacted.Length > 0)
            {
                // A reply of several lines reads best in several lines.
                redacted.Append(blanks.Contains('\n') ? '\n' : ' ');
            }

            blanks = rest[..(rest.Length - rest.TrimStart().Length)];

            Split(word, out var before, out var core, out var after);
            if (core.Contains('@') && KindOf(core, keepsCodes: true) is Address)
            {
                redacted.Append(before).Append(Address).Append(after);
            }
            else
            {
                redacted.Append(word);
            }

            if (redacted.Length > length)
            {
                break;
            }
        }

        return redacted.Length <= length && text.Length <= length * 2
            ? redacted.ToString()
            : Publishing.PlainText.Cut(redacted.ToString(), length - 1) + More;
    }

    private static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        rest = rest.TrimStart();
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
        {
            end++;
        }

        word = rest[..end];
        rest = rest[end..];
        return end > 0;
    }

    private static string Masked(ReadOnlySpan<char> word, bool keepsCodes)
    {
        // "client=[192.0.2.1]": the name says what follows, and stays.
        var equals = word.IndexOf('=');
        if (equals > 0 && equals < word.Length - 1 && word[..equals].IndexOfAnyExcept(InKeys) < 0)
        {
            return $"{word[..(equals + 1)]}{Masked(word[(equals + 1)..], keepsCodes: false)}";
        }

        // "mx.example.org[192.0.2.1]:25"
        var bracket = word.IndexOf('[');
        if (bracket > 0 && char.IsAsciiLetterOrDigit(word[bracket - 1]))
        {
            return $"{Masked(word[..bracket], keepsCodes: false)}{Masked(word[bracket..], keepsCodes: false)}";
        }

        Split(word, out var before, out var core, out var after);
        return KindOf(core, keepsCodes) is { } kind ? $"{before}{kind}{after}" : word.ToString();
    }

    private static void Split(ReadOnlySpan<char> word, out ReadOnlySpan<char> before, out ReadOnlySpan<char> core, out ReadOnlySpan<char> after)
    {
        var start = word.IndexOfAnyExcept(Opening);
        start = start < 0 ? word.Length : start;
        var end = word.LastIndexOfAnyExcept(Closing) + 1;
        end = Math.Max(start, end);
        before = word[..start];
        core = word[start..end];
        after = word[end..];
    }

    private static string? KindOf(ReadOnlySpan<char> core, bool keepsCodes)
    {
        if (core.IsEmpty)
        {
            return null;
        }

        int digits = 0, letters = 0, dots = 0, other = 0, lower = 0;
        foreach (var c in core)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (char.IsLetter(c))
            {
                letters++;
                lower += char.IsAsciiLetterLower(c) ? 1 : 0;
            }
            else if (c == '.')
            {
                dots++;
            }
            else
            {
                other++;
            }
        }

        if (other > 0 && core.IndexOf('@') is > 0 and var at && at < core.Length - 1)
        {
            return Address;
        }

        if (other > 0 && (core.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || core.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            return Link;
        }

        if (digits == 0)
        {
            return dots > 0 && other == 0 ? HostOrNothing(core, dots) : null;
        }

        if (letters == 0)
        {
            return dots == 3 && IPAddress.TryParse(core, out _) ? Ip : keepsCodes && IsCode(core) ? null : digits + dots + other > 0 && digits > 0 ? Number : null;
        }

        if (core.Contains(':') && core.Length is > 2 and < 50 && IPAddress.TryParse(core, out _))
        {
            return Ip;
        }

        if (dots > 0 && HostOrNothing(core, dots) is { } host)
        {
            return host;
        }

        // Queue ids, message ids and the like: long, with digits among the letters.
        return core.Length >= 8 && other <= 4 && (digits >= 2 || lower == 0) ? Id : null;
    }

    private static string? HostOrNothing(ReadOnlySpan<char> core, int dots)
    {
        var last = core.LastIndexOf('.');
        if (core.Length - last - 1 < 2 || core[0] == '.' || core.Contains("..", StringComparison.Ordinal) || core[(last + 1)..].ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        // "again.Please" is two words that a blank is missing between; hosts are written in one case.
        return dots > 1 || !char.IsAsciiLetterUpper(core[last + 1]) || !core.ContainsAnyInRange('a', 'z') ? Host : null;
    }

    /// <summary>Whether it is a reply code, an enhanced code, or both: <c>550</c>, <c>5.7.1</c>, <c>550-5.7.1</c>.</summary>
    private static bool IsCode(ReadOnlySpan<char> core)
    {
        if (core.Length >= 3 && core[0] is >= '2' and <= '5' && char.IsAsciiDigit(core[1]) && char.IsAsciiDigit(core[2]))
        {
            if (core.Length == 3)
            {
                return true;
            }

            core = core[3] is '-' or ' ' ? core[4..] : default;
        }

        return core.Length is >= 5 and <= 9 && core[0] is '2' or '4' or '5' && EnhancedCode.TryParse(core, out _);
    }
}
