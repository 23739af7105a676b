using Undelivered.Publishing;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Takes an answer elsewhere: into a ticket, to a colleague, onto paper.</summary>
internal static class AnswerActions
{
    public static Html Of(PageContext p, Diagnosis d)
    {
        var id = p.NextId();
        return p.Write($"""
            <div class="actions"><button type="button" class="js" data-copy="m{id}">{Icon.Of(p, Icon.Copy)}Copy for a ticket</button><button type="button" class="js" data-share>{Icon.Of(p, Icon.Share)}Share</button><button type="button" class="js" data-print>{Icon.Of(p, Icon.Print)}Print</button>{p.If(d.Entry is not null, $"""<a href="{p.To("/e/" + d.Entry!.Id)}">Permanent page</a>""")}
            <details class="markdown"><summary>As Markdown</summary><pre id="m{id}" tabindex="0" aria-label="The answer as Markdown">{DiagnosisMarkdown.Render(Short(d))}</pre></details></div>
            """);
    }

    /// <summary>A ticket wants the error, not the 64 KB around it.</summary>
    private static Diagnosis Short(Diagnosis d)
    {
        const int longest = 2000;
        if (d.Text.Length <= longest)
        {
            return d;
        }

        var start = d.Matched.GetOffsetAndLength(d.Text.Length).Offset;
        var from = Math.Max(0, Math.Min(start - (longest / 4), d.Text.Length - longest));
        return d with { Text = $"{(from > 0 ? "… " : "")}{d.Text.Substring(from, longest)}{(from + longest < d.Text.Length ? " …" : "")}", Matched = default };
    }
}
