namespace Undelivered.Reporting.Counting;

/// <summary>What is counted of one problem.</summary>
internal sealed class ProblemTally(Problem problem, int number, int cause)
{
    /// <summary>Hourly for two weeks; twelve-hourly for more than half a year.</summary>
    private const int MaxBuckets = 400;

    private IReadOnlyDictionary<string, string>? _captures;
    private bool _capturesDiffer;

    public Problem Problem { get; } = problem;

    /// <summary>Its number in its builder.</summary>
    public int Number { get; } = number;

    /// <summary>The number of its cause in its builder.</summary>
    public int Cause { get; } = cause;

    public long Failed { get; set; }

    public long Delayed { get; set; }

    /// <summary>Failures after which the address is to be suppressed.</summary>
    public long Dead { get; set; }

    /// <summary>Failures that no text told, only a code, a guess, or nothing.</summary>
    public long Vague { get; set; }

    public long FirstSeen { get; private set; }

    public long LastSeen { get; private set; }

    public FixedBy FixedBy { get; set; }

    public Permanence Permanence { get; set; }

    public Retry Retry { get; set; }

    public Suppress Suppress { get; set; }

    public string? Sample { get; set; }

    public Timeline<ProblemBucket> Times { get; } = new(MaxBuckets);

    public SmallTop Senders { get; } = new();

    public SmallTop Receivers { get; } = new();

    public SmallTop Ips { get; } = new();

    /// <summary>What all failures captured alike; nothing where they differ or where it was not looked at.</summary>
    public IReadOnlyDictionary<string, string> Captures => _capturesDiffer || _captures is null ? new Dictionary<string, string>() : _captures;

    public void See(long ticks)
    {
        FirstSeen = FirstSeen == 0 ? ticks : Math.Min(FirstSeen, ticks);
        LastSeen = Math.Max(LastSeen, ticks);
    }

    public void Capture(IReadOnlyDictionary<string, string>? captures)
    {
        if (_capturesDiffer || ReferenceEquals(captures, _captures) && captures is not null)
        {
            return;
        }

        if (captures is null)
        {
            _capturesDiffer = true;
        }
        else if (_captures is null)
        {
            _captures = captures;
        }
        else
        {
            // What differs once is no common capture any more.
            var common = _captures.Where(c => captures.TryGetValue(c.Key, out var other) && other.Equals(c.Value, StringComparison.OrdinalIgnoreCase)).ToDictionary();
            _capturesDiffer = common.Count == 0;
            _captures = common.Count == _captures.Count ? _captures : common;
        }
    }

    public void Add(ProblemTally other)
    {
        Failed += other.Failed;
        Delayed += other.Delayed;
        Dead += other.Dead;
        Vague += other.Vague;
        if (other.FirstSeen > 0)
        {
            See(other.FirstSeen);
            See(other.LastSeen);
        }

        // The smaller text, so that the order of merging does not matter.
        Sample = Sample is null ? other.Sample : other.Sample is null || string.CompareOrdinal(Sample, other.Sample) <= 0 ? Sample : other.Sample;
        if (other._capturesDiffer || other._captures is not null)
        {
            Capture(other._capturesDiffer ? null : other._captures);
        }

        Times.Add(other.Times);
        Senders.Add(other.Senders);
        Receivers.Add(other.Receivers);
        Ips.Add(other.Ips);
    }
}
