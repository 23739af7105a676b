namespace Undelivered.Reporting.Html;

/// <summary>Texts that no entry knows, grouped.</summary>
internal static class UnknownSection
{
    private const int MaxTemplates = 40;
    private const int Budget = 850_000;
    private const int MaxTemplateLength = 600;

    public static void Write(HtmlPage page, Report report)
    {
        var unknown = report.Unknown;
        if (unknown.Total == 0)
        {
            return;
        }

        page.Add($"<section id=\"unknown\" aria-labelledby=\"unknown-h\">\n<h2 id=\"unknown-h\">Texts that no entry knows</h2>\n<p class=\"sub\">{Figures.Count(unknown.Total, "failure was", "failures were")} told by a code or by the likeness of words at best. Grouped by what the texts have in common; what belongs to one message is masked.</p>\n<div class=\"card scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Unknown texts\"><table class=\"plain sortable\"><caption class=\"vh\">Unknown texts by template</caption><thead><tr><th scope=\"col\" class=\"n\">Count</th><th scope=\"col\">Text</th><th scope=\"col\">Likely cause</th></tr></thead><tbody>\n");
        var shown = 0L;
        foreach (var template in unknown.Templates.Take(MaxTemplates))
        {
            if (page.Length > Budget)
            {
                break;
            }

            shown += template.Count;
            page.Add($"<tr><td class=\"n\">{Figures.Number(template.Count)}</td><td><code class=\"template\">{Publishing.PlainText.Cut(template.Template, MaxTemplateLength)}</code>{Example(template)}</td><td>{(template.Cause == CauseId.Unknown ? "–" : template.Cause)}</td></tr>\n");
        }

        if (unknown.Total > shown)
        {
            page.Add($"<tr class=\"rest\"><td class=\"n\">{Figures.Number(unknown.Total - shown)}</td><td>all others</td><td></td></tr>\n");
        }

        page.Add($"</tbody></table></div>\n</section>\n");
    }

    private static Markup Example(UnknownTemplate template)
    {
        if (template.Example == template.Template || template.Example.Length == 0)
        {
            return default;
        }

        var page = new HtmlPage();
        page.Add($"<details><summary>Example</summary><pre>{template.Example}</pre></details>");
        return new(page.ToString());
    }
}
