namespace Undelivered.Mail.Logs;

/// <summary>What the recipients of open messages were last deferred for; found by message and recipient.</summary>
/// <param name="slab">Where the bytes are kept.</param>
/// <param name="max">How many there may be.</param>
internal sealed class Deferrals(ByteSlab slab, int max)
{
    private const int None = -1;
    private const int MaxRecipient = 1024;
    private const int MaxText = 8 * 1024;

    private readonly byte[] _scratch = new byte[ByteSlab.MaxLength];
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = NewBuckets(16);
    private int _used;
    private int _free = None;

    public int Count { get; private set; }

    public bool IsFull => Count >= max;

    public int Next(int at) => _entries[at].Next;

    public Deferral Read(int at) => Deferral.Read(slab.Read(_entries[at].Bytes), _entries[at].Count);

    public int Find(int message, ReadOnlySpan<byte> recipient)
    {
        var hash = Hash(message, recipient);
        var at = _buckets[hash & (uint)(_buckets.Length - 1)];
        while (at >= 0 && !(_entries[at].Hash == hash && _entries[at].Message == message && Read(at).Recipient.SequenceEqual(recipient)))
        {
            at = _entries[at].InBucket;
        }

        return at;
    }

    /// <summary>Adds or replaces what a recipient was deferred for; false where there is no room.</summary>
    public bool TryAdd(int message, ref int first, Deferral deferral, out int count)
    {
        count = 1;
        if (deferral.Recipient.Length is 0 or > MaxRecipient)
        {
            return true;
        }

        deferral.Text = deferral.Text[..Math.Min(deferral.Text.Length, MaxText)];
        deferral.OriginalRecipient = Short(deferral.OriginalRecipient);
        deferral.RemoteHost = Short(deferral.RemoteHost);
        deferral.Status = Short(deferral.Status);
        deferral.Write(_scratch);
        var bytes = _scratch.AsSpan(0, deferral.Length);
        var at = Find(message, deferral.Recipient);
        if (at >= 0)
        {
            slab.Free(ref _entries[at].Bytes);
            if (!slab.TryKeep(bytes, out _entries[at].Bytes))
            {
                Drop(ref first, at);
                return false;
            }

            count = ++_entries[at].Count;
            return true;
        }

        if (IsFull || !slab.TryKeep(bytes, out var kept))
        {
            return false;
        }

        at = NewPlace();
        var hash = Hash(message, deferral.Recipient);
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[at] = new Entry { Message = message, Hash = hash, Bytes = kept, Count = 1, InBucket = bucket, Next = first, Previous = None };
        bucket = at;
        if (first >= 0)
        {
            _entries[first].Previous = at;
        }

        first = at;
        Count++;
        return true;
    }

    public void Drop(ref int first, int at)
    {
        ref var entry = ref _entries[at];
        if (entry.Previous >= 0)
        {
            _entries[entry.Previous].Next = entry.Next;
        }
        else
        {
            first = entry.Next;
        }

        if (entry.Next >= 0)
        {
            _entries[entry.Next].Previous = entry.Previous;
        }

        ref var link = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
        while (link != at)
        {
            link = ref _entries[link].InBucket;
        }

        link = entry.InBucket;
        slab.Free(ref entry.Bytes);
        entry.InBucket = _free;
        _free = at;
        Count--;
    }

    public void DropAll(ref int first)
    {
        while (first >= 0)
        {
            Drop(ref first, first);
        }
    }

    private static uint Hash(int message, ReadOnlySpan<byte> recipient) => (uint)(MessageKey.Hash(recipient) ^ (uint)message * 0x9E3779B9u);

    private static ReadOnlySpan<byte> Short(ReadOnlySpan<byte> field) => field[..Math.Min(field.Length, MaxRecipient)];

    private static int[] NewBuckets(int length)
    {
        var buckets = new int[length];
        Array.Fill(buckets, None);
        return buckets;
    }

    private int NewPlace()
    {
        if (_free >= 0)
        {
            var at = _free;
            _free = _entries[at].InBucket;
            return at;
        }

        if (_used == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
            _buckets = NewBuckets(_entries.Length);
            for (var at = 0; at < _used; at++)
            {
                ref var bucket = ref _buckets[_entries[at].Hash & (uint)(_buckets.Length - 1)];
                _entries[at].InBucket = bucket;
                bucket = at;
            }
        }

        return _used++;
    }

    private struct Entry
    {
        public int Message;
        public uint Hash;
        public int Count;
        public int InBucket;
        public int Next;
        public int Previous;
        public Kept Bytes;
    }
}
