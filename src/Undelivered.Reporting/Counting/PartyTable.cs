namespace Undelivered.Reporting.Counting;

/// <summary>What happened to the mail of one host, domain, address or provider.</summary>
internal sealed class Party(string name)
{
    private int[] _causes = [];

    public string Name { get; } = name;

    public long Failed { get; private set; }

    public long Delayed { get; set; }

    public long Delivered { get; set; }

    public long Complaints { get; set; }

    /// <summary>What keeps it in the table; see <see cref="PartyTable"/>.</summary>
    public long Weight { get; set; }

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

    /// <summary>Adds what another has counted.</summary>
    /// <param name="other">The other.</param>
    /// <param name="causes">This table's numbers for the other's causes; null if they are the same.</param>
    public void Add(Party other, int[]? causes = null)
    {
        for (var i = 0; i < other._causes.Length; i++)
        {
            if (other._causes[i] > 0)
            {
                Fail(causes is null ? i : causes[i], other._causes[i]);
            }
        }

        Delayed += other.Delayed;
        Delivered += other.Delivered;
        Complaints += other.Complaints;
        Weight += other.Weight;
    }
}

/// <summary>Counts by name in bounded memory.</summary>
/// <remarks>
/// While no more names come than there is room for, every count is exact. Then the weights of all are lowered by their median and
/// who has none left goes into <see cref="Others"/> (J. Misra and D. Gries, Finding repeated elements, 1982): a name with more than
/// 2/capacity of all failures cannot be lost, however late it begins. Its count may then lack what was counted before it came
/// back, so it is a lower bound; names and others together always give the exact sum.
/// </remarks>
internal sealed class PartyTable(int capacity)
{
    private readonly Dictionary<string, Party> _parties = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whatever was dropped from the table.</summary>
    public Party Others { get; } = new("");

    /// <summary>Whether no name was ever dropped.</summary>
    public bool IsExact { get; private set; } = true;

    public IReadOnlyCollection<Party> All => _parties.Values;

    /// <summary>The row of a name, a new one if it has none yet.</summary>
    public Party Find(ReadOnlySpan<char> name)
    {
        var lookup = _parties.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var party))
        {
            return party;
        }

        if (_parties.Count >= capacity)
        {
            MakeRoom();
        }

        // Hosts are the same whatever their case; names that people gave keep theirs.
        var text = name.Contains('.') ? name.ToString().ToLowerInvariant() : name.ToString();
        return _parties[text] = new Party(text);
    }

    public void Add(PartyTable other, int[] causes)
    {
        foreach (var party in other.All)
        {
            Find(party.Name).Add(party, causes);
        }

        Others.Add(other.Others, causes);
        IsExact &= other.IsExact;
    }

    private void MakeRoom()
    {
        var weights = _parties.Values.Select(p => p.Weight).ToArray();
        Array.Sort(weights);
        var median = weights[weights.Length / 2];
        foreach (var (name, party) in _parties)
        {
            party.Weight -= median;
            if (party.Weight <= 0)
            {
                // Removing while enumerating is allowed for this collection.
                _parties.Remove(name);
                Others.Add(party);
            }
        }

        IsExact = false;
    }
}
