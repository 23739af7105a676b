using System.Text;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Rendering;

/// <summary>How a piece of text stands out.</summary>
internal enum Style
{
    Plain,
    Bold,
    Dim,
    Underline,
    Red,
    Yellow,
    Green,
    Blue,
}

/// <summary>A page of text for a terminal: wrapped to its width, with colours where a person looks on, written at once.</summary>
/// <remarks>Small on purpose: it must be ready within milliseconds of the start. See docs/decisions/0004-own-terminal-page.md.</remarks>
internal sealed class Page
{
    private const int PlainWidth = 100;
    private const int MinWidth = 24;
    private const int MaxWidth = 110;

    private readonly StringBuilder _text = new();
    private readonly int _width;
    private readonly bool _styled;

    public Page(int width, bool styled)
    {
        _width = Math.Clamp(width, MinWidth, MaxWidth);
        _styled = styled;
    }

    /// <summary>A page for standard output: plain where that is no terminal, without colours where https://no-color.org asks for none.</summary>
    public static Page ForOutput()
    {
        var plain = Console.IsOutputRedirected;
        var styled = !plain && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Page(plain ? PlainWidth : TerminalWidth.Columns, styled);
    }

    public void Blank() => _text.Append('\n');

    /// <summary>Text behind a margin; what follows the first line hangs under it.</summary>
    /// <param name="margin">What the first line begins with, such as <c>" 1. "</c>.</param>
    /// <param name="runs">The text, in pieces of one style each.</param>
    public void Hanging(string margin, params ReadOnlySpan<(string Text, Style Style)> runs)
    {
        var indent = new string(' ', DisplayWidth.Of(margin));
        var room = Math.Max(_width - indent.Length - 1, MinWidth / 2);
        var line = new StringBuilder(margin);
        var used = 0;
        foreach (var (text, style) in runs)
        {
            foreach (var word in WordsOf(Harmless.Line(text), room))
            {
                var length = DisplayWidth.Of(word);
                if (used > 0 && word != " " && used + length > room)
                {
                    EndLine(line);
                    line.Append(indent);
                    used = 0;
                }

                if (word != " " || (used > 0 && used < room))
                {
                    Append(line, word, style);
                    used += length;
                }
            }
        }

        EndLine(line);
    }

    public void Paragraph(string text, Style style = Style.Plain) => Hanging(" ", (text, style));

    public void Heading(string text)
    {
        Blank();
        Paragraph(text, Style.Bold);
    }

    public void Print() => Standard.Out.Write(_text.ToString());

    public override string ToString() => _text.ToString();

    private void EndLine(StringBuilder line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ')
        {
            end--;
        }

        _text.Append(line, 0, end).Append('\n');
        line.Clear();
    }

    private void Append(StringBuilder line, string word, Style style)
    {
        if (!_styled || style == Style.Plain || word == " ")
        {
            line.Append(word);
            return;
        }

        var code = style switch
        {
            Style.Bold => "1", Style.Dim => "2", Style.Underline => "4", Style.Red => "31", Style.Yellow => "33", Style.Green => "32", _ => "34",
        };
        line.Append("\e[").Append(code).Append('m').Append(word).Append("\e[0m");
    }

    /// <summary>Words and the blanks between them; a word that fits no line is cut.</summary>
    private static IEnumerable<string> WordsOf(string text, int room)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != ' ')
            {
                continue;
            }

            for (var word = text[start..i]; word.Length > 0;)
            {
                var fits = DisplayWidth.Fitting(word, room);
                yield return word[..fits];
                word = word[fits..];
            }

            if (i < text.Length)
            {
                yield return " ";
            }

            start = i + 1;
        }
    }
}
