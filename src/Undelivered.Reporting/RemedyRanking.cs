using Undelivered.Publishing;
using Undelivered.Reporting.Counting;

namespace Undelivered.Reporting;

/// <summary>Finds the steps that would save most messages: failures by problem, problems by the first step that somebody has to do.</summary>
internal sealed class RemedyRanking
{
    private const int Max = 10;

    // A domain that a step concerns less than this is not named.
    private const double LeastShare = 0.05;

    private readonly long _failed;
    private readonly long _dead;
    private readonly List<string> _deadProblems = [];
    private readonly Dictionary<(string Do, FixedBy By), List<(ProblemTally Tally, long Saves, RemedyStep Step)>> _steps = [];

    public RemedyRanking(IEnumerable<ProblemTally> tallies, long failed)
    {
        _failed = failed;
        foreach (var tally in tallies)
        {
            // No remedy brings a dead address back to life; what helps is to stop writing to it.
            if (tally.Dead > 0)
            {
                _dead += tally.Dead;
                _deadProblems.Add(tally.Problem.Id);
            }

            var rest = tally.Failed - tally.Dead;
            if (rest == 0)
            {
                continue;
            }

            // To look closer saves nothing by itself, and nobody's steps are not to be asked for.
            var step = tally.Problem.Remedy.FirstOrDefault(s => s.By is not (FixedBy.Nobody or FixedBy.EarlierDeferrals or FixedBy.Inspect));
            if (step is null || tally.FixedBy == FixedBy.Nobody || tally.Problem.Cause.Id == CauseId.Unknown)
            {
                PassByThemselves += tally.FixedBy == FixedBy.Nobody ? rest : 0;
                continue;
            }

            step = step with { Do = SlotWords.Fill(step.Do.Trim(), tally.Captures) };
            if (!_steps.TryGetValue((step.Do, step.By), out var group))
            {
                _steps[(step.Do, step.By)] = group = [];
            }

            group.Add((tally, rest, step));
        }
    }

    /// <summary>Failures that nobody has to do anything about.</summary>
    public long PassByThemselves { get; }

    public IReadOnlyList<RemedyRow> Top(int deadAddresses)
    {
        var rows = _steps.Values.Select(Row).ToList();
        if (_dead > 0)
        {
            rows.Add(new()
            {
                Do = deadAddresses > 0
                    ? $"Take the {deadAddresses:N0} dead {(deadAddresses == 1 ? "address" : "addresses")} out of your list, and suppress {(deadAddresses == 1 ? "it" : "them")} at your provider."
                    : "Take the dead addresses out of your list.",
                By = FixedBy.List,
                Saves = _dead,
                Share = (double)_dead / _failed,
                Why = "Addresses that no longer exist",
                Problems = _deadProblems,
                Senders = [],
                IsCleaning = true,
            });
        }

        return [.. rows.OrderByDescending(r => r.Saves).ThenBy(r => r.Do, StringComparer.Ordinal).Take(Max)];
    }

    private RemedyRow Row(List<(ProblemTally Tally, long Saves, RemedyStep Step)> group)
    {
        group.Sort((a, b) => b.Saves != a.Saves ? b.Saves.CompareTo(a.Saves) : string.CompareOrdinal(a.Tally.Problem.Id, b.Tally.Problem.Id));
        var saves = group.Sum(g => g.Saves);
        var senders = new SmallTop();
        foreach (var (tally, _, _) in group)
        {
            senders.Add(tally.Senders);
        }

        var first = group[0].Tally;
        return new()
        {
            Do = group[0].Step.Do,
            By = group[0].Step.By,
            Check = group[0].Step.Check,
            Saves = saves,
            Share = (double)saves / _failed,
            Why = SlotWords.Fill(first.Problem.Title, first.Captures),
            Problems = [.. group.Select(g => g.Tally.Problem.Id)],
            // Who keeps a list does not ask for whom it was sent; who edits DNS has to know the domain.
            Senders = group[0].Step.By is FixedBy.Dns or FixedBy.Configuration or FixedBy.Reputation or FixedBy.Account
                ? [.. ReportAssembler.Names(senders, group.Sum(g => g.Tally.Failed)).Where(s => s.Share >= LeastShare)] : [],
        };
    }

    /// <summary>Who does a step, for the beginning of a line.</summary>
    public static string Doer(FixedBy by)
    {
        var doer = Wording.Doer(by);
        return char.ToUpperInvariant(doer[0]) + doer[1..];
    }
}
