using System.Globalization;
using System.Text;
using Undelivered.Publishing;

namespace Undelivered.Reporting.Html;

/// <summary>What fails, each problem with what it means and what to do.</summary>
internal static class ProblemSection
{
    private const int MaxDetailed = 60;

    // Detailed problems take about 5 KB each; whatever a foreign catalogue makes of that, the page stays small.
    private const int Budget = 650_000;
    private const int MaxSteps = 8;
    private const int MaxSources = 6;
    private const int SparkWidth = 120;
    private const int SparkHeight = 28;

    public static void Write(HtmlPage page, Report report, SeriesColours colours)
    {
        if (report.Problems.Count == 0)
        {
            return;
        }

        page.Add($"<section id=\"problems\" aria-labelledby=\"problems-h\">\n<h2 id=\"problems-h\">What fails</h2>\n<p class=\"sub\">Open a problem to see what it means, what to do and what the servers said.</p>\n<div id=\"filter\" hidden></div>\n<div class=\"problems\">\n");
        var shown = 0;
        foreach (var problem in report.Problems.Take(MaxDetailed))
        {
            if (page.Length > Budget)
            {
                break;
            }

            Problem(page, problem, report, colours, open: shown == 0);
            shown++;
        }

        var rest = report.Problems.Skip(shown).ToList();
        var (count, failed) = (rest.Count + report.OtherProblems.Count, rest.Sum(p => p.Failed) + report.OtherProblems.Failed);
        if (count > 0)
        {
            page.Add($"<p class=\"hint\">{Figures.Count(count, "more problem", "more problems")} with {Figures.Count(failed, "failure", "failures")}; the JSON, CSV and XLSX of this report list {(report.OtherProblems.Count == 0 ? "all" : "more")} of them.</p>\n");
        }

        page.Add($"</div>\n</section>\n");
    }

    private static void Problem(HtmlPage page, ProblemRow p, Report report, SeriesColours colours, bool open)
    {
        page.Add($"<details class=\"problem\"{new Markup(open ? " open" : "")}><summary><span class=\"dot {colours.Of(p.Cause.Id)}\"></span><span class=\"what\"><span class=\"title\">{p.Title}</span><span class=\"meta\">");
        if (ReportWords.Shown(p.Trend) is { Length: > 0 } trend)
        {
            page.Add($"<span class=\"badge {ReportWords.Wire(p.Trend)}\">{trend}{(p.Trend is Trend.New or Trend.Rising && p.Since is { } since ? $" since {since.UtcDateTime.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)}" : "")}</span> ");
        }

        page.Add($"{p.Cause.Title} · {ReportWords.Who(p.FixedBy)}</span></span>{Spark(p, colours)}<span class=\"count\"><b>{Figures.Number(p.Failed)}</b><small>{(p.Failed > 0 ? Figures.Percent(p.Share) : $"{Figures.Number(p.Delayed)} delays")}</small></span></summary>\n<div class=\"body\"><div class=\"text\">\n<p>{Cut(p.Meaning, 1_200)}</p>\n");
        Steps(page, p);
        if (p.Avoid.Count > 0)
        {
            page.Add($"<h3>Better not</h3><ul class=\"avoid\">");
            foreach (var avoid in p.Avoid.Take(MaxSteps))
            {
                page.Add($"<li>{Cut(avoid, 500)}</li>");
            }

            page.Add($"</ul>\n");
        }

        if (p.Sample is { } sample)
        {
            page.Add($"<h3>As a server put it</h3><pre>{sample}</pre>\n");
        }

