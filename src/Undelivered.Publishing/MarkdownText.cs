using System.Buffers;
using System.Text;

namespace Undelivered.Publishing;

/// <summary>Puts text from outside into Markdown (CommonMark with GitHub's tables) so that it shows as it is.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]#|~^$";

    private static readonly SearchValues<char> UrlEnds = SearchValues.Create(" <>\"|`\\\uFFFD");

    /// <summary>One line, fit for the beginning of a block, a heading or a list item.</summary>
    public static string Inline(string text) => Escaped(OneLine(PlainText.Harmless(text)));

    /// <summary>The content of a table's cell; line ends become breaks.</summary>
    public static string Cell(string text) => string.Join("<br>", PlainText.Harmless(text).Trim().Split('\n').Select(l => Escaped(OneLine(l), startsBlock: false)));

    /// <summary>Paragraphs, where blank lines stand between them in the text.</summary>
    public static string Paragraphs(string text) => string.Join("\n\n", PlainText.Harmless(text)
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => Escaped(OneLine(p))));

    /// <summary>The text to the letter, but for control characters, in a fence that it cannot close.</summary>
    public static string Fenced(string text)
    {
        text = PlainText.Harmless(text);
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}text\n{text.TrimEnd('\n')}\n{fence}";
    }

    /// <summary>Where something is known from, as a link where there is an address.</summary>
    public static string Reference(Source source)
    {
        var title = source.Title is { } name && name != source.Reference ? $"{name}: " : "";
        return Inline(title + source.Reference + (source.Seen is null ? "" : $" (seen {source.Seen})"));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Escaped(string line, bool startsBlock = true)
    {
        var escaped = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is 'h' or 'H' && (i == 0 || !char.IsLetterOrDigit(line[i - 1])) && UrlLength(line.AsSpan(i)) is > 0 and var length)
            {
                // An autolink takes its address to the letter; escaped outside of one, it would lead elsewhere.
                escaped.Append('<').Append(line, i, length).Append('>');
                i += length - 1;
            }
            else if (c is '<' or '>' or '&')
            {
                escaped.Append(c switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            }
            else
            {
                escaped.Append(Special.Contains(c) || (startsBlock && StartsBlock(line, i)) ? "\\" : "").Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Whether it would begin a list or a rule: <c>-</c>, <c>+</c>, <c>=</c>, <c>:</c>, <c>1.</c> or <c>1)</c>.</summary>
    private static bool StartsBlock(string line, int at) => line[at] switch
    {
        '-' or '+' or '=' or ':' => at == 0,
        '.' or ')' => at is > 0 and < 10 && !line.AsSpan(0, at).ContainsAnyExceptInRange('0', '9'),
        _ => false,
    };

    private static int UrlLength(ReadOnlySpan<char> text)
    {
        var scheme = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0)
        {
            return 0;
        }

        var end = text.IndexOfAny(UrlEnds);
        var url = text[..(end < 0 ? text.Length : end)].TrimEnd(".,;:!?'()[]*_~");
        return url.Length > scheme ? url.Length : 0;
    }
}
