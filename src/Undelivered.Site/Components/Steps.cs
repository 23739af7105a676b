using Undelivered.Publishing;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>What to do, in order, to be ticked; the script keeps the ticks for as long as the tab is open.</summary>
internal static class Steps
{
    /// <param name="p">The page.</param>
    /// <param name="prose">How texts are written.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="key">What the ticks are kept under.</param>
    public static Html Of(PageContext p, Prose prose, IReadOnlyList<RemedyStep> steps, string key) =>
        p.If(steps.Count > 0, $"""
            <ol class="steps" data-ticks="{key}">{p.Each(steps, s => Step(p, prose, s))}</ol>
            """);

    private static Html Step(PageContext p, Prose prose, RemedyStep step)
    {
        var id = p.NextId();
        return p.Write($"""
            <li><input type="checkbox" aria-labelledby="s{id}"><div><p id="s{id}">{prose.Line(step.Do)}</p><p class="by">{Icon.Of(p, Icon.Person)}{Doer(step.By)}</p></div></li>

            """);
    }

    private static string Doer(FixedBy by)
    {
        var doer = Wording.Doer(by);
        return char.ToUpperInvariant(doer[0]) + doer[1..];
    }
}
