using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The pasted text with the recognised words, the codes and what was captured marked.</summary>
internal static class Quotation
{
    private const int Around = 1500;

    private static readonly string[] Classes = ["", "hit", "code", "code hit"];

    public static Html Of(PageContext p, Diagnosis d)
    {
        var (start, length) = d.Matched.GetOffsetAndLength(d.Text.Length);
        var from = Math.Max(0, start - Around);
        var to = Math.Min(d.Text.Length, start + length + Around);
        return p.Write($"""
            <pre class="quotation" tabindex="0" aria-label="The text, recognised words marked">{p.If(from > 0, $"""<i>{from} characters before …</i> """)}{Marked(p, d, from, to)}{p.If(to < d.Text.Length, $""" <i>… {d.Text.Length - to} characters more</i>""")}</pre>
            """);
    }

    private static Html Marked(PageContext p, Diagnosis d, int from, int to)
    {
        var (start, length) = d.Matched.GetOffsetAndLength(d.Text.Length);
        List<(int At, int Bit)> edges = [(start, 1), (start + length, 1)];
        foreach (var code in Codes(d))
        {
            // The code next to the recognised words is the one that was read; else the first.
            var found = d.Text.IndexOf(code, Math.Max(0, start - 40), StringComparison.OrdinalIgnoreCase);
            found = found < 0 ? d.Text.IndexOf(code, StringComparison.OrdinalIgnoreCase) : found;
            if (found >= 0)
            {
                edges.Add((found, 2));
                edges.Add((found + code.Length, 2));
            }
        }

        var state = 0;
        var at = from;
        foreach (var (edge, bit) in edges.OrderBy(e => e.At))
        {
            var end = Math.Clamp(edge, at, to);
            Piece(p, d.Text.AsSpan(at, end - at), Classes[state]);
            at = end;
            state ^= bit;
        }

        return Piece(p, d.Text.AsSpan(at, to - at), Classes[state]);
    }

    private static Html Piece(PageContext p, ReadOnlySpan<char> text, string kind)
    {
        if (text.Length == 0 || kind.Length == 0)
        {
            return p.Text(text);
        }

        p.Write($"""<mark class="{kind}">""");
        p.Text(text);
        return p.Markup("</mark>");
    }

    private static IEnumerable<string> Codes(Diagnosis d)
    {
        if (d.ReplyCode is { } reply)
        {
            yield return reply.ToString();
        }

        if (d.EnhancedCode is { } enhanced)
        {
            yield return enhanced.ToString();
        }

        if (d.HttpStatus is { } status)
        {
            yield return status.ToString();
        }
    }
}
