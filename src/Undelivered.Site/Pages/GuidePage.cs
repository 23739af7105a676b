using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>One guide.</summary>
internal static class GuidePage
{
    public static Page Of(WebLibrary library, Guide guide) => new()
    {
        Path = "/guides/" + guide.Id,
        Title = guide.Title,
        Description = guide.Summary.Trim(),
        Layout = "entry",
        Body = p => Body(p, guide, [.. guide.Entries.Select(library.Catalogue.FindEntry).OfType<Entry>()]),
    };

    private static Html Body(PageContext p, Guide guide, Entry[] entries)
    {
        var prose = Prose.Of(p, []);
        var whole = p.Library.Guides.FirstOrDefault(g => g.Id == guide.Parent);
        var parts = p.Library.Guides.Where(g => g.Parent == guide.Id).ToArray();
        return p.Write($"""
            {Crumbs.Of(p, ("/guides", "Guides"))}
            <article class="answer plain"><header><h1>{guide.Title}</h1><div class="meaning">{prose.Paragraphs(guide.Summary)}</div>{p.If(whole is not null, $"""<p class="hint">A part of <a href="{p.To("/guides/" + whole!.Id)}">{whole.Title}</a></p>""")}</header>
            <div class="columns"><div class="main">
            {p.If(guide.Symptoms.Count > 0, $"""<section><h2>You know it by</h2>{p.Each(guide.Symptoms, s => p.Write($"""<pre class="quotation" tabindex="0" aria-label="A symptom">{s}</pre>"""))}</section>""")}
            {p.If(guide.Steps.Count > 0, $"<section><h2>What to do</h2>{Steps.Of(p, prose, guide.Steps, "guide." + guide.Id)}</section>")}
            {p.If(parts.Length > 0, $"""<section><h2>Go on with</h2><ul class="entries">{p.Each(parts, g => p.Write($"""<li><a href="{p.To("/guides/" + g.Id)}">{g.Title}</a></li>"""))}</ul></section>""")}
            {Avoid.Of(p, prose, guide.Avoid)}
            </div><aside aria-label="Details">
            {p.If(entries.Length > 0, $"""<section class="side"><h2>Helps with</h2>{EntryList.Of(p, entries, naming: false)}</section>""")}
            {SourceList.Of(p, guide.Sources)}
            </aside></div>
            <div class="actions"><button type="button" class="js" data-copy-address>{Icon.Of(p, Icon.Copy)}Copy the link</button><button type="button" class="js" data-print>{Icon.Of(p, Icon.Print)}Print</button></div>
            {FeedbackForm.Of(p, "guide." + guide.Id)}
            </article>
            """);
    }
}
