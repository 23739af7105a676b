using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Undelivered.Site.Rendering;

/// <summary>Takes an interpolated string as HTML: what stands in the source is markup, what comes through a hole is text.</summary>
[InterpolatedStringHandler]
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler calls them on an instance.")]
public readonly ref struct HtmlHandler
{
    private readonly HtmlWriter _writer;

    /// <summary>Called by the compiler.</summary>
    public HtmlHandler(int literalLength, int formattedCount, HtmlWriter writer) => _writer = writer;

    /// <summary>Called by the compiler; where the condition does not hold, no hole is looked at.</summary>
    public HtmlHandler(int literalLength, int formattedCount, HtmlWriter writer, bool condition, out bool isWanted)
    {
        _writer = writer;
        isWanted = condition;
    }

    /// <summary>Markup.</summary>
    public void AppendLiteral(string markup) => _writer.Markup(markup);

    /// <summary>Text.</summary>
    public void AppendFormatted(string? text) => _writer.Text(text);

    /// <summary>Text.</summary>
    public void AppendFormatted(ReadOnlySpan<char> text) => _writer.Text(text);

    /// <summary>A number.</summary>
    public void AppendFormatted(int number) => _writer.Number(number);

    /// <summary>Markup that is written already.</summary>
    public void AppendFormatted(Html written) => _ = written;
}
