namespace Undelivered.Reporting.Html;

/// <summary>What to do first.</summary>
internal static class RemedySection
{
    public static void Write(HtmlPage page, Report report)
    {
        if (report.Remedies.Count == 0)
        {
            return;
        }

        var count = report.Remedies.Count;
        page.Add($"""
            <section id="do" aria-labelledby="do-h">
            <h2 id="do-h">What to do first</h2>
            <p class="sub">{(count == 1 ? "The step that would save messages." : $"The {count} steps that would save most messages, each with the failures of this report that it would have prevented.")}{(report.PassByThemselves > 0 ? $" {Figures.Number(report.PassByThemselves)} more pass by themselves." : "")}</p>
            <ol class="remedies">

            """);
        var most = Math.Max(1, report.Remedies[0].Saves);
        foreach (var remedy in report.Remedies)
        {
            page.Add($"<li>\n<div class=\"saves\"><strong>{Figures.Number(remedy.Saves)}</strong><span>{Figures.Percent(remedy.Share)}</span><svg class=\"bar\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"100%\" rx=\"2\"/><rect class=\"fill\" width=\"{100.0 * remedy.Saves / most}%\" height=\"100%\" rx=\"2\"/></svg></div>\n");
            page.Add($"<div class=\"step\"><p class=\"do\">{remedy.Do}</p>\n<p class=\"why\"><span class=\"tag\">{RemedyRanking.Doer(remedy.By)}</span>");
            foreach (var sender in remedy.Senders.Take(3))
            {
                page.Add($"<span class=\"tag soft\">{sender.Name} {Figures.Percent(sender.Share)}</span>");
            }

            page.Add($"<span>{remedy.Why}{(remedy.Problems.Count > 1 && !remedy.IsCleaning ? $" – and {Figures.Count(remedy.Problems.Count - 1, "problem", "problems")} more" : "")}</span></p></div>\n</li>\n");
        }

        page.Add($"</ol>\n</section>\n");
    }
}
