using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Whom an answer concerns.</summary>
internal static class Recipients
{
    private const int Shown = 3;

    public static Html Of(PageContext p, Explained explained)
    {
        var names = explained.Recipients;
        return p.If(names.Count > 0, $"""
            <div class="recipients">For {p.Each(names.Take(Shown), r => p.Write($"<bdi>{r}</bdi> "))}{p.If(names.Count > Shown, $"<details><summary>and {explained.Count - Shown} more</summary><ul>{p.Each(names.Skip(Shown), r => p.Write($"<li><bdi>{r}</bdi></li>"))}</ul></details>")}</div>
            """);
    }
}
