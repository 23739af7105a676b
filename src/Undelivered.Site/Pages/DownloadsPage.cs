using Undelivered.Site.Export;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The library as files.</summary>
internal static class DownloadsPage
{
    public static Page Of() => new()
    {
        Path = "/downloads",
        Title = "Download the library",
        Description = "The whole library of failed email as an Excel workbook, CSV, JSON with its schema, Markdown, or a static web site.",
        Body = p => p.Write($"""
            <h1>Downloads</h1><p class="lead">The whole library, version {p.Library.Catalogue.Version}, for your own tools. MIT licence.</p>
            <ul class="cards">{p.Each(Download.All, d => p.Write($"""
            <li><h2><a href="{p.To(d.Path)}" download>{d.Name}</a></h2><p>{d.About}</p></li>

            """))}<li><h2>Web site</h2><p>Every page of this library as plain files, for any web host or a folder: <code>undelivered site OUT/</code></p></li></ul>
            """),
    };
}
