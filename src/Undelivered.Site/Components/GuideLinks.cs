using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Guides that help with an entry.</summary>
internal static class GuideLinks
{
    public static Html Of(PageContext p, Entry entry) => p.Each(p.Library.GuidesOf(entry), g => p.Write($"""
        <p class="guide">{Icon.Of(p, Icon.Book)}<span>Step by step: <a href="{p.To("/guides/" + g.Id)}">{g.Title}</a></span></p>
        """));
}
