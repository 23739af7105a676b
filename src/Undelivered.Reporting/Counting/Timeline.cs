namespace Undelivered.Reporting.Counting;

/// <summary>What a stretch of time holds.</summary>
internal interface ITimeBucket<TSelf>
{
    /// <summary>Adds what another holds.</summary>
    void Add(TSelf other);
}

/// <summary>Counts over time in a bounded number of stretches that grow by themselves: from minutes to years.</summary>
internal sealed class Timeline<TBucket>(int maxBuckets) where TBucket : class, ITimeBucket<TBucket>, new()
{
    private readonly Dictionary<long, TBucket> _buckets = [];
    private int _step;
    private (long Start, TBucket Bucket)? _last;

    /// <summary>How long a stretch is now, in ticks.</summary>
    public long Step => TimeSteps.Ticks[_step];

    /// <summary>The stretches that hold something, by their beginning, in order.</summary>
    public IReadOnlyList<KeyValuePair<long, TBucket>> Ordered => [.. _buckets.OrderBy(b => b.Key)];

    /// <summary>The stretch that a time falls into.</summary>
    public TBucket At(long ticks)
    {
        var start = ticks - (ticks % Step);
        // Logs are in order.
        if (_last is { } last && last.Start == start)
        {
            return last.Bucket;
        }

        if (!_buckets.TryGetValue(start, out var bucket))
        {
            if (_buckets.Count >= maxBuckets)
            {
                Coarsen(_step + 1);
                return At(ticks);
            }

            _buckets[start] = bucket = new();
        }

        _last = (start, bucket);
        return bucket;
    }

    public void Add(Timeline<TBucket> other, Func<TBucket, TBucket>? convert = null)
    {
        if (other._step > _step)
        {
            Coarsen(other._step);
        }

        foreach (var (start, bucket) in other._buckets)
        {
            At(start).Add(convert is null ? bucket : convert(bucket));
        }
    }

    private void Coarsen(int step)
    {
        _step = step;
        _last = null;
        var finer = _buckets.ToArray();
        _buckets.Clear();
        foreach (var (start, bucket) in finer)
        {
            var coarse = start - (start % Step);
            if (_buckets.TryGetValue(coarse, out var found))
            {
                found.Add(bucket);
            }
            else
            {
                _buckets[coarse] = bucket;
            }
        }

        if (_buckets.Count >= maxBuckets)
        {
            Coarsen(step + 1);
        }
    }
}

/// <summary>How long the stretches of a timeline may be; each divides the next.</summary>
internal static class TimeSteps
{
    // Minutes, hours, a day, a week (the calendar of ticks begins on a Monday), four weeks, 52 weeks, 520 weeks, and more than all time.
    private static readonly int[] Minutes = [1, 5, 15, 60, 180, 360, 720, 1440, 10_080, 40_320, 524_160, 5_241_600];

    public static long[] Ticks { get; } = [.. Minutes.Select(m => m * TimeSpan.TicksPerMinute), 520_000 * 7 * TimeSpan.TicksPerDay];

    /// <summary>The shortest step, no shorter than the given one, by which a span falls into so many stretches at most.</summary>
    public static long For(long span, long atLeast, int buckets) => Ticks.First(t => t >= atLeast && (span / t) + 2 <= buckets);
}

/// <summary>Failures of one problem in a stretch of time.</summary>
internal sealed class ProblemBucket : ITimeBucket<ProblemBucket>
{
    public long Count { get; set; }

    /// <summary>When the first of them was, in ticks; 0 while there is none.</summary>
    public long First { get; set; }

    public void Add(long ticks)
    {
        Count++;
        First = First == 0 ? ticks : Math.Min(First, ticks);
    }

    public void Add(ProblemBucket other)
    {
        Count += other.Count;
        First = First == 0 ? other.First : other.First == 0 ? First : Math.Min(First, other.First);
    }
}

/// <summary>Everything in a stretch of time.</summary>
internal sealed class OverallBucket : ITimeBucket<OverallBucket>
{
    private int[] _causes = [];

    public long Failed { get; private set; }

    public long Delayed { get; set; }

    public long Delivered { get; set; }

    public long Complaints { get; set; }

    /// <summary>The failures by number of cause.</summary>
    public ReadOnlySpan<int> Causes => _causes;

    public void Fail(int cause, int count = 1)
    {
        Failed += count;
        if (cause >= _causes.Length)
        {
            Array.Resize(ref _causes, Math.Max(8, cause + 1));
        }

        _causes[cause] += count;
    }

    public void Add(OverallBucket other)
    {
        for (var i = 0; i < other._causes.Length; i++)
        {
            if (other._causes[i] > 0)
            {
                Fail(i, other._causes[i]);
            }
        }

        Delayed += other.Delayed;
        Delivered += other.Delivered;
        Complaints += other.Complaints;
    }

    /// <summary>The same with other numbers for the causes.</summary>
    public OverallBucket Renumbered(int[] causes)
    {
        var renumbered = new OverallBucket { Delayed = Delayed, Delivered = Delivered, Complaints = Complaints };
        for (var i = 0; i < _causes.Length; i++)
        {
            if (_causes[i] > 0)
            {
                renumbered.Fail(causes[i], _causes[i]);
            }
        }

        return renumbered;
    }
}
