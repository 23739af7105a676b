using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The terms that a page uses, for those who read without pointing: on paper, without script, in an old browser.</summary>
internal static class TermList
{
    public static Html Of(PageContext p, IReadOnlyList<Term> terms) => p.If(terms.Count > 0, $"""
        <section class="side terms"><h3>Words explained</h3><dl>{p.Each(terms, t => p.Write($"""
        <dt><a href="{p.To("/glossary#" + t.Id)}">{t.Name}</a></dt><dd>{t.Definition.Trim()}</dd>
        """))}</dl></section>
        """);
}
