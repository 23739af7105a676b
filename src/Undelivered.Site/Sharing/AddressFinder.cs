namespace Undelivered.Site.Sharing;

/// <summary>Finds mail addresses, also within web addresses (<c>kim%40example.org</c>), and the names before them.</summary>
internal static class AddressFinder
{
    private const int LongestLocalPart = 256;
    private const int LongestName = 80;

    /// <summary>Says whether a host may be named.</summary>
    public delegate bool HostRule(ReadOnlySpan<char> host);

    // What logs write before an address; of VERP (bounce+kim=example.org@…) the part before the sign names somebody.
    private static readonly HashSet<string> Keys = new(
        ["to", "from", "orig_to", "rcpt", "recipient", "sender", "user", "username", "email", "mail", "addr", "address", "mailbox", "envelope-from", "f", "id", "sasl_username"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Headers = new(["from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to"], StringComparer.OrdinalIgnoreCase);

    public static void Mask(Edits edits, Pseudonyms domains, HostRule isKept)
    {
        var names = new Pseudonyms("name{0}");
        var people = new Pseudonyms("Person {0}");
        var text = edits.Text;
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at] == '@' ? 1 : text[at] == '%' && text.AsSpan(at).StartsWith("%40") ? 3 : 0;
            if (sign == 0)
            {
                continue;
            }

            var start = LocalStart(text, at);
            var end = DomainEnd(text, at + sign);
            if (start == at || end == at + sign)
            {
                continue;
            }

            var local = text[start..at];
            var domain = text[(at + sign)..end];
            if (start > 0 && text[start - 1] == '<')
            {
                MaskName(edits, people, start - 1);
            }

            edits.Add(start, at - start, IsRole(local) ? local : names.Of(local + "@" + domain));
            if (!isKept(domain) && !domain.StartsWith('['))
            {
                edits.Add(at + sign, end - at - sign, domains.Of(domain));
            }

            at = end - 1;
        }
    }

    // RFC 2142: a role, nobody's name.
    private static bool IsRole(string local) => local.ToLowerInvariant() is "postmaster" or "mailer-daemon" or "abuse" or "noreply" or "no-reply";

    private static int LocalStart(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestLocalPart && IsLocal(text[start - 1]))
        {
            start--;
        }

        // to=kim@example.org: the key is not part of it.
        var key = text.AsSpan(start, at - start).IndexOf('=');
        var isQuery = start > 0 && text[start - 1] is '?' or '&' or ';';
        if (key >= 0 && (isQuery || Keys.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(start, key))))
        {
            start += key + 1;
        }

        while (start < at && text[start] is '.' or '-' or '\'' or '/' or '*' or '=')
        {
            start++;
        }

        return start;
    }

    private static int DomainEnd(string text, int start)
    {
        var end = start;
        if (end < text.Length && text[end] == '[')
        {
            var close = text.IndexOf(']', end, Math.Min(48, text.Length - end));
            return close < 0 ? start : close + 1;
        }

        while (end < text.Length && end - start < 254 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '=' or '\'' or '!' or '#' or '$' or '*' or '/' or '~';

    /// <summary>Masks <c>"Kim Doe"</c> and, in a header, <c>Kim Doe</c> before an address in angle brackets.</summary>
    private static void MaskName(Edits edits, Pseudonyms people, int bracket)
    {
        var text = edits.Text;
        var end = bracket;
        while (end > 0 && text[end - 1] == ' ')
        {
            end--;
        }

        if (end > 1 && text[end - 1] == '"')
        {
            var open = text.LastIndexOf('"', end - 2, Math.Min(LongestName, end - 1));
            if (open >= 0 && end - open > 2)
            {
                edits.Add(open + 1, end - open - 2, people.Of(text[(open + 1)..(end - 1)]));
            }

            return;
        }

        var start = end;
        while (start > 0 && end - start < LongestName && (char.IsLetter(text[start - 1]) || text[start - 1] is ' ' or '.' or '\'' or '-'))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == ':' && IsHeader(text, start - 1) && text.AsSpan(start, end - start).Trim() is { Length: > 0 } name)
        {
            edits.Add(start + text.AsSpan(start, end - start).IndexOf(name), name.Length, people.Of(name.ToString()));
        }
    }

    private static bool IsHeader(string text, int colon)
    {
        var start = colon;
        while (start > 0 && colon - start < 12 && (char.IsLetter(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        return Headers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(start, colon - start));
    }
}
