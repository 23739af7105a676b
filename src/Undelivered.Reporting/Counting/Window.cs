namespace Undelivered.Reporting.Counting;

/// <summary>The time that a report shows: all of it, but for the few events that lie far from all others.</summary>
/// <param name="From">Its beginning in ticks; 0 where nothing carried a time.</param>
/// <param name="To">Its end.</param>
/// <param name="Outside">How many events lie outside.</param>
internal readonly record struct Window(long From, long To, long Outside)
{
    // A mail from a broken clock must not press two weeks into one bar.
    private const double Outliers = 0.005;
    private const int Shorter = 4;

    public static Window Of(Timeline<OverallBucket> times, long first, long last)
    {
        if (first == 0)
        {
            return default;
        }

        var buckets = times.Ordered;
        static long Weight(OverallBucket b) => b.Failed + b.Delayed + b.Delivered + b.Complaints;
        var total = buckets.Sum(b => Weight(b.Value));
        var spare = (long)(total * Outliers / 2);
        var (low, high) = (0, buckets.Count - 1);
        for (long left = 0; low < high && left + Weight(buckets[low].Value) <= spare; low++)
        {
            left += Weight(buckets[low].Value);
        }

        for (long left = 0; high > low && left + Weight(buckets[high].Value) <= spare; high--)
        {
            left += Weight(buckets[high].Value);
        }

        // What lies close to the rest belongs to it.
        var near = ((buckets[high].Key - buckets[low].Key) / Shorter) + times.Step;
        while (low > 0 && buckets[low].Key - buckets[low - 1].Key <= near)
        {
            low--;
        }

        while (high < buckets.Count - 1 && buckets[high + 1].Key - buckets[high].Key <= near)
        {
            high++;
        }

        var (from, to) = (Math.Max(first, buckets[low].Key), Math.Min(last, buckets[high].Key + times.Step - 1));
        if (last - first < Shorter * (to - from + times.Step))
        {
            return new(first, last, 0);
        }

        return new(from, to, total - buckets.Skip(low).Take(high - low + 1).Sum(b => Weight(b.Value)));
    }

    /// <summary>The counts in so many equal parts.</summary>
    public long[] Parts(IReadOnlyList<KeyValuePair<long, ProblemBucket>> buckets, long step, int parts)
    {
        var counts = new long[parts];
        var span = Math.Max(1, To - From + 1);
        foreach (var (start, bucket) in buckets)
        {
            // The middle, but within the window: its first bucket may begin before it.
            var at = Math.Clamp(start + (step / 2), From, To);
            if (start + step > From && start <= To && From > 0)
            {
                counts[(int)Math.Min((double)(at - From) / span * parts, parts - 1)] += bucket.Count;
            }
        }

        return counts;
    }
}
