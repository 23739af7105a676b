using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Everything that one speaker says, by cause.</summary>
internal static class SpeakerPage
{
    public static Page Of(WebLibrary library, Speaker speaker)
    {
        var entries = library.EntriesOfSpeaker(speaker.Id).ToArray();
        return new()
        {
            Path = "/speakers/" + speaker.Id,
            Title = $"{speaker.Name}: its email errors explained",
            Description = $"{entries.Length} errors of {speaker.Name}, what each means and what to do. {speaker.About.Trim()}",
            Body = p => Body(p, speaker, entries),
        };
    }

    private static Html Body(PageContext p, Speaker speaker, Entry[] entries)
    {
        var prose = Prose.Of(p, []);
        var guides = p.Library.Guides.Where(g => g.Speaker == speaker.Id && g.Parent is null).ToArray();
        return p.Write($"""
            {Crumbs.Of(p, ("/library", "Library"), ("/speakers", "Speakers"))}
            <h1>{speaker.Name}</h1><div class="lead">{prose.Paragraphs(speaker.About)}</div>
            {p.Each(guides, g => p.Write($"""<p class="guide">{Icon.Of(p, Icon.Book)}<span>Step by step: <a href="{p.To("/guides/" + g.Id)}">{g.Title}</a></span></p>"""))}
            {p.Each(entries.GroupBy(e => e.Cause).OrderByDescending(g => g.Count()), g => p.Write($"""
            <section class="group"><h2><a href="{p.To("/causes/" + g.Key)}">{p.Library.FindCause(g.Key)?.Title}</a></h2>{EntryList.Of(p, g, naming: false)}</section>

            """))}
            {p.If(entries.Length == 0, $"""<p class="note">{Icon.Of(p, Icon.Search)}<span>It is recognised as a wrapper; the words inside are someone else's.</span></p>""")}
            """);
    }
}
