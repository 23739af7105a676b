using System.Net;
using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>The words of HTML, a line for each block; enough for notices, and linear.</summary>
internal static class HtmlText
{
    public static string Read(string html)
    {
        var text = new StringBuilder(Math.Min(html.Length, 16 * 1024));
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('<');
            Append(text, open < 0 ? rest : rest[..open]);
            if (open < 0)
            {
                break;
            }

            rest = rest[(open + 1)..];
            if (rest.StartsWith("!--"))
            {
                rest = After(rest, "-->");
                continue;
            }

            var close = rest.IndexOf('>');
            if (close < 0)
            {
                break;
            }

            var tag = rest[..close];
            rest = rest[(close + 1)..];

            // "<x@example.org>" unescaped, as old servers write it, is an address.
            if (tag.Contains('@') && Addresses.Is(tag))
            {
                text.Append('<').Append(tag).Append('>');
                continue;
            }

            var name = NameOf(tag);
            if (name.Equals("style", StringComparison.OrdinalIgnoreCase) || name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("title", StringComparison.OrdinalIgnoreCase))
            {
                rest = After(rest, string.Concat("</", name));
                rest = After(rest, ">");
            }
            else if (Breaks(name))
            {
                text.Append('\n');
            }
            else if (name.Equals("td", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(' ');
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> words)
    {
        foreach (var range in words.SplitAny(' ', '\r', '\n', '\t'))
        {
            var word = words[range];
            if (word.IsEmpty)
            {
                continue;
            }

            if (text.Length > 0 && text[^1] is not (' ' or '\n') && range.Start.Value > 0)
            {
                text.Append(' ');
            }

            text.Append(word);
        }

        if (words.Length > 0 && words[^1] is ' ' or '\n' or '\r' or '\t' && text.Length > 0 && text[^1] is not (' ' or '\n'))
        {
            text.Append(' ');
        }
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        tag = tag.TrimStart('/');
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end]))
        {
            end++;
        }

        return tag[..end];
    }

    private static bool Breaks(ReadOnlySpan<char> name)
    {
        foreach (var block in (ReadOnlySpan<string>)["br", "p", "div", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "pre", "hr", "blockquote", "dt", "dd"])
        {
            if (name.Equals(block, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : text[(at + mark.Length)..];
    }
}
