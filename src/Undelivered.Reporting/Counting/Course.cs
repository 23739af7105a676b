namespace Undelivered.Reporting.Counting;

/// <summary>How a problem went on within the report's time.</summary>
/// <param name="Trend">How it goes on.</param>
/// <param name="Since">Since when it occurs as often as it does, in ticks; 0 where that is always.</param>
internal readonly record struct Course(Trend Trend, long Since)
{
    private const int FewestToTell = 20;

    // How much more often it must occur afterwards than before, and how improbable that must be by chance (in natural logarithms).
    private const double Times = 4;
    private const double Certainty = 12;

    // Nights are quiet: what has stopped must have been quiet for as long as the rhythm of a day.
    private static readonly long Quiet = TimeSpan.TicksPerDay;

    /// <summary>What begins within this part of the time may as well have been there before.</summary>
    private const double Beginning = 0.05;

    /// <summary>Finds the time at which the rate changed most: the split that two constant rates explain best.</summary>
    public static Course Of(IReadOnlyList<KeyValuePair<long, ProblemBucket>> buckets, long step, long from, long to)
    {
        var inside = buckets.Where(b => b.Key + step > from && b.Key <= to && b.Value.Count > 0).ToList();
        var total = inside.Sum(b => b.Value.Count);
        if (total < FewestToTell || to <= from)
        {
            return new(Trend.Unknown, 0);
        }

        var end = to;
        var trend = Trend.Steady;
        if (Split(inside, from, end, total, rises: false) is { } fall)
        {
            // What it did before it went down still tells when it began.
            trend = fall.After == 0 ? Trend.Over : Trend.Falling;
            end = fall.At;
            inside = [.. inside.Where(b => b.Key < end)];
            total = inside.Sum(b => b.Value.Count);
        }

        if (Split(inside, from, end, total, rises: true) is not { } rise)
        {
            return new(trend, 0);
        }

        trend = trend != Trend.Steady ? trend : rise.Before == 0 ? Trend.New : Trend.Rising;
        return new(trend, inside.First(b => b.Key >= rise.At).Value.First);
    }

    private static (long At, long Before, long After)? Split(List<KeyValuePair<long, ProblemBucket>> buckets, long from, long to, long total, bool rises)
    {
        (long At, long Before, long After)? best = null;
        var most = Certainty;
        var span = (double)(to - from);
        long before = 0;
        for (var i = 0; i <= buckets.Count; i++)
        {
            // A rise begins with a bucket, a fall after one.
            var at = rises
                ? i < buckets.Count ? buckets[i].Key : to
                : i == 0 ? from : i < buckets.Count ? Math.Min(buckets[i].Key, Next(i - 1)) : Next(i - 1);
            var left = (at - from) / span;
            if (left is > 0 and < 1 && (rises ? left >= Beginning : to - at >= Math.Min(Quiet, (to - from) / 4)))
            {
                var after = total - before;
                double rateBefore = before / left, rateAfter = after / (1 - left);
                if (rises ? rateAfter >= Times * rateBefore : rateBefore >= Times * rateAfter)
                {
                    var gain = Term(before, rateBefore) + Term(after, rateAfter) - Term(total, total);
                    if (gain > most)
                    {
                        most = gain;
                        best = (at, before, after);
                    }
                }
            }

            before += i < buckets.Count ? buckets[i].Value.Count : 0;
        }

        return best;

        long Next(int i) => Math.Min(to, buckets[i].Key + (buckets.Count > i + 1 ? buckets[i + 1].Key - buckets[i].Key : Smallest()));

        // The buckets' own length, as far as they show it.
        long Smallest()
        {
            var smallest = long.MaxValue;
            for (var i = 1; i < buckets.Count; i++)
            {
                smallest = Math.Min(smallest, buckets[i].Key - buckets[i - 1].Key);
            }

            return smallest == long.MaxValue ? TimeSpan.TicksPerMinute : smallest;
        }
    }

    private static double Term(long count, double rate) => count == 0 ? 0 : count * Math.Log(rate);
}
