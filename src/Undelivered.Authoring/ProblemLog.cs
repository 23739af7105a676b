namespace Undelivered.Authoring;

/// <summary>Problems as they are found; of very many the first, and how many more there were.</summary>
internal sealed class ProblemLog
{
    private const int Most = 1000;
    private const int LongestMessage = 1000;

    private readonly List<AuthoringProblem> _kept = [];
    private int _leftOut;

    public bool IsEmpty => _kept.Count == 0;

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<AuthoringProblem> Found => WithRest(_kept);

    /// <summary>In the order of the files.</summary>
    public IReadOnlyList<AuthoringProblem> InOrder => WithRest([.. _kept.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);

    public void Add(AuthoringProblem problem)
    {
        if (_kept.Count == Most)
        {
            _leftOut++;
            return;
        }

        // A message quotes the file, where a value may be as long as the file itself.
        var message = problem.Message;
        _kept.Add(message.Length <= LongestMessage ? problem : problem with { Message = message[..LongestMessage] + "…" });
    }

    private List<AuthoringProblem> WithRest(List<AuthoringProblem> kept) =>
        _leftOut == 0 ? kept : [.. kept, kept[^1] with { Message = FormattableString.Invariant($"{_leftOut:N0} more problems were found and are left out here") }];
}
