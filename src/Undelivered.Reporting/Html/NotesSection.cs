namespace Undelivered.Reporting.Html;

/// <summary>What was left out, and what was odd in the input.</summary>
internal static class NotesSection
{
    private const int MaxNotes = 20;
    private const int MaxNoteLength = 300;

    public static void Write(HtmlPage page, Report report)
    {
        var (t, notes) = (report.Totals, report.Notes);
        page.Add($"<section id=\"notes\" aria-labelledby=\"notes-h\">\n<h2 id=\"notes-h\">Notes</h2>\n<ul class=\"notes\">\n<li>{Figures.Count(t.Read, "report was", "reports were")} read. A message to three recipients counts three times.</li>\n");
        void Note(long count, string one, string many)
        {
            if (count > 0)
            {
                page.Add($"<li>{Figures.Count(count, one, many)}</li>\n");
            }
        }

        Note(t.AutoReplies, "automatic answer was left out.", "automatic answers were left out.");
        Note(t.Receipts, "read receipt was left out.", "read receipts were left out.");
        Note(t.Other, "mail that reports no delivery was left out.", "mails that report no delivery were left out.");
        Note(t.Foreign, "report on mail that is not ours was left out.", "reports on mail that is not ours were left out.");
        Note(t.NoFailure, "report came as a failure, but its text reports none; it was left out.", "reports came as failures, but their texts report none; they were left out.");
        Note(t.Undated, "report has no time, or an impossible one; it counts, but not over time.", "reports have no time, or an impossible one; they count, but not over time.");
        if (t.FailureRate is null && t.Failed > 0)
        {
            page.Add($"<li>Nothing tells how many messages were delivered, so there is no failure rate. Logs and events of deliveries would.</li>\n");
        }

        List(page, $"{Figures.Count(notes.UnreadableTotal, "piece", "pieces")} could not be read", notes.Unreadable);
        List(page, $"{Figures.Count(notes.DefectsTotal, "defect", "defects")} in the form of what was read", notes.Defects);
        List(page, "Remarks of the readers", notes.Remarks);
        page.Add($"</ul>\n</section>\n");
    }

    private static void List(HtmlPage page, string title, IReadOnlyList<NamedCount> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        page.Add($"<li>{title}:<ul>\n");
        foreach (var note in notes.Take(MaxNotes))
        {
            page.Add($"<li>{Publishing.PlainText.Cut(note.Name, MaxNoteLength)} <span class=\"muted\">{Figures.Number(note.Count)}×</span></li>\n");
        }

        var rest = notes.Skip(MaxNotes).Sum(n => n.Count);
        if (rest > 0)
        {
            page.Add($"<li>others <span class=\"muted\">{Figures.Number(rest)}×</span></li>\n");
        }

        page.Add($"</ul></li>\n");
    }
}
