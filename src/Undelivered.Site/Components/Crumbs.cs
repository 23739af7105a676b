using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The way back up.</summary>
internal static class Crumbs
{
    public static Html Of(PageContext p, params ReadOnlySpan<(string Path, string Name)> way)
    {
        p.Markup("""<nav class="crumbs" aria-label="Where you are"><ol>""");
        foreach (var (path, name) in way)
        {
            p.Write($"""<li><a href="{p.To(path)}">{name}</a></li>""");
        }

        return p.Markup("</ol></nav>");
    }
}
