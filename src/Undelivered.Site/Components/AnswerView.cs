using Undelivered.Publishing;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The answer to one failure, in the order in which a support person reads it out.</summary>
internal static class AnswerView
{
    public static Html Of(PageContext p, Explained explained)
    {
        var d = explained.Diagnosis;
        var prose = Prose.Of(p, d);
        return p.Write($"""
            <article class="answer {VerdictStrip.Tone(d.Permanence)}">
            <header>{SpokenBy.Of(p, d)}<h2 tabindex="-1">{d.Title}</h2>{Recipients.Of(p, explained)}<div class="meaning">{prose.Paragraphs(d.Meaning)}</div></header>
            {VerdictStrip.Of(p, d)}
            {AnswerActions.Of(p, d)}
            {Caution(p, d)}
            <div class="columns"><div class="main">
            {p.If(d.Remedy.Count > 0, $"<section><h3>What to do now</h3>{Steps.Of(p, prose, d.Remedy, d.Entry?.Id ?? d.Cause.Id)}</section>")}
            {Avoid.Of(p, prose, d.Avoid)}
            {p.If(d.Entry is not null, $"{GuideLinks.Of(p, d.Entry!)}{Similar(p, d.Entry!)}")}
            </div><aside aria-label="Details">
            <section class="side"><h3>The text</h3>{Quotation.Of(p, d)}</section>
            {CodeLinks.Of(p, d)}{Captured.Of(p, d)}{TermList.Of(p, d.Terms)}{SourceList.Of(p, d.Entry?.Sources ?? [])}
            {CauseLine(p, d)}
            </aside></div>
            {FeedbackForm.Of(p, d.Entry?.Id ?? "unknown")}
            </article>
            """);
    }

    /// <summary>What one has to know before one acts on the answer.</summary>
    private static Html Caution(PageContext p, Diagnosis d)
    {
        p.If(d.Conflict is not null, $"""<p class="note">{Icon.Of(p, Icon.Warning)}<span>{d.Conflict}</span></p>""");
        p.If(d.Match == MatchKind.Learned, $"""<p class="note">{Icon.Of(p, Icon.Warning)}<span>This is a guess from the likeness of its words: no entry knows this text. Read it before you act on it.</span></p>""");
        p.If(d.Entry?.Status is EntryStatus.Outdated or EntryStatus.Historic or EntryStatus.Unconfirmed, $"""<p class="note">{Icon.Of(p, Icon.Warning)}<span>{StatusWords.Of(d.Entry!.Status)}</span></p>""");
        return p.If(!d.IsRecognised, $"""<p class="note">{Icon.Of(p, Icon.Search)}<span>Look for the line with three digits (such as 550), or for the answer of the other server: logs and dialogs often hide it behind their first line. Paste that line.</span></p>""");
    }

    private static Html Similar(PageContext p, Entry entry)
    {
        var alike = Likeness.To(p.Library, entry);
        return p.If(alike.Count > 0, $"<section class=\"similar\"><h3>Similar errors</h3>{EntryList.Of(p, alike)}</section>");
    }

    private static Html CauseLine(PageContext p, Diagnosis d) => p.If(d.Cause.Id != CauseId.Unknown, $"""
        <section class="side"><h3>Cause</h3><p><a href="{p.To("/causes/" + d.Cause.Id)}">{d.Cause.Title}</a><br><code>{d.Cause.Id}</code>{p.If(d.Entry is not null, $"<br><code>{d.Entry!.Id}</code>")}</p></section>
        """);
}
