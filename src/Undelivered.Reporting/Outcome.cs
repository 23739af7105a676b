namespace Undelivered.Reporting;

/// <summary>What a failure means, as far as a report counts it. Cheap to copy; <see cref="About"/> is shared by all failures of one problem.</summary>
/// <param name="About">The problem; keep one for each entry, see <see cref="Problems"/>.</param>
/// <param name="Permanence">Whether it lasts; <see cref="Permanence.None"/> is counted as no failure at all.</param>
/// <param name="Retry">Whether to send again.</param>
/// <param name="Suppress">Whether to stop sending to the address.</param>
/// <param name="FixedBy">Who can put it right.</param>
/// <param name="Match">By what it was recognised.</param>
/// <param name="ReplyCode">The SMTP reply code, or 0.</param>
/// <param name="Speaker">The id of who wrote the text, or null.</param>
/// <param name="SendingIp">The address of ours that was refused, where the text names it.</param>
/// <param name="Captures">What the text gave; null where it was not looked at.</param>
public readonly record struct Outcome(
    Problem About,
    Permanence Permanence,
    Retry Retry,
    Suppress Suppress,
    FixedBy FixedBy,
    MatchKind Match,
    int ReplyCode = 0,
    string? Speaker = null,
    string? SendingIp = null,
    IReadOnlyDictionary<string, string>? Captures = null);

/// <summary>One thing that goes wrong: an entry of the catalogue, or a cause where no entry answers.</summary>
public sealed class Problem
{
    internal Problem(Entry? entry, Cause cause)
    {
        Entry = entry;
        Cause = cause;
        Id = entry?.Id ?? cause.Id;
        Title = entry?.Title ?? cause.Title;
        Remedy = entry is { Remedy.Count: > 0 } ? entry.Remedy : cause.Remedy;
    }

    /// <summary>The id of the entry, else of the cause.</summary>
    public string Id { get; }

    /// <summary>The entry; null where none answers.</summary>
    public Entry? Entry { get; }

    /// <summary>The reason.</summary>
    public Cause Cause { get; }

    /// <summary>What happened, in one line; may hold slots such as <c>{domain}</c>.</summary>
    public string Title { get; }

    /// <summary>What to do; the entry's steps, else the cause's.</summary>
    public IReadOnlyList<RemedyStep> Remedy { get; }
}

/// <summary>Turns diagnoses into outcomes and keeps one <see cref="Problem"/> for each entry. Not for use by two threads at once.</summary>
public sealed class Problems
{
    // The captures that name an address of the sender's, by cause: elsewhere {ip} may be anyone's.
    private static readonly HashSet<string> CausesOfTheSendersAddress =
        [CauseId.ReputationIp, CauseId.AuthenticationPtr, CauseId.AuthenticationSpf, CauseId.RateLimited];

    private readonly Dictionary<string, Problem> _known = [];

    /// <summary>What a diagnosis comes to.</summary>
    public Outcome Of(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return Of(Find(diagnosis.Entry, diagnosis.Cause), diagnosis.Captures, new()
        {
            Permanence = diagnosis.Permanence,
            Retry = diagnosis.Retry,
            Suppress = diagnosis.Suppress,
            FixedBy = diagnosis.FixedBy,
            Match = diagnosis.Match,
            ReplyCode = diagnosis.ReplyCode ?? 0,
            Speaker = diagnosis.Speaker,
        });
    }

    /// <summary>An outcome with its problem, what the text gave, and what follows from both.</summary>
    public static Outcome Of(Problem problem, IReadOnlyDictionary<string, string> captures, in Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(captures);
        return outcome with
        {
            About = problem,
            Captures = captures,
            SendingIp = CausesOfTheSendersAddress.Contains(problem.Cause.Id) ? captures.GetValueOrDefault("ip") : null,
        };
    }

    /// <summary>The problem of an entry, or of a cause where no entry answers.</summary>
    public Problem Find(Entry? entry, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var id = entry?.Id ?? cause.Id;
        if (!_known.TryGetValue(id, out var problem))
        {
            _known[id] = problem = new(entry, cause);
        }

        return problem;
    }
}
