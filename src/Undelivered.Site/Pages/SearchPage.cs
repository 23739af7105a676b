using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>What a search has found.</summary>
public static class SearchPage
{
    /// <summary>The page for what was looked for.</summary>
    public static Page Of(SearchFinds finds)
    {
        ArgumentNullException.ThrowIfNull(finds);
        return new()
        {
            Path = "/search",
            Title = finds.Query.Length > 0 ? $"{finds.Query}: search" : "Search",
            Description = "Search the library of failed email by words, codes or a whole error.",
            IsPublic = finds.Query.Length == 0,
            Body = p => p.IsStatic ? StaticBody(p) : Body(p, finds),
        };
    }

    private static Html Body(PageContext p, SearchFinds f) => p.Write($"""
        <h1>Search</h1>{SearchForm.Of(p, "find", f.Query, isBig: true)}
        {p.If(f.IsError, $"""<form class="panel" method="post" action="/explain" enctype="multipart/form-data"><h2>This looks like an error</h2><p>Have it explained rather than looked for: you get what it means for your very message.</p><input type="hidden" name="text" value="{f.Query}"><button class="primary">Explain it</button></form>""")}
        {p.If(f.Code is not null, $"""<section class="panel"><h2><a href="{p.To(f.Code!.Value.Path)}"><code>{f.Code.Value.Text}</code></a></h2><p>{CodeWords.Of(f.Code.Value)} See <a href="{p.To(f.Code.Value.Path)}">everything that is said with it</a>.</p></section>""")}
        {Others(p, f)}
        {p.If(f.IsLoose, $"""<p class="hint">No entry holds all of these words; these hold some.</p>""")}
        {p.If(f.Entries.Count > 0, $"""<section class="group"><h2>Errors <small>{f.Entries.Count}{p.If(f.HasMore, $"+")}</small></h2>{EntryList.Of(p, f.Entries)}</section>""")}
        {p.If(f.Query.Length > 0 && f.IsEmpty, $"""<p class="note">{Icon.Of(p, Icon.Search)}<span>Nothing found. Try fewer words, a code such as 5.7.26, or <a href="{p.To("/")}">paste the whole error</a>.</span></p>""")}
        """);

    private static Html Others(PageContext p, SearchFinds f) => p.If(f.Others.Count > 0, $"""
        <ul class="grid others">{p.Each(f.Others, o => p.Write($"""<li><a href="{p.To(o.Path)}">{o.Name}</a> <span>{o.Kind}</span></li>"""))}</ul>
        """);

    private static Html StaticBody(PageContext p) => p.Write($"""
        <h1>Search</h1>{SearchForm.Of(p, "find", isBig: true)}
        <p id="search-status" role="status" class="hint">Searching needs JavaScript. Without it, look by <a href="{p.To("/library")}">who says it</a>, by <a href="{p.To("/codes")}">code</a> or by <a href="{p.To("/causes")}">cause</a>.</p>
        <ul id="search-results" class="entries"></ul>
        <script src="{p.To("/assets/search-index.js")}" defer></script><script src="{p.To(Asset.Named("static-search.js").Path)}" defer></script>
        """);
}
