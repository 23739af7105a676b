using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Everything that is known of one entry, under its permanent address.</summary>
internal static class EntryPage
{
    private const int MostExamples = 4;
    private const int MostPatterns = 12;
    private const int LongestExample = 900;

    public static Page Of(WebLibrary library, Entry entry)
    {
        var answer = library.AsAnswer(entry);
        var codes = string.Join(", ", CodeIndex.NamesOf(entry).Take(3).Select(c => c.Text));
        return new()
        {
            Path = "/e/" + entry.Id,
            Title = $"{answer.Title}{(codes.Length > 0 ? $" ({codes})" : "")}",
            Description = answer.Meaning.Trim(),
            Layout = "entry",
            Body = p => Body(p, entry, answer),
        };
    }

    private static Html Body(PageContext p, Entry entry, Diagnosis d)
    {
        var prose = Prose.Of(p, d.Terms);
        var patterns = entry.Match.Where(m => m.Text is not null || m.Token is not null).ToArray();
        var alike = Likeness.To(p.Library, entry);
        return p.Write($"""
            {Crumbs.Of(p, ("/library", "Library"), ("/speakers/" + entry.Speaker, p.Library.SpeakerName(entry.Speaker)))}
            <article class="answer {VerdictStrip.Tone(d.Permanence)}">
            <header><h1>{d.Title}</h1><div class="meaning">{prose.Paragraphs(d.Meaning)}</div></header>
            {VerdictStrip.Of(p, d)}
            {p.If(entry.Status != EntryStatus.Current, $"""<p class="note">{Icon.Of(p, Icon.Warning)}<span>{StatusWords.Of(entry.Status)}</span></p>""")}
            <div class="columns"><div class="main">
            {p.If(d.Remedy.Count > 0, $"<section><h2>What to do now</h2>{Steps.Of(p, prose, d.Remedy, entry.Id)}</section>")}
            {Avoid.Of(p, prose, d.Avoid)}
            {GuideLinks.Of(p, entry)}
            {p.If(entry.Examples.Count > 0, $"""<section class="examples"><h2>As people meet it</h2>{p.Each(entry.Examples.Take(MostExamples), e => Example(p, e))}</section>""")}
            {p.If(alike.Count > 0, $"""<section class="similar"><h2>Similar errors</h2>{EntryList.Of(p, alike)}</section>""")}
            </div><aside aria-label="Details">
            {Facts(p, entry, d)}{CodeLinks.Of(p, d with { EnhancedCode = First(entry, CodeKind.Enhanced)?.Enhanced, ReplyCode = First(entry, CodeKind.Reply)?.Status, HttpStatus = First(entry, CodeKind.Http)?.Status })}{TermList.Of(p, d.Terms)}{SourceList.Of(p, entry.Sources)}
            </aside></div>
            {p.If(patterns.Length > 0, $"""<details class="patterns"><summary>The words it is recognised by</summary><ul>{p.Each(patterns.Take(MostPatterns), m => p.Write($"<li>{PatternText.Of(p, m.Text ?? m.Token!)}</li>"))}</ul>{p.If(patterns.Length > MostPatterns, $"<p>and {patterns.Length - MostPatterns} more wordings</p>")}</details>""")}
            <div class="actions"><button type="button" class="js" data-copy-address>{Icon.Of(p, Icon.Copy)}Copy the link</button><button type="button" class="js" data-print>{Icon.Of(p, Icon.Print)}Print</button></div>
            {FeedbackForm.Of(p, entry.Id)}
            </article>
            """);
    }

    private static CodeName? First(Entry entry, CodeKind kind) =>
        CodeIndex.NamesOf(entry).Where(c => c.Kind == kind).Select(c => (CodeName?)c).FirstOrDefault();

    private static Html Example(PageContext p, Example example)
    {
        var text = example.Text.Length <= LongestExample ? example.Text : example.Text[..LongestExample] + " …";
        return p.Write($"""<pre class="quotation" tabindex="0" aria-label="An example of the error">{text}</pre>""");
    }

    private static Html Facts(PageContext p, Entry entry, Diagnosis d) => p.Write($"""
        <section class="side"><h2>At a glance</h2><dl class="facts"><dt>Said by</dt><dd><a href="{p.To("/speakers/" + entry.Speaker)}">{p.Library.SpeakerName(entry.Speaker)}</a></dd>
        <dt>Cause</dt><dd><a href="{p.To("/causes/" + d.Cause.Id)}">{d.Cause.Title}</a></dd><dt>Status</dt><dd>{WireNames.Of(entry.Status)}</dd><dt>Id</dt><dd><code>{entry.Id}</code></dd></dl></section>
        """);
}
