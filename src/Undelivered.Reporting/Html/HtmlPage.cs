using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Undelivered.Publishing;

namespace Undelivered.Reporting.Html;

/// <summary>HTML that is written as it stands; everything else is escaped.</summary>
internal readonly record struct Markup(string Html);

/// <summary>A page in the making. Whatever is put into its text is escaped, so that no text can become markup.</summary>
internal sealed class HtmlPage
{
    /// <summary>What a text may be long; more of it is cut, with a mark.</summary>
    public const int MaxText = 2_000;

    private readonly StringBuilder _html = new(256 * 1024);

    public int Length => _html.Length;

    /// <summary>Adds markup with texts in it: the literal is markup, what stands in braces is text.</summary>
    /// <returns>The page: the handler has written to it while it was made.</returns>
    public HtmlPage Add([InterpolatedStringHandlerArgument("")] Handler handler)
    {
        _ = handler;
        return this;
    }

    public override string ToString() => _html.ToString();

    private void Literal(string markup) => _html.Append(markup);

    private void Text(string text)
    {
        Span<char> units = stackalloc char[2];
        var cut = text.Length > MaxText;
        foreach (var rune in PlainText.Harmless(cut ? PlainText.Cut(text, MaxText) : text).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    _html.Append("&amp;");
                    break;
                case '<':
                    _html.Append("&lt;");
                    break;
                case '>':
                    _html.Append("&gt;");
                    break;
                case '"':
                    _html.Append("&quot;");
                    break;
                case '\'':
                    _html.Append("&#39;");
                    break;
                default:
                    _html.Append(units[..rune.EncodeToUtf16(units)]);
                    break;
            }
        }

        if (cut)
        {
            _html.Append(" … (cut)");
        }
    }

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly HtmlPage _page;

#pragma warning disable IDE0060, CA1801 // The shape is the compiler's.
        public Handler(int literalLength, int formattedCount, HtmlPage page) => _page = page;
#pragma warning restore IDE0060, CA1801

        public void AppendLiteral(string value) => _page.Literal(value);

        public void AppendFormatted(string? value) => _page.Text(value ?? "");

        public void AppendFormatted(Markup value) => _page.Literal(value.Html);

        public void AppendFormatted(int value) => _page.Literal(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long value) => _page.Literal(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double value) => _page.Literal(value.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
