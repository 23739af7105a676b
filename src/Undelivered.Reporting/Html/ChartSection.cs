namespace Undelivered.Reporting.Html;

/// <summary>Failures over time.</summary>
internal static class ChartSection
{
    private static readonly StackedChart Wide = new("w", 1080, 300, Left: 56, Labels: 10);

    // Drawn anew for a phone, where the wide one's letters would be too small to read.
    private static readonly StackedChart Narrow = new("n", 360, 240, Left: 40, Labels: 4);

    public static void Write(HtmlPage page, Report report)
    {
        var times = report.Times;
        if (times.Buckets.Count == 0)
        {
            return;
        }

        page.Add($"<section id=\"time\" aria-labelledby=\"time-h\">\n<h2 id=\"time-h\">Over time</h2>\n<p class=\"sub\">{Subtitle(times)}</p>\n<figure class=\"card chart\">\n");
        Wide.Write(page, report);
        Narrow.Write(page, report);
        page.Add($"<figcaption><ul class=\"legend\">\n");
        if (times.Series.Count == 0)
        {
            page.Add($"<li><span class=\"dot s0\"></span>Delayed <b>{Figures.Number(times.Buckets.Sum(b => b.Delayed))}</b></li>\n");
        }

        foreach (var (i, series) in times.Series.Index())
        {
            page.Add($"<li><span class=\"dot {SeriesColours.Class(series, i)}\"></span>{series.Title} <b>{Figures.Number(series.Failed)}</b> <span class=\"muted\">{Figures.Percent(series.Share)}</span></li>\n");
        }

        page.Add($"</ul></figcaption>\n</figure>\n</section>\n");
    }

    private static string Subtitle(TimeSeries times)
    {
        var step = Figures.Step(times.Step);
        var what = times.Series.Count == 0 ? $"Delays per {step}." : $"Failures per {step}, by cause.";
        var peak = times.Peak is { } p ? $" The peak: {Figures.Number(p.Failed)} in the {step} from {Figures.Time(p.Start)}." : "";
        var outside = times.Outside > 0 ? $" {Figures.Count(times.Outside, "event", "events")} far before or after all others not shown." : "";
        return what + peak + outside;
    }
}
