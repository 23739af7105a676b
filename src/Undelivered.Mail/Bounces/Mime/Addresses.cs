namespace Undelivered.Mail.Bounces;

/// <summary>Finds addresses in header fields and in running text; more tolerant than RFC 5322, and linear.</summary>
internal static class Addresses
{
    private const int MaxLength = 320;

    /// <summary>The first address of a field such as <c>To</c>; null where it holds none.</summary>
    public static string? First(string? field)
    {
        if (field is null)
        {
            return null;
        }

        // The address in angle brackets goes before one in the display name.
        var rest = field.AsSpan();
        for (var open = rest.IndexOf('<'); open >= 0; open = rest.IndexOf('<'))
        {
            rest = rest[(open + 1)..];
            if (TryRead(rest, out var address, out _))
            {
                return address;
            }
        }

        return TryFind(field, 0, out var found, out _, out _) ? found : null;
    }

    /// <summary>All addresses of a field, in order.</summary>
    public static List<string> All(string? field, int limit)
    {
        var all = new List<string>();
        for (var at = 0; field is not null && all.Count < limit && TryFind(field, at, out var address, out _, out var end); at = end)
        {
            all.Add(address);
        }

        return all;
    }

    /// <summary>Finds the first address in running text.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out string address, out int start, out int end)
    {
        address = "";
        start = end = from;
        while (from < text.Length)
        {
            var sign = text[from..].IndexOf('@');
            if (sign < 0)
            {
                return false;
            }

            sign += from;
            start = sign;
            if (sign > from && text[sign - 1] == '"')
            {
                var open = text[from..(sign - 1)].LastIndexOf('"');
                start = open < 0 ? sign : from + open;
            }
            else
            {
                while (start > from && sign - start < 128 && IsLocal(text[start - 1]))
                {
                    start--;
                }
            }

            // A full stop or a mark before a word belongs to the sentence.
            while (start < sign && text[start] is '.' or '\'' or '*' or '-' or '=' or '&' or '|' or '/' or '`')
            {
                start++;
            }

            if (start < sign && TryRead(text[start..], out address, out var length))
            {
                end = start + length;
                return true;
            }

            from = sign + 1;
        }

        return false;
    }

    /// <summary>Reads an address at the beginning of a text, without its brackets.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out string address, out int length)
    {
        address = "";
        length = 0;
        var at = 0;
        if (text.Length > 0 && text[0] == '"')
        {
            var close = text[1..Math.Min(text.Length, MaxLength)].IndexOf("\"@");
            if (close < 0)
            {
                return false;
            }

            at = close + 2;
        }
        else
        {
            while (at < text.Length && at < MaxLength && IsLocal(text[at]))
            {
                at++;
            }
        }

        if (at == 0 || at >= text.Length || text[at] != '@')
        {
            return false;
        }

        var sign = at++;
        if (at < text.Length && text[at] == '[')
        {
            var close = text[at..Math.Min(text.Length, at + 64)].IndexOf(']');
            if (close < 0)
            {
                return false;
            }

            at += close + 1;
        }
        else
        {
            while (at < text.Length && at - sign < 256 && IsDomain(text[at]))
            {
                at++;
            }

            while (at > sign + 1 && text[at - 1] is '.' or '-')
            {
                at--;
            }
        }

        if (at == sign + 1)
        {
            return false;
        }

        address = text[..at].ToString();
        length = at;
        return true;
    }

    /// <summary>Whether the whole text is one address.</summary>
    public static bool Is(ReadOnlySpan<char> text) => TryRead(text, out _, out var length) && length == text.Length;

    /// <summary>Takes angle brackets, quotes and blanks off.</summary>
    public static string Bare(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        while (text.Length > 1 && ((text[0] == '<' && text[^1] == '>') || (text[0] == '\'' && text[^1] == '\'')
            || (text[0] == '"' && text[^1] == '"' && text[1..^1].IndexOf('"') < 0)))
        {
            text = text[1..^1].Trim();
        }

        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[7..];
        }

        return text.Length > MaxLength ? text[..MaxLength].ToString() : text.ToString();
    }

    /// <summary>What stands behind the last @, in lower case.</summary>
    public static string DomainOf(string address)
    {
        var sign = address.LastIndexOf('@');
        return sign < 0 ? "" : address[(sign + 1)..].Trim('>', ' ', '.').ToLowerInvariant();
    }

    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(char c) => c > ' ' && c is not ('@' or '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '"' or '\\' or '\u007F' or '\u00A0')
        && !IsWideMark(c);

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' || (c > '\u007F' && char.IsLetterOrDigit(c));

    /// <summary>The brackets and stops of Chinese and Japanese, which stand next to words without a blank.</summary>
    private static bool IsWideMark(char c) => c is (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFF20') or '\u2018' or '\u2019' or '\u201C' or '\u201D' or '\u00AB' or '\u00BB';
}
