using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The search box.</summary>
internal static class SearchForm
{
    public static Html Of(PageContext p, string id, string query = "", bool isBig = false) => p.Write($"""
        <form class="search{p.If(isBig, $" big")}" role="search" aria-label="{(isBig ? "Search the library" : "Search")}" method="get" action="{p.To("/search")}"><label for="{id}" class="hush">Search the library</label>{Icon.Of(p, Icon.Search)}<input id="{id}" type="search" name="q" value="{query}" placeholder="Words or a code: 5.7.26" autocomplete="off" spellcheck="false"{p.If(!p.IsStatic, $" data-explain")}><button class="hush">Search</button></form>
        """);
}
