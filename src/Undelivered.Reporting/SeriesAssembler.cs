using Undelivered.Reporting.Counting;

namespace Undelivered.Reporting;

/// <summary>Makes the course over time: the most frequent causes and the rest, in buckets without gaps.</summary>
internal sealed class SeriesAssembler(ReportBuilder counted, Window window)
{
    // As many colours as people can tell apart, also those who see some of them alike.
    private const int MaxSeries = 6;
    private const int MaxBuckets = 120;

    public TimeSeries Assemble()
    {
        var inside = counted.Times.Ordered.Where(b => b.Key + counted.Times.Step > window.From && b.Key <= window.To).ToList();
        var totals = new long[counted.Causes.All.Count];
        foreach (var (_, bucket) in inside)
        {
            // The array is longer than there are causes yet.
            foreach (var (cause, count) in bucket.Causes.ToArray().Index().Where(c => c.Item > 0))
            {
                totals[cause] += count;
            }
        }

        var failed = totals.Sum();
        var ranked = Enumerable.Range(0, totals.Length).Where(c => totals[c] > 0).OrderByDescending(c => totals[c]).ThenBy(c => counted.Causes.All[c].Id, StringComparer.Ordinal).ToList();
        var shown = ranked.Count <= MaxSeries + 1 ? ranked : ranked[..MaxSeries];
        List<CauseRow> series = [.. shown.Select(c => new CauseRow(counted.Causes.All[c].Id, counted.Causes.All[c].Title, totals[c], (double)totals[c] / failed))];
        var rest = ranked.Skip(shown.Count).Sum(c => totals[c]);
        if (rest > 0)
        {
            series.Add(new("", $"{ranked.Count - shown.Count} other causes", rest, (double)rest / failed));
        }

        if (inside.Count == 0)
        {
            return new() { Series = series, Buckets = [], Outside = window.Outside };
        }

        var step = TimeSteps.For(inside[^1].Key - inside[0].Key, counted.Times.Step, MaxBuckets);
        var buckets = Buckets(inside, step, shown, series.Count);
        var peak = buckets.MaxBy(b => b.Failed);
        return new()
        {
            Step = TimeSpan.FromTicks(step),
            Series = series,
            Buckets = buckets,
            Peak = peak is { Failed: > 0 } ? peak : null,
            Outside = window.Outside,
        };
    }

    private static List<TimeBucket> Buckets(List<KeyValuePair<long, OverallBucket>> inside, long step, List<int> shown, int series)
    {
        var first = inside[0].Key - (inside[0].Key % step);
        var count = (int)((inside[^1].Key - first) / step) + 1;
        var columns = new Dictionary<int, int>(shown.Index().Select(s => KeyValuePair.Create(s.Item, s.Index)));
        var counts = new long[count, series];
        var others = new (long Failed, long Delayed, long Delivered, long Complaints)[count];
        foreach (var (start, bucket) in inside)
        {
            var row = (int)((start - first) / step);
            ref var other = ref others[row];
            other = (other.Failed + bucket.Failed, other.Delayed + bucket.Delayed, other.Delivered + bucket.Delivered, other.Complaints + bucket.Complaints);
            foreach (var (cause, failed) in bucket.Causes.ToArray().Index())
            {
                if (failed > 0)
                {
                    counts[row, columns.TryGetValue(cause, out var column) ? column : series - 1] += failed;
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(row => new TimeBucket(
            new(first + (row * step), TimeSpan.Zero), others[row].Failed, others[row].Delayed, others[row].Delivered, others[row].Complaints,
            [.. Enumerable.Range(0, series).Select(column => counts[row, column])]))];
    }
}
