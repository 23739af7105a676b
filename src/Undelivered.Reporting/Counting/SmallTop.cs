namespace Undelivered.Reporting.Counting;

/// <summary>The few names that matter most to one problem, counted as in <see cref="PartyTable"/>.</summary>
internal sealed class SmallTop
{
    private const int Capacity = 16;

    private readonly List<Slot> _slots = new(2);
    private Slot? _last;

    private sealed class Slot(string name)
    {
        public string Name { get; } = name;

        public long Count { get; set; }

        public long Weight { get; set; }
    }

    /// <summary>All that was counted, whether its name is still known or not.</summary>
    public long Total { get; private set; }

    /// <summary>The names with their counts, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Ranked =>
        _slots.OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Name, s.Count));

    public void Add(string name, long count = 1)
    {
        Total += count;
        // The names are those of a table's rows, so the same name is mostly the same object.
        var slot = _last is { } last && ReferenceEquals(last.Name, name) ? last : Find(name);
        if (slot is null)
        {
            return;
        }

        slot.Count += count;
        slot.Weight += count;
        _last = slot;
    }

    public void Add(SmallTop other)
    {
        foreach (var slot in other._slots)
        {
            Add(slot.Name, slot.Count);
        }

        Total += other.Total - other._slots.Sum(s => s.Count);
    }

    private Slot? Find(string name)
    {
        foreach (var slot in _slots)
        {
            if (slot.Name == name)
            {
                return slot;
            }
        }

        if (_slots.Count < Capacity)
        {
            var slot = new Slot(name);
            _slots.Add(slot);
            return slot;
        }

        foreach (var slot in _slots)
        {
            slot.Weight--;
        }

        _slots.RemoveAll(s => s.Weight <= 0);
        _last = null;
        return null;
    }
}
