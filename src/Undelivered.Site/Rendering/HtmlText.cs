using System.Buffers;
using System.Text;
using Undelivered.Publishing;

namespace Undelivered.Site.Rendering;

/// <summary>What of a text cannot stand in HTML as it is.</summary>
internal static class HtmlText
{
    private const string Mark = "\uFFFD";

    /// <summary>Characters that mean something to HTML, and those that could mislead a reader.</summary>
    public static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1)
        .Select(c => (char)c).Where(c => c is '&' or '<' or '>' or '"' or '\'' || char.IsSurrogate(c) || IsHarmful(new Rune(c)))]);

    /// <summary>Writes the first character of a text, which is a special one; returns how long it is.</summary>
    public static int Escape(ReadOnlySpan<char> text, HtmlWriter writer)
    {
        switch (text[0])
        {
            case '&': writer.Copy("&amp;"); return 1;
            case '<': writer.Copy("&lt;"); return 1;
            case '>': writer.Copy("&gt;"); return 1;
            case '"': writer.Copy("&quot;"); return 1;
            case '\'': writer.Copy("&#39;"); return 1;
        }

        _ = Rune.DecodeFromUtf16(text, out var rune, out var length);
        writer.Copy(IsHarmful(rune) ? Mark : text[..length]);
        return length;
    }

    private static bool IsHarmful(Rune rune) => rune.Value is not ('\n' or '\t' or '\r') && PlainText.IsHarmful(rune);
}
