using System.Globalization;
using System.Text;

namespace Undelivered.Reporting.Html;

/// <summary>Draws stacked columns over time as SVG.</summary>
/// <param name="Name">Tells the drawings of a page apart.</param>
/// <param name="Width">The width in units; about a pixel each.</param>
/// <param name="Height">The height.</param>
/// <param name="Left">Where the columns begin.</param>
/// <param name="Labels">How many labels the time axis has room for.</param>
internal sealed record StackedChart(string Name, int Width, int Height, int Left, int Labels)
{
    private const int Top = 26;
    private const int Bottom = 28;
    private const int Right = 6;
    private const int Ticks = 4;

    private static readonly long[] LabelSteps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 7200, 10_080, 20_160, 40_320, 80_640, 161_280, 524_160, 5_241_600 }
            .Select(m => m * TimeSpan.TicksPerMinute),
        long.MaxValue / 4,
    ];

    private double PlotWidth => Width - Left - Right;

    private double PlotHeight => Height - Top - Bottom;

    public void Write(HtmlPage page, Report report)
    {
        var times = report.Times;
        var delays = times.Series.Count == 0;
        var highest = Math.Max(1, times.Buckets.Max(b => delays ? b.Delayed : b.Failed));
        var tick = NiceStep(highest);
        var top = (highest + tick - 1) / tick * tick;
        var first = times.Buckets[0].Start.UtcTicks;
        var span = times.Buckets.Count * times.Step.Ticks;
        double X(long ticks) => Left + ((double)(ticks - first) / span * PlotWidth);
        double Y(double count) => Top + PlotHeight - (count / top * PlotHeight);

        page.Add($"<svg class=\"{Name}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"c{Name}-t c{Name}-d\">\n<title id=\"c{Name}-t\">{(delays ? "Delays" : "Failures")} over time</title>\n<desc id=\"c{Name}-d\">{Description(report)}</desc>\n");
        for (long y = 0; y <= top; y += tick)
        {
            page.Add($"<path class=\"{(y == 0 ? "axis" : "grid")}\" d=\"M{Left} {Y(y)}H{Width - Right}\"/><text class=\"y\" x=\"{Left - 8}\" y=\"{Y(y) + 4}\">{Figures.Short(y)}</text>\n");
        }

        TimeLabels(page, times, first, span, X);
        Columns(page, times, X, Y, delays);
        Onset(page, report, first, span, X);
        page.Add($"</svg>\n");
    }

    private void Columns(HtmlPage page, TimeSeries times, Func<long, double> x, Func<double, double> y, bool delays)
    {
        var width = PlotWidth / times.Buckets.Count;
        var gap = width >= 3 ? Math.Min(2, width * 0.18) : 0;
        var paths = Enumerable.Range(0, Math.Max(1, times.Series.Count)).Select(_ => new StringBuilder()).ToList();
        foreach (var bucket in times.Buckets)
        {
            double below = 0;
            var left = x(bucket.Start.UtcTicks) + (gap / 2);
            IReadOnlyList<long> counts = delays ? [bucket.Delayed] : bucket.Counts;
            for (var i = 0; i < counts.Count; i++)
            {
                if (counts[i] > 0)
                {
                    var (bottom, top) = (y(below), y(below + counts[i]));
                    paths[i].Append(CultureInfo.InvariantCulture, $"M{left:0.#} {bottom:0.#}V{top:0.#}H{left + width - gap:0.#}V{bottom:0.#}z");
                    below += counts[i];
                }
            }
        }

        foreach (var (i, path) in paths.Index())
        {
            if (path.Length > 0)
            {
                page.Add($"<path class=\"{(delays ? "s0" : SeriesColours.Class(times.Series[i], i))}\" d=\"{new Markup(path.ToString())}\"/>\n");
            }
        }

        // What a pointer rests on tells its figures.
        foreach (var bucket in times.Buckets.Where(b => b.Failed + b.Delayed > 0))
        {
            page.Add($"<rect class=\"hit\" x=\"{x(bucket.Start.UtcTicks)}\" y=\"{Top}\" width=\"{width}\" height=\"{PlotHeight}\"><title>{Tip(bucket, times)}</title></rect>\n");
        }
    }

    private static string Tip(TimeBucket bucket, TimeSeries times)
    {
        var tip = new StringBuilder($"{Figures.Time(bucket.Start)}\n{Figures.Count(bucket.Failed, "failure", "failures")}");
        foreach (var (i, count) in bucket.Counts.Index().Where(c => c.Item > 0).OrderByDescending(c => c.Item))
        {
            tip.Append(CultureInfo.InvariantCulture, $"\n{Figures.Number(count)}  {times.Series[i].Title}");
        }

        if (bucket.Delivered > 0)
        {
            tip.Append(CultureInfo.InvariantCulture, $"\n{Figures.Number(bucket.Delivered)}  delivered");
        }

        return tip.ToString();
    }

    private void TimeLabels(HtmlPage page, TimeSeries times, long first, long span, Func<long, double> x)
    {
        var step = LabelSteps.First(s => s >= times.Step.Ticks && span / s < Labels);
        for (var at = (first + step - 1) / step * step; at < first + span; at += step)
        {
            var time = new DateTime(at, DateTimeKind.Utc);
            var text = step >= 40_320 * TimeSpan.TicksPerMinute ? time.ToString("MMM yyyy", CultureInfo.InvariantCulture)
                : step >= TimeSpan.TicksPerDay ? time.ToString(Labels > 5 ? "ddd d MMM" : "d MMM", CultureInfo.InvariantCulture)
                : time.TimeOfDay == TimeSpan.Zero ? time.ToString("d MMM", CultureInfo.InvariantCulture) : time.ToString("HH:mm", CultureInfo.InvariantCulture);
            var anchor = x(at) > Width - 40 ? "end" : x(at) < Left + 20 ? "start" : "middle";
            page.Add($"<path class=\"tick\" d=\"M{x(at)} {Height - Bottom}v5\"/><text class=\"x {anchor}\" x=\"{x(at)}\" y=\"{Height - 8}\">{text}</text>\n");
        }
    }

    /// <summary>Marks when the main problem began.</summary>
    private void Onset(HtmlPage page, Report report, long first, long span, Func<long, double> x)
    {
        if (report.Problems is not [{ Share: >= 0.2, Since: { } since }, ..] || since.UtcTicks <= first || since.UtcTicks >= first + span)
        {
            return;
        }

        var at = x(since.UtcTicks);
        var isRight = at > Width * 0.6;
        page.Add($"<path class=\"onset\" d=\"M{at} {Top - 14}V{Height - Bottom}\"/><text class=\"onset {(isRight ? "end" : "start")}\" x=\"{at + (isRight ? -6 : 6)}\" y=\"{Top - 8}\">since {since.UtcDateTime.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)}</text>\n");
    }

    private static string Description(Report report)
    {
        var times = report.Times;
        var peak = times.Peak is { } p ? $" The most, {Figures.Number(p.Failed)}, from {Figures.Time(p.Start)}." : "";
        return $"Columns of one {Figures.Step(times.Step)} each from {Figures.Time(times.Buckets[0].Start)} to {Figures.Time(times.Buckets[^1].Start + times.Step)}.{peak} {string.Join(", ", times.Series.Select(s => $"{s.Title}: {Figures.Number(s.Failed)}"))}.";
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static long NiceStep(long highest)
    {
        var rough = Math.Max(1, (double)highest / Ticks);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var times = rough / power;
        return Math.Max(1, (long)(power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10)));
    }
}
