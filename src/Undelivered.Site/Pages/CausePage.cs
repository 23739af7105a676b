using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>One cause: what it means whoever says it, and who says it how.</summary>
internal static class CausePage
{
    public static Page Of(WebLibrary library, Cause cause) => new()
    {
        Path = "/causes/" + cause.Id,
        Title = cause.Title,
        Description = cause.Meaning.Trim(),
        Body = p => Body(p, cause, [.. library.EntriesOfCause(cause.Id)]),
    };

    private static Html Body(PageContext p, Cause cause, Entry[] entries)
    {
        var prose = Prose.Of(p, []);
        var d = new Diagnosis
        {
            Text = "",
            Cause = cause,
            Title = cause.Title,
            Meaning = cause.Meaning,
            Permanence = cause.Permanence,
            FixedBy = cause.FixedBy,
            Retry = cause.Retry,
            Suppress = cause.Suppress,
            Remedy = cause.Remedy,
        };
        return p.Write($"""
            {Crumbs.Of(p, ("/library", "Library"), ("/causes", "Causes"))}
            <article class="answer {VerdictStrip.Tone(cause.Permanence)}"><header><h1>{cause.Title}</h1><div class="meaning">{prose.Paragraphs(cause.Meaning)}</div></header>
            {VerdictStrip.Of(p, d)}
            {p.If(cause.Remedy.Count > 0, $"<section><h2>What helps, whoever says it</h2>{Steps.Of(p, prose, cause.Remedy, cause.Id)}</section>")}
            </article>
            <h2>Who says it, and how <small>{entries.Length}</small></h2>
            {p.Each(entries.GroupBy(e => e.Speaker).OrderBy(g => p.Library.SpeakerName(g.Key), StringComparer.OrdinalIgnoreCase), g => p.Write($"""
            <section class="group"><h3><a href="{p.To("/speakers/" + g.Key)}">{p.Library.SpeakerName(g.Key)}</a></h3>{EntryList.Of(p, g, naming: false)}</section>

            """))}
            """);
    }
}
