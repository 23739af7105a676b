using System.Text;
using Undelivered.Publishing;
using static Undelivered.Publishing.MarkdownText;

namespace Undelivered.Reporting;

/// <summary>Writes a report as Markdown, for a ticket: the answer, what to do first, and the main figures.</summary>
public static class ReportMarkdown
{
    private const int MaxProblems = 15;
    private const int MaxParties = 8;
    private const int MaxTemplates = 10;

    /// <summary>The report with line feeds as line ends and none at the end; whatever the failures' texts hold, it shows and does nothing.</summary>
    public static string Render(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var markdown = new StringBuilder();
        markdown.Append($"# {Inline(report.Verdict.Headline)}\n");
        if (report.Verdict.Sentences.Count > 0)
        {
            markdown.Append($"\n{Inline(string.Join(' ', report.Verdict.Sentences))}\n");
        }

        Remedies(markdown, report);
        Problems(markdown, report);
        Parties(markdown, "Receivers", report.Receivers, report);
        Parties(markdown, "Sender domains", report.SenderDomains, report);
        Parties(markdown, "Providers", report.Providers, report);
        Suppressions(markdown, report.Suppressions);
        Unknown(markdown, report.Unknown);
        return markdown.ToString().TrimEnd('\n');
    }

    private static void Remedies(StringBuilder markdown, Report report)
    {
        if (report.Remedies.Count == 0)
        {
            return;
        }

        markdown.Append("\n## What to do first\n\n");
        foreach (var (i, remedy) in report.Remedies.Index())
        {
            var senders = remedy.Senders.Count > 0 ? $", for {string.Join(", ", remedy.Senders.Take(3).Select(s => s.Name))}" : "";
            markdown.Append($"{i + 1}. {Inline(remedy.Do)} *({Inline(Wording.Doer(remedy.By))})*  \n   {Inline($"Would have saved {Figures.Number(remedy.Saves)} ({Figures.Percent(remedy.Share)}){senders}.")}\n");
        }
    }

    private static void Problems(StringBuilder markdown, Report report)
    {
        if (report.Problems.Count == 0)
        {
            return;
        }

        markdown.Append("\n## What fails\n\n| Failed | Share | Problem | Whose | Since |\n|--:|--:|---|---|---|\n");
        foreach (var p in report.Problems.Take(MaxProblems))
        {
            var since = p.Trend is Trend.New or Trend.Rising && p.Since is { } start ? $"{ReportWords.Shown(p.Trend)} since {Figures.Time(start)}" : ReportWords.Shown(p.Trend);
            markdown.Append($"| {Figures.Number(p.Failed)} | {Figures.Percent(p.Share)} | {Cell(p.Title)} ({Cell(p.Id)}) | {Cell(ReportWords.Who(p.FixedBy))} | {Cell(since)} |\n");
        }

        var rest = report.Problems.Skip(MaxProblems).Sum(p => p.Failed) + report.OtherProblems.Failed;
        if (rest > 0)
        {
            var count = Math.Max(0, report.Problems.Count - MaxProblems) + report.OtherProblems.Count;
            markdown.Append($"| {Figures.Number(rest)} | {Figures.Percent((double)rest / report.Totals.Failed)} | {count} more | | |\n");
        }
    }

    private static void Parties(StringBuilder markdown, string heading, PartyList parties, Report report)
    {
        var rows = parties.Rows.Where(r => r.Failed > 0).Take(MaxParties).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var rates = report.Totals.FailureRate is not null;
        markdown.Append($"\n## {heading}\n\n| Failed | Share |{(rates ? " Of its mail |" : "")} Name | Mostly |\n|--:|--:|{(rates ? "--:|" : "")}---|---|\n");
        foreach (var r in rows)
        {
            markdown.Append($"| {Figures.Number(r.Failed)} | {Figures.Percent(r.Share)} |{(rates ? $" {(r.FailureRate is { } rate ? Figures.Percent(rate) : "")} |" : "")} {Cell(r.Name)} | {Cell(r.TopCause ?? "")} |\n");
        }

        if (!parties.IsExact)
        {
            markdown.Append("\nThere were more names than could be counted apart; these figures are lower bounds.\n");
        }
    }

    private static void Suppressions(StringBuilder markdown, SuppressionList list)
    {
        if (list.Addresses.Count == 0)
        {
            return;
        }

        markdown.Append($"\n## To suppress\n\n{Figures.Count(list.Addresses.Count, "address", "addresses")}: {Figures.Number(list.Dead)} dead, {Figures.Number(list.Complained)} complained, {Figures.Number(list.Repeated)} failed again and again. `undelivered report --suppressions` writes them as a file for your provider.\n");
    }

    private static void Unknown(StringBuilder markdown, UnknownTexts unknown)
    {
        if (unknown.Templates.Count == 0)
        {
            return;
        }

        markdown.Append("\n## Texts that no entry knows\n\n| Count | Text |\n|--:|---|\n");
        foreach (var t in unknown.Templates.Take(MaxTemplates))
        {
            markdown.Append($"| {Figures.Number(t.Count)} | {Cell(PlainText.Cut(t.Template, 300))} |\n");
        }

        var rest = unknown.Total - unknown.Templates.Take(MaxTemplates).Sum(t => t.Count);
        if (rest > 0)
        {
            markdown.Append($"| {Figures.Number(rest)} | more |\n");
        }
    }
}
