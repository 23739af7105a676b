using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>What one code can mean: by itself, and with whose words beside it.</summary>
internal static class CodePage
{
    public static Page? Of(WebLibrary library, CodeName code)
    {
        var entries = library.Codes.Find(code);
        if (entries.Count == 0)
        {
            return null;
        }

        var standard = library.StandardMeaning(code);
        var title = standard is null ? null : WebLibrary.Filled(standard.Title);
        return new()
        {
            Path = code.Path,
            Title = title is null ? $"{code.Text}: what it means" : $"{code.Text}: {title}",
            Description = standard is null ? $"{code.Text}: {CodeWords.Of(code)} What it means depends on who says it: {entries.Count} errors explained." : WebLibrary.Filled(standard.Meaning).Trim(),
            Body = p => Body(p, code, entries, standard),
        };
    }

    private static Html Body(PageContext p, CodeName code, IReadOnlyList<Entry> entries, Entry? standard)
    {
        var others = entries.Where(e => e != standard).ToArray();
        var prose = Prose.Of(p, []);
        return p.Write($"""
            {Crumbs.Of(p, ("/library", "Library"), ("/codes", "Codes"))}
            <h1><code>{code.Text}</code></h1><p class="lead">{CodeWords.Of(code)}</p>
            {p.If(standard is not null, $"""<section class="panel"><h2><a href="{p.To("/e/" + standard!.Id)}">{WebLibrary.Filled(standard.Title)}</a></h2>{prose.Paragraphs(WebLibrary.Filled(standard.Meaning))}<p class="hint">That is what the code says alone. Read the words beside it: they decide.</p></section>""")}
            {p.If(others.Length > 0, $"""<h2>Who says it, and with which words <small>{others.Length}</small></h2>{p.Each(others.GroupBy(e => e.Speaker).OrderBy(g => p.Library.SpeakerName(g.Key), StringComparer.OrdinalIgnoreCase), g => p.Write($"""
            <section class="group"><h3><a href="{p.To("/speakers/" + g.Key)}">{p.Library.SpeakerName(g.Key)}</a></h3>{EntryList.Of(p, g, naming: false)}</section>

            """))}""")}
            """);
    }
}
