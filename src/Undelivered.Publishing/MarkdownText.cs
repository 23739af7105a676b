using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Undelivered.Publishing;

/// <summary>Puts text from outside into Markdown (CommonMark with GitHub's tables) so that it shows as it is.</summary>
internal static partial class MarkdownText
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
            if (UrlAt(line, i) is > 0 and var length)
            {
                // An autolink takes its address to the letter; escaped outside of one, it would lead elsewhere.
                escaped.Append('<').Append(line, i, length).Append('>');
                i += length - 1;
            }
            else if (ActingLength(line, i) is > 0 and var acting)
            {
                escaped.Append('`').Append(line, i, acting).Append('`');
                i += acting - 1;
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

    /// <summary>How long the web address is that begins here; 0 where none does.</summary>
    private static int UrlAt(string line, int at) =>
        line[at] is 'h' or 'H' && BeginsWord(line, at) ? Math.Max(UrlLength(line.AsSpan(at), "https://"), UrlLength(line.AsSpan(at), "http://")) : 0;

    /// <summary>How long the run is that begins here and would act by itself; 0 where there is none.</summary>
    /// <remarks>
    /// GitHub links and mentions after Markdown has been read, so that neither a backslash nor an entity keeps it from that
    /// (github/cmark-gfm#181, github/markup#1168); within code it does not, and there the text can still be read and copied.
    /// </remarks>
    private static int ActingLength(string line, int at)
    {
        if (line[at] is 'f' or 'F' && BeginsWord(line, at) && UrlLength(line.AsSpan(at), "ftp://") is > 0 and var ftp)
        {
            return ftp;
        }

        if (!IsRun(line[at]) || (at > 0 && IsRun(line[at - 1])))
        {
            return 0;
        }

        var end = at;
        while (end < line.Length && IsRun(line[end]))
        {
            end++;
        }

        var run = line.AsSpan(at, end - at).TrimEnd("._-/=+%#@");
        return Acting().IsMatch(run) ? run.Length : 0;
    }

    private static bool IsRun(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '=' or '+' or '%' or '#' or '@';

    private static bool BeginsWord(string line, int at) => at == 0 || !char.IsAsciiLetter(line[at - 1]);

    /// <summary>An address, a mention, a web address without its scheme, or the number of an issue.</summary>
    [GeneratedRegex(@"@[A-Za-z0-9_]|#[0-9]|(^|[^A-Za-z0-9])([wW]{3}\.|[gG][hH]-[0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex Acting();

    private static int UrlLength(ReadOnlySpan<char> text, string begin)
    {
        var scheme = text.StartsWith(begin, StringComparison.OrdinalIgnoreCase) ? begin.Length : 0;
        if (scheme == 0)
        {
            return 0;
        }

        var end = text.IndexOfAny(UrlEnds);
        var url = text[..(end < 0 ? text.Length : end)].TrimEnd(".,;:!?'()[]*_~");
        return url.Length > scheme ? url.Length : 0;
    }
}
