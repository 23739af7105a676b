using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Undelivered.Site.Rendering;

/// <summary>Writes HTML as UTF-8. Every hole of an interpolated string is escaped; there is no way round it but <see cref="Markup"/>.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler of the string writes to the instance that the method is called on.")]
public class HtmlWriter(IBufferWriter<byte> output)
{
    /// <summary>Writes markup with holes.</summary>
    public Html Write([InterpolatedStringHandlerArgument("")] HtmlHandler html) => default;

    /// <summary>Writes markup with holes if the condition holds.</summary>
    public Html If(bool condition, [InterpolatedStringHandlerArgument("", nameof(condition))] HtmlHandler html) => default;

    /// <summary>Writes one after the other.</summary>
    public Html Each<T>(IEnumerable<T> items, Func<T, Html> write)
    {
        foreach (var item in items)
        {
            _ = write(item);
        }

        return default;
    }

    /// <summary>Writes text; what could hide or reorder a line is shown as a mark.</summary>
    public Html Text(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var plain = text.IndexOfAny(HtmlText.Special);
            if (plain < 0)
            {
                plain = text.Length;
            }

            Copy(text[..plain]);
            text = text[plain..];
            if (text.Length > 0)
            {
                text = text[HtmlText.Escape(text, this)..];
            }
        }

        return default;
    }

    /// <summary>Writes text.</summary>
    public Html Text(string? text) => Text(text.AsSpan());

    /// <summary>Writes what is HTML already. Never give it text from outside.</summary>
    public Html Markup(ReadOnlySpan<char> markup)
    {
        Copy(markup);
        return default;
    }

    internal void Number(int number)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var length);
        Copy(digits[..length]);
    }

    internal void Copy(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var span = output.GetSpan(Math.Min(text.Length, 4096) * 3);
            _ = Utf8.FromUtf16(text, span, out var read, out var written);
            output.Advance(written);
            text = text[read..];
        }
    }
}
