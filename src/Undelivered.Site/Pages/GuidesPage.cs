using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The guides.</summary>
internal static class GuidesPage
{
    public static Page Of() => new()
    {
        Path = "/guides",
        Title = "Guides to failed email",
        Description = "Walks through problems of failed email that take more than one step.",
        Body = p => p.Write($"""
            <h1>Guides</h1><p class="lead">Walks through problems that take more than one answer.</p>
            <ul class="cards">{p.Each(p.Library.Guides.Where(g => g.Parent is null), g => Card(p, g))}</ul>
            """),
    };

    private static Html Card(PageContext p, Guide guide)
    {
        var parts = p.Library.Guides.Where(g => g.Parent == guide.Id).ToArray();
        return p.Write($"""
            <li><h2><a href="{p.To("/guides/" + guide.Id)}">{guide.Title}</a></h2><p>{guide.Summary.Trim()}</p>{p.If(parts.Length > 0, $"""<ul>{p.Each(parts, g => p.Write($"""<li><a href="{p.To("/guides/" + g.Id)}">{g.Title}</a></li>"""))}</ul>""")}</li>

            """);
    }
}
