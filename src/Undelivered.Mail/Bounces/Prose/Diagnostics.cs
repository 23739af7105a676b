namespace Undelivered.Mail.Bounces;

/// <summary>Chooses, of all that a notice says, what the engine is to judge.</summary>
internal static class Diagnostics
{
    /// <summary>How much a text tells: 3 a server's reply with words, 2 an enhanced code or a reply without many, 1 words, 0 nothing.</summary>
    public static int Worth(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        if (words == 0)
        {
            return 0;
        }

        var reply = Codes.ReplyAt(text);
        return reply >= 0 && Words(text[reply..]) > 0 ? 3 : reply >= 0 || Codes.Enhanced(text) is not null ? 2 : 1;
    }

    /// <summary>Whether a Diagnostic-Code says anything beyond its codes.</summary>
    public static bool Says(ReadOnlySpan<char> text) => Words(text) > 0;

    /// <summary>The reply that is quoted in a text, verbatim; the whole text where none is, or where it says little by itself.</summary>
    public static string Verbatim(string text, out string? host)
    {
        var at = Codes.ReplyAt(text);
        host = at > 0 ? HostBefore(text.AsSpan(0, at)) : null;
        if (at <= 0)
        {
            return text;
        }

        // "550, ERROR_CODE :…" is a list, of which the words before are the better part.
        // Exchange ends its diagnostics with "##".
        var reply = text[at..].TrimEnd().TrimEnd('#').TrimEnd();
        return reply.Length > 3 && reply[3] == ',' ? text : Words(reply) >= 2 && !EndsSentence(text.AsSpan(0, at)) ? Unquoted(reply, text[at - 1]) : text;
    }

    /// <summary>Whether a status says that time was up (RFC 3463, x.4.7).</summary>
    public static bool IsExpiry(string? status) => status is "4.4.7" or "5.4.7";

    /// <summary>What a message that ran out of time had been deferred for, where the text says so: <c>4.4.7 Message expired &lt;421 4.4.2 …&gt;</c>.</summary>
    public static Evidence? LastDeferral(string? text, string? status)
    {
        if (text is null || !IsExpiry(status))
        {
            return null;
        }

        // One reply says that time is up; another, of the fourth class, says why.
        var at = Codes.ReplyAt(text);
        if (at >= 0 && (at == 0 || text[at] != '4'))
        {
            var next = Codes.ReplyAt(text.AsSpan(at + 3));
            at = next > 0 ? at + 3 + next : -1;
        }

        if (at < 0 || text[at] != '4')
        {
            return null;
        }

        var inner = Unquoted(text[at..].TrimEnd(), at > 0 ? text[at - 1] : ' ');
        return new Evidence { Text = inner, ReplyCode = Codes.ReplyOf(inner), EnhancedCode = Codes.Parse(Codes.Enhanced(inner)) };
    }

    /// <summary>The host that a text tells the reply of: <c>host mx.example.org [192.0.2.1] said: </c>.</summary>
    public static string? HostBefore(ReadOnlySpan<char> text)
    {
        string? host = null;
        foreach (var range in text.Split(' '))
        {
            var word = text[range].Trim("()<>,;:'\"\n\t");
            var bracket = word.IndexOf('[');
            word = bracket > 0 ? word[..bracket] : word;
            if (IsHost(word))
            {
                host = word.TrimEnd('.').ToString();
            }
        }

        return host;
    }

    /// <summary>Whether a word is the name of a host, rather than an address, a file or a version.</summary>
    public static bool IsHost(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd('.');
        var dot = word.LastIndexOf('.');
        if (dot < 1 || word.Length is < 4 or > 253 || word.Length - dot < 3)
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            {
                return false;
            }
        }

        foreach (var c in word[(dot + 1)..])
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return !word.Contains("..", StringComparison.Ordinal);
    }

    private static string Unquoted(string reply, char quote)
    {
        if (quote is not ('\'' or '"' or '[' or '(' or '<'))
        {
            return reply;
        }

        var close = reply.LastIndexOf(quote switch { '[' => ']', '(' => ')', '<' => '>', _ => quote });
        return close > 8 && close >= reply.Length - 2 ? reply[..close] : reply;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        return text.EndsWith("port") || text.EndsWith("line");
    }

    /// <summary>How many words of three letters and more it holds, up to a handful.</summary>
    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 0;
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                letters += c > '\u2E80' ? 3 : 1;
                if (letters == 3 || (letters > 3 && c > '\u2E80' && letters % 3 == 0))
                {
                    words++;
                }
            }
            else
            {
                letters = 0;
            }

            if (words > 4)
            {
                break;
            }
        }

        return words;
    }
}
