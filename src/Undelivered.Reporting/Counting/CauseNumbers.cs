namespace Undelivered.Reporting.Counting;

/// <summary>Numbers for causes, so that counts by cause are arrays.</summary>
internal sealed class CauseNumbers
{
    /// <summary>The vocabulary has 46; a catalogue of one's own cannot make the arrays grow without end.</summary>
    private const int Max = 128;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<Cause> _causes = [];

    public IReadOnlyList<Cause> All => _causes;

    public int Of(Cause cause)
    {
        if (!_numbers.TryGetValue(cause.Id, out var number))
        {
            number = Math.Min(_causes.Count, Max - 1);
            if (number == _causes.Count)
            {
                _causes.Add(cause);
            }

            _numbers[cause.Id] = number;
        }

        return number;
    }
}

/// <summary>Remarks, each once and with how often it was made, in bounded memory.</summary>
internal sealed class NoteCounts(int capacity)
{
    private const int MaxLength = 300;

    private readonly Dictionary<string, long> _notes = [];

    public long Total { get; private set; }

    /// <summary>How often something else was remarked than what is kept.</summary>
    public long Others => Total - _notes.Values.Sum();

    public IEnumerable<KeyValuePair<string, long>> Ranked => _notes.OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal);

    public void Add(string note, long count = 1)
    {
        Total += count;
        note = Publishing.PlainText.Cut(note, MaxLength);
        if (_notes.Count < capacity || _notes.ContainsKey(note))
        {
            _notes[note] = _notes.GetValueOrDefault(note) + count;
        }
    }

    public void Add(NoteCounts other)
    {
        foreach (var (note, count) in other._notes)
        {
            Add(note, count);
        }

        Total += other.Others;
    }
}
