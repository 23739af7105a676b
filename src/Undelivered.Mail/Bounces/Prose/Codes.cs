namespace Undelivered.Mail.Bounces;

/// <summary>Finds reply codes and enhanced codes in the text of a notice.</summary>
internal static class Codes
{
    /// <summary>Whether a line begins as a server's reply does: <c>550 </c>, <c>550-</c>.</summary>
    public static bool BeginsReply(ReadOnlySpan<char> line) => line.Length >= 3 && IsReply(line) && (line.Length == 3 || line[3] is ' ' or '-' or '\t');

    /// <summary>Where what a server said begins within text that tells of it; -1 where no reply is quoted.</summary>
    public static int ReplyAt(ReadOnlySpan<char> text)
    {
        if (BeginsReply(text))
        {
            return 0;
        }

        var likely = -1;
        for (var at = 0; at + 2 < text.Length; at++)
        {
            if (text[at] is not ('4' or '5') || !IsReply(text[at..]) || (at + 3 < text.Length && text[at + 3] is not (' ' or '-' or '\n' or '\t' or ':' or ';' or '.' or '\'' or ',' or '/')))
            {
                continue;
            }

            if (at > 0 && !IsMark(text, at))
            {
                continue;
            }

            // Beside an enhanced code of its class it is beyond doubt.
            if (at + 4 < text.Length && EnhancedAt(text, SkipMarks(text, at + 3), out var code, out _) && code[0] == text[at])
            {
                return at;
            }

            if (likely < 0 && (at == 0 || text[at - 1] != ' ' || FollowsSign(text, at)))
            {
                likely = at;
            }
        }

        return likely;
    }

    /// <summary>The reply code that the text begins with.</summary>
    public static int? ReplyOf(ReadOnlySpan<char> text) => text.Length >= 3 && IsReply(text)
        ? ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + (text[2] - '0') : null;

    /// <summary>The first enhanced code of a refusal in the text; of several, one that says more than x.0.0.</summary>
    public static string? Enhanced(ReadOnlySpan<char> text)
    {
        string? vague = null;
        for (var at = 0; at + 4 < text.Length; at++)
        {
            if (text[at] is not ('4' or '5') || text[at + 1] != '.' || !EnhancedAt(text, at, out var code, out var length))
            {
                continue;
            }

            if (!IsVague(code))
            {
                return code;
            }

            vague ??= code;
            at += length - 1;
        }

        return vague;
    }

    /// <summary>The enhanced code of the reply that is quoted in the text; else the first in the text.</summary>
    public static string? EnhancedOfReply(ReadOnlySpan<char> text)
    {
        var reply = ReplyAt(text);
        return (reply > 0 ? Enhanced(text[reply..]) : null) ?? Enhanced(text);
    }

    /// <summary>The code with which a status field begins, whatever is written behind it.</summary>
    public static string? StatusOf(ReadOnlySpan<char> field)
    {
        field = field.TrimStart();
        for (var at = 0; at + 4 < field.Length && at < 40; at++)
        {
            if (field[at] is '2' or '4' or '5' && EnhancedAt(field, at, out var code, out _))
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>Whether a status says no more than its class.</summary>
    public static bool IsVague(string? status) => status is null || status.EndsWith(".0.0", StringComparison.Ordinal) || status is "5.5.0" or "4.5.0";

    public static EnhancedCode? Parse(string? status) => status is not null && EnhancedCode.TryParse(status, out var code) ? code : null;

    private static bool EnhancedAt(ReadOnlySpan<char> text, int at, out string code, out int length)
    {
        code = "";
        length = 0;
        if (at + 4 >= text.Length || text[at] is not ('2' or '4' or '5') || text[at + 1] != '.' || (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '@')))
        {
            return false;
        }

        // Subjects go up to 7; greater numbers belong to versions.
        if (text[at + 2] is < '0' or > '7' || text[at + 3] != '.')
        {
            return false;
        }

        var end = at + 4;
        while (end < text.Length && end < at + 8 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == at + 4 || end - at - 4 > 3 || (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '@'))
            || (end + 1 < text.Length && text[end] is '.' or '-' && char.IsAsciiDigit(text[end + 1])))
        {
            return false;
        }

        code = text[at..end].ToString();
        length = end - at;
        return true;
    }

    private static bool IsReply(ReadOnlySpan<char> text) => text[0] is '4' or '5' && text[1] is >= '0' and <= '7' && char.IsAsciiDigit(text[2]);

    /// <summary>Whether what stands before a number lets it be a code, rather than a part of an address or an amount.</summary>
    private static bool IsMark(ReadOnlySpan<char> text, int at) =>
        text[at - 1] is ' ' or '\n' or '\t' or '"' or '\'' or '<' or '(' or '[' or ';' or ':' or '=' or '#' or '>' or '`' or '\u00A0' or '\u2018' or '\u201C'
        && !(text[at - 1] == ':' && at > 1 && (char.IsAsciiLetterOrDigit(text[at - 2]) || text[at - 2] == ']') && !char.IsAsciiLetter(text[at - 2]));

    /// <summary>Whether the blank before a number comes after a sign that quotes: <c>said: 550</c>, <c>&lt;&lt;&lt; 550</c>.</summary>
    private static bool FollowsSign(ReadOnlySpan<char> text, int at)
    {
        var before = text[..at].TrimEnd();
        return before.Length == 0 || before[^1] is ':' or '<' or '>' or ';' or ')' or ']' or ',' or '"' or '\'' or '-' or '=' or '(' or '['
            || before.EndsWith("said", StringComparison.OrdinalIgnoreCase) || before.EndsWith("error", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("code", StringComparison.OrdinalIgnoreCase) || before.EndsWith("with", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("reply", StringComparison.OrdinalIgnoreCase) || before.EndsWith("returned", StringComparison.OrdinalIgnoreCase);
    }

    private static int SkipMarks(ReadOnlySpan<char> text, int at)
    {
        var limit = Math.Min(text.Length, at + 4);
        while (at < limit && text[at] is ' ' or '-' or '#' or '(' or ':' or '<' or '\t' or '[' or '\'' or '.')
        {
            at++;
        }

        return at;
    }
}
