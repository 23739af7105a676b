using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>What all pages share: head, header, footer.</summary>
public static class Layout
{
    private static readonly (string Path, string Name)[] Sections =
        [("/library", "Library"), ("/codes", "Codes"), ("/causes", "Causes"), ("/guides", "Guides"), ("/glossary", "Glossary")];

    /// <summary>Writes a whole page.</summary>
    public static Html Write(PageContext p, Page page)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(page);
        return p.Write($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{page.Title}{p.If(page.Path != "/", $" · Undelivered")}</title>
            <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="same-origin">
            {p.If(page.IsPublic, $"""<meta name="description" content="{page.Description}">{p.If(!p.IsStatic, $"""<link rel="canonical" href="{page.Path}">""")}""")}{p.If(!page.IsPublic, $"""<meta name="robots" content="noindex">""")}
            <link rel="icon" type="image/svg+xml" href="{p.To(Asset.Named("icon.svg").Path)}">{p.If(!p.IsStatic, $"""<link rel="search" type="application/opensearchdescription+xml" title="Undelivered" href="/opensearch.xml">""")}
            <link rel="stylesheet" href="{p.To(Asset.Named("undelivered.css").Path)}">
            <script src="{p.To(Asset.Named("theme.js").Path)}"></script><script src="{p.To(Asset.Named("undelivered.js").Path)}" defer></script></head>
            <body class="{page.Layout}"><a class="skip" href="#main">Skip to the content</a>
            <header class="top"><div class="wide"><a class="brand" href="{p.To("/")}">{Logo(p)}<span>Undelivered</span></a>
            <nav aria-label="Sections"><ul>{p.Each(Sections, s => Section(p, s, page.Path))}</ul></nav>
            {SearchForm.Of(p, "q")}<button type="button" class="theme js" data-theme-toggle aria-label="Light or dark">{Icon.Of(p, Icon.Theme)}</button></div></header>
            <main id="main" tabindex="-1" class="wide">
            {page.Body(p)}
            </main>
            <footer class="bottom"><div class="wide"><p><a href="{p.To("/downloads")}">Downloads</a> <a href="{p.To("/speakers")}">Speakers</a> <a href="{p.To("/about")}">About</a>{p.If(!p.IsStatic, $""" <a href="/api/v1/docs">API</a>""")}</p><p>Catalogue {p.Library.Catalogue.Version}: {p.Library.Entries.Count} entries. No cookies; nothing you paste is kept.</p></div></footer>
            </body></html>
            """);
    }

    private static Html Logo(PageContext p) => p.Markup(Icon.Logo);

    private static Html Section(PageContext p, (string Path, string Name) section, string path)
    {
        var current = path == section.Path || path.StartsWith(section.Path + "/", StringComparison.Ordinal);
        return p.Write($"""<li><a href="{p.To(section.Path)}"{p.If(current, $""" aria-current="page" """)}>{section.Name}</a></li>""");
    }
}
