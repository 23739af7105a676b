using Undelivered.Publishing;

namespace Undelivered.Cli.Rendering;

/// <summary>One diagnosis as a person reads it in a terminal: the answer first.</summary>
internal static class DiagnosisView
{
    private const int LongestQuote = 600;
    private const int MostSources = 3;

    public static void Write(Page page, Catalogue catalogue, Diagnosis d)
    {
        page.Blank();
        page.Hanging(" ", (d.Title, Colour(d)));
        page.Blank();
        Facts(page, catalogue, d);
        page.Blank();
        page.Paragraph(d.Meaning);
        if (!d.IsRecognised)
        {
            page.Blank();
            page.Paragraph("Look for the line with three digits (such as 550), or for the answer of the other server: logs and dialogs often hide it behind their first line. Explain that line.");
        }

        Steps(page, d);
        if (d.Avoid.Count > 0)
        {
            page.Heading("Better not");
            foreach (var text in d.Avoid)
            {
                page.Hanging("  ! ", (text, Style.Plain));
            }
        }

        Guides(page, catalogue, d);
        Terms(page, d);
        Quote(page, d);
        Origin(page, d);
        page.Blank();
    }

    private static Style Colour(Diagnosis d) => d.Permanence switch
    {
        Permanence.None => Style.Green,
        Permanence.Temporary => Style.Yellow,
        Permanence.Permanent => Style.Red,
        _ => Style.Blue,
    };

    private static void Facts(Page page, Catalogue catalogue, Diagnosis d)
    {
        void Row(string name, string value, Style style = Style.Plain) => page.Hanging($" {name,-15}", (value, style));

        Row("Cause", $"{d.Cause.Title} ({d.Cause.Id})", Colour(d));
        Row("Whose problem", Wording.Who(d.FixedBy));
        Row("Send again?", Wording.SendAgain(d));
        Row("Suppress?", Wording.Suppression(d.Suppress));
        if (Wording.SaidBy(catalogue, d) is { } speaker)
        {
            Row("Said by", speaker);
        }
    }

    private static void Steps(Page page, Diagnosis d)
    {
        if (d.Remedy.Count == 0)
        {
            return;
        }

        page.Heading("What to do");
        for (var i = 0; i < d.Remedy.Count; i++)
        {
            page.Hanging($" {i + 1,2}. ", (d.Remedy[i].Do + " ", Style.Plain), ($"[{Wording.Doer(d.Remedy[i].By)}]", Style.Dim));
        }
    }

    private static void Guides(Page page, Catalogue catalogue, Diagnosis d)
    {
        foreach (var guide in catalogue.Guides.Where(g => g.Parent is null && d.Entry is not null && g.Entries.Contains(d.Entry.Id)))
        {
            page.Blank();
            page.Paragraph($"Guide: {guide.Title} - undelivered catalogue guide {guide.Id}", Style.Blue);
        }
    }

    private static void Terms(Page page, Diagnosis d)
    {
        if (d.Terms.Count == 0)
        {
            return;
        }

        page.Heading("Terms");
        foreach (var term in d.Terms)
        {
            page.Hanging("  ", (term.Name, Style.Bold), (": " + term.Definition, Style.Dim));
        }
    }

    /// <summary>The text with the recognised words marked.</summary>
    private static void Quote(Page page, Diagnosis d)
    {
        if (d.Text.Length > LongestQuote)
        {
            return;
        }

        var (start, length) = d.Matched.GetOffsetAndLength(d.Text.Length);
        page.Heading("The text");
        page.Hanging("  ", (d.Text[..start], Style.Dim), (d.Text.Substring(start, length), Style.Underline), (d.Text[(start + length)..], Style.Dim));
    }

    private static void Origin(Page page, Diagnosis d)
    {
        page.Blank();
        if (d.Conflict is not null)
        {
            page.Paragraph(d.Conflict, Style.Dim);
        }

        if (d.Match == MatchKind.Learned)
        {
            page.Paragraph($"A guess: no entry knows this text. The cause was found by {Wording.FoundBy(d.Match)}, {d.Confidence:P0} sure; read the text before you act on it.", Style.Bold);
        }

        if (d.Entry is { } entry)
        {
            page.Paragraph($"{entry.Id}, found by {Wording.FoundBy(d.Match)}, {d.Confidence:P0} sure{Wording.Status(entry.Status)}", Style.Dim);
            foreach (var source in entry.Sources.Take(MostSources))
            {
                page.Paragraph(source.Reference, Style.Dim);
            }
        }
    }
}