        page.Add($"</div>\n<dl class=\"facts\">\n");
        Facts(page, p, report);
        page.Add($"</dl></div></details>\n");
    }

    private static void Steps(HtmlPage page, ProblemRow p)
    {
        if (p.Remedy.Count == 0)
        {
            return;
        }

        page.Add($"<h3>What to do</h3><ol class=\"steps\">");
        foreach (var step in p.Remedy.Take(MaxSteps))
        {
            page.Add($"<li>{Cut(step.Do, 600)} <span class=\"tag\">{RemedyRanking.Doer(step.By)}</span></li>");
        }

        page.Add($"</ol>\n");
    }

    private static void Facts(HtmlPage page, ProblemRow p, Report report)
    {
        void Fact(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                page.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
            }
        }

        string? Named(IReadOnlyList<NamedCount> names) => names.Count == 0 ? null
            : string.Join(", ", names.Take(4).Select(n => n.Share >= 0.995 ? n.Name : $"{n.Name} {Figures.Percent(n.Share)}"));

        Fact("Whose problem", ReportWords.Who(p.FixedBy));
        Fact("Send again?", p.Permanence == Permanence.None ? "Not needed" : ReportWords.SendAgain(p.Retry));
        Fact("Suppress?", Wording.Suppression(p.Suppress));
        Fact("First seen", p.FirstSeen is { } first ? Figures.Time(first) : null);
        Fact("Last seen", p.LastSeen is { } last ? Figures.Time(last) : null);
        Fact("Failed", p.Failed > 0 ? $"{Figures.Number(p.Failed)} of {Figures.Number(report.Totals.Failed)}" : null);
        Fact("Delays", p.Delayed > 0 ? Figures.Number(p.Delayed) : null);
        Fact("Mail from", Named(p.Senders));
        Fact("Mail to", Named(p.Receivers));
        Fact("Sent from IP", Named(p.SendingIps));
        Fact("Said by", p.Speaker);
        Fact("Entry", p.Entry is null ? "none: known by its cause alone" : p.Id);
        Sources(page, p);
    }

    private static void Sources(HtmlPage page, ProblemRow p)
    {
        var sources = p.Entry?.Sources.Where(s => s.Reference.Length is > 0 and < 300).Take(MaxSources).ToList() ?? [];
        if (sources.Count == 0)
        {
            return;
        }

        page.Add($"<div><dt>Sources</dt><dd><ul>");
        foreach (var source in sources)
        {
            // An address of any other kind could run something.
            if (Uri.TryCreate(source.Reference, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            {
                page.Add($"<li><a href=\"{uri.AbsoluteUri}\" rel=\"noreferrer noopener external\">{uri.Host}{(uri.AbsolutePath.Length > 1 ? Cut(uri.AbsolutePath, 60) : "")}</a></li>");
            }
            else
            {
                page.Add($"<li>{source.Reference}</li>");
            }
        }

        page.Add($"</ul></dd></div>\n");
    }

    /// <summary>The course in small; its figures stand in the row, so it is decoration to those who cannot see it.</summary>
    private static Markup Spark(ProblemRow p, SeriesColours colours)
    {
        var highest = p.Course.Count == 0 ? 0 : p.Course.Max();
        if (highest == 0)
        {
            return new("<span class=\"spark\"></span>");
        }

        var path = new StringBuilder();
        var width = (double)SparkWidth / p.Course.Count;
        foreach (var (i, count) in p.Course.Index().Where(c => c.Item > 0))
        {
            var height = Math.Max(1.5, (double)count / highest * (SparkHeight - 2));
            path.Append(CultureInfo.InvariantCulture, $"M{(i * width) + 0.3:0.#} {SparkHeight - 1}v-{height:0.#}h{width - 0.6:0.#}v{height:0.#}z");
        }

        return new($"<svg class=\"spark\" viewBox=\"0 0 {SparkWidth} {SparkHeight}\" preserveAspectRatio=\"xMinYMid\" aria-hidden=\"true\"><path class=\"axis\" d=\"M0 {SparkHeight - 0.5}H{SparkWidth}\"/><path class=\"{colours.Of(p.Cause.Id)}\" d=\"{path}\"/></svg>");
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : PlainText.Cut(text, length) + " …";
}
