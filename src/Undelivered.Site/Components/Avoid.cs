using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Mistakes that tempt.</summary>
internal static class Avoid
{
    public static Html Of(PageContext p, Prose prose, IReadOnlyList<string> mistakes) => p.If(mistakes.Count > 0, $"""
        <section class="avoid"><h3>{Icon.Of(p, Icon.Warning)}Better not</h3><ul>{p.Each(mistakes, m => p.Write($"<li>{prose.Line(m)}</li>"))}</ul></section>
        """);
}
