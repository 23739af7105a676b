using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>What the text names: the domain, the address, a time.</summary>
internal static class Captured
{
    public static Html Of(PageContext p, Diagnosis d) => p.If(d.Captures.Count > 0, $"""
        <section class="side captured"><h3>It names</h3><dl>{p.Each(d.Captures, c => p.Write($"<dt>{c.Key}</dt><dd><bdi>{c.Value}</bdi></dd>"))}</dl></section>
        """);
}
