namespace Undelivered.Cli.Evaluation;

/// <summary>How many were judged, and how many of them were right.</summary>
internal sealed class Tally
{
    public int Judged { get; private set; }

    public int Right { get; private set; }

    public double Share => Judged == 0 ? 0 : (double)Right / Judged;

    public void Add(bool right)
    {
        Judged++;
        Right += right ? 1 : 0;
    }
}

/// <summary>A mistake that costs more than a wrong word.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The text that it was made on.</param>
/// <param name="Answer">The answer.</param>
internal sealed record HarmfulMistake(string Kind, LabelledText Text, Answer Answer);

/// <summary>Holds answers against what is right.</summary>
internal sealed class Score
{
    public const string SuppressedGood = "suppressed a good address";
    public const string RetriedDead = "sends again to a dead address";
    public const string CalledDelivered = "calls a failure no failure";

    private readonly Dictionary<(string Meant, string Answered), int> _confusion = [];
    private readonly Dictionary<string, Tally> _byKind = [];
    private readonly List<HarmfulMistake> _harmful = [];

    public Tally Cause { get; } = new();

    public Tally Permanence { get; } = new();

    public Tally Retry { get; } = new();

    public Tally Suppress { get; } = new();

    /// <summary>Causes that were taken for another, the most frequent first.</summary>
    public IEnumerable<(string Meant, string Answered, int Count)> Confusion =>
        _confusion.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Meant, StringComparer.Ordinal).Select(c => (c.Key.Meant, c.Key.Answered, c.Value));

    /// <summary>How often the cause was right, by how the answer was reached.</summary>
    public IEnumerable<(string Kind, Tally Cause)> ByKind => _byKind.OrderByDescending(k => k.Value.Judged).Select(k => (k.Key, k.Value));

    public IReadOnlyList<HarmfulMistake> Harmful => _harmful;

    public void Add(LabelledText label, Answer answer)
    {
        var right = answer.Causes.Intersect(label.Causes).Any();
        Cause.Add(right);
        if (answer.By.Length > 0)
        {
            if (!_byKind.TryGetValue(answer.By, out var tally))
            {
                _byKind[answer.By] = tally = new Tally();
            }

            tally.Add(right);
        }

        if (!right)
        {
            var pair = (label.Causes[0], answer.Causes.Count == 0 ? "nothing" : string.Join("|", answer.Causes));
            _confusion[pair] = _confusion.GetValueOrDefault(pair) + 1;
        }

        Judge(Permanence, label.Permanence, answer.Permanence);
        Judge(Retry, label.Retry, answer.Retry);
        Judge(Suppress, label.Suppress, answer.Suppress);
        Harm(label, answer);
    }

    private static void Judge(Tally tally, IReadOnlyList<string> meant, string? answered)
    {
        if (meant.Count > 0 && answered is not null)
        {
            tally.Add(meant.Contains(answered));
        }
    }

    private void Harm(LabelledText label, Answer answer)
    {
        if (answer.Suppress == "yes" && label.Suppress.Count > 0 && !label.Suppress.Any(s => s is "yes" or "already"))
        {
            _harmful.Add(new(SuppressedGood, label, answer));
        }

        if (label is { Suppress: ["yes"], Retry: ["no"] } && answer.Retry is ("backoff" or "at-reset" or "split"))
        {
            _harmful.Add(new(RetriedDead, label, answer));
        }

        if (label.Permanence.Count > 0 && !label.Permanence.Contains("none") && answer.Permanence == "none")
        {
            _harmful.Add(new(CalledDelivered, label, answer));
        }
    }
}
