using System.Buffers;

namespace Undelivered.Mail.Bounces;

/// <summary>The text of a notice up to where the mail that failed is quoted, cut into lines.</summary>
internal sealed class NoticeText
{
    private const int MaxLines = 20_000;
    private const int MaxFolded = 12 * 1024;

    private static readonly SearchValues<char> Decoration = SearchValues.Create("-=*_#|+~<>[] \t:.!\u2500\u2501");

    private readonly List<Line> _lines = [];

    public NoticeText(string text)
    {
        Text = text;
        Cut();
        Folded = Fold(text.AsSpan(0, QuotedAt));
    }

    public string Text { get; }

    /// <summary>Where the quotation begins; the end where there is none.</summary>
    public int QuotedAt { get; private set; }

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>The beginning with one blank for any white space, and without curly quotes: for finding phrases across lines.</summary>
    public string Folded { get; }

    public ReadOnlySpan<char> Of(Line line) => Text.AsSpan(line.Start, line.Length);

    /// <summary>What is quoted, headers first; empty where nothing is.</summary>
    public string Quoted => Text[QuotedAt..];

    /// <summary>The line without the dashes, stars and colons around it.</summary>
    public static ReadOnlySpan<char> Undecorated(ReadOnlySpan<char> line)
    {
        var start = line.IndexOfAnyExcept(Decoration);
        return start < 0 ? [] : line[start..(line.LastIndexOfAnyExcept(Decoration) + 1)];
    }

    /// <summary>Whether a line is drawn, not written.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 4 && !line.ContainsAnyExcept(Decoration);

    /// <summary>Whether a line is a heading: dashes and then words.</summary>
    public static bool IsHeading(ReadOnlySpan<char> line) => line.Length > 4 && (line.StartsWith("---") || line.StartsWith("===") || line.StartsWith("***") || line.StartsWith("|---") || line.StartsWith("###"))
        && line.ContainsAnyExcept(Decoration);

    private void Cut()
    {
        var text = Text.AsSpan();
        var at = 0;
        while (at < text.Length && _lines.Count < MaxLines)
        {
            var length = text[at..].IndexOf('\n');
            var next = length < 0 ? text.Length : at + length + 1;
            var end = length < 0 ? text.Length : at + length;
            var start = at;
            while (start < end && text[start] is ' ' or '\t' or '\u00A0' or '\u3000' or '\r')
            {
                start++;
            }

            while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '\0'))
            {
                end--;
            }

            var line = new Line(start, end - start, start - at);
            if (line.Length > 0 && BeginsOriginal(text, line, next, out var quoted))
            {
                QuotedAt = quoted;
                return;
            }

            _lines.Add(line);
            at = next;
        }

        QuotedAt = at;
    }

    private bool BeginsOriginal(ReadOnlySpan<char> text, Line line, int next, out int quoted)
    {
        quoted = next;
        var written = text.Slice(line.Start, line.Length);
        if (line.Length <= 200)
        {
            var bare = Undecorated(written);
            if (bare.Length > 5 && (Wording.OriginalIs.Is(bare) ? _lines.Count > 0 : Wording.OriginalBegins.StartOf(bare) is not null))
            {
                return true;
            }
        }

        // Whatever the words are that lead to it: a trace field and another field after it are a mail's header.
        if (StartsField(written, "Received:") || StartsField(written, "Return-Path:") || StartsField(written, "X-Originating-IP:") || StartsField(written, "DKIM-Signature:")
            || StartsField(written, "X-Envelope-From:"))
        {
            quoted = line.Start - line.Indent;
            return _lines.Count > 0;
        }

        return false;
    }

    private static bool StartsField(ReadOnlySpan<char> line, string name) => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length;

    private static string Fold(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxFolded)];
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        var blank = true;
        foreach (var c in text)
        {
            if (c is ' ' or '\n' or '\r' or '\t' or '\u00A0' or '\u3000' or '\0')
            {
                if (!blank)
                {
                    buffer[length++] = ' ';
                    blank = true;
                }
            }
            else
            {
                buffer[length++] = c is '\u2019' or '\u2018' or '`' or '\u00B4' ? '\'' : c;
                blank = false;
            }
        }

        var folded = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return folded;
    }
}

/// <summary>A line without the white space around it.</summary>
internal readonly record struct Line(int Start, int Length, int Indent);
