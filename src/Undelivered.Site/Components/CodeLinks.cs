using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The codes of an answer, each with what it says by itself.</summary>
internal static class CodeLinks
{
    public static Html Of(PageContext p, Diagnosis d)
    {
        var codes = Codes(d).ToArray();
        return p.If(codes.Length > 0, $"""
            <section class="side its-codes"><h3>Its codes</h3><dl>{p.Each(codes, c => Row(p, c))}</dl></section>
            """);
    }

    private static Html Row(PageContext p, CodeName code)
    {
        code = p.Library.Codes.Settle(code);
        var entries = p.Library.Codes.Find(code);
        var meaning = p.Library.StandardMeaning(code)?.Title;
        var name = entries.Count == 0 ? p.Write($"<dt><code>{code.Text}</code></dt>") : p.Write($"""<dt><a href="{p.To(code.Path)}"><code>{code.Text}</code></a></dt>""");
        return p.Write($"<dd>{(meaning is null ? CodeWords.Of(code) : WebLibrary.Filled(meaning))}</dd>");
    }

    private static IEnumerable<CodeName> Codes(Diagnosis d)
    {
        if (d.ReplyCode is { } reply)
        {
            yield return CodeName.OfReply(reply);
        }

        if (d.EnhancedCode is { } enhanced)
        {
            yield return CodeName.Of(enhanced);
        }

        if (d.HttpStatus is { } status)
        {
            yield return CodeName.OfHttp(status);
        }

        foreach (var code in d.Entry is null ? [] : CodeIndex.NamesOf(d.Entry).Where(c => c.Kind == CodeKind.Windows))
        {
            yield return code;
        }
    }
}
