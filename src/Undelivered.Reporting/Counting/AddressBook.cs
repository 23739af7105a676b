using System.Runtime.InteropServices;

namespace Undelivered.Reporting.Counting;

/// <summary>Why an address may have to be suppressed; the later reason wins.</summary>
internal enum AddressFate : byte
{
    /// <summary>It fails in a way that only counts if it goes on.</summary>
    Repeating,

    /// <summary>It is dead.</summary>
    Dead,

    /// <summary>Its owner complained.</summary>
    Complained,

    /// <summary>The provider suppresses it already.</summary>
    Held,
}

/// <summary>What is kept of an address.</summary>
internal struct AddressRecord
{
    public long First;
    public long Last;
    public long Delivered;
    public int Count;
    public int Undated;
    public int Problem;
    public short ReplyCode;
    public AddressFate Fate;
}

/// <summary>The addresses that failed for good, or that may come to that; exact up to a limit.</summary>
internal sealed class AddressBook(int maxAddresses, int maxDelivered)
{
    private readonly Dictionary<string, AddressRecord> _records = new(StringComparer.OrdinalIgnoreCase);

    // Addresses that took mail, by a hash and with the time: that two share one only ever keeps an address off the list.
    private readonly Dictionary<ulong, long> _delivered = [];

    /// <summary>Failures whose address could not be kept, for want of room.</summary>
    public long Unkept { get; private set; }

    public IReadOnlyDictionary<string, AddressRecord> Records => _records;

    /// <summary>Counts a failure or a complaint of an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="fate">What it means for the address.</param>
    /// <param name="ticks">When; 0 where it is not known.</param>
    /// <param name="problem">The number of the problem.</param>
    /// <param name="replyCode">The reply code, or 0.</param>
    public void Add(string address, AddressFate fate, long ticks, int problem, int replyCode)
    {
        var record = new AddressRecord
        {
            First = ticks, Last = ticks, Count = ticks > 0 ? 1 : 0, Undated = ticks > 0 ? 0 : 1, Problem = problem, ReplyCode = (short)replyCode, Fate = fate,
        };
        Add(address, record);
    }

    /// <summary>Notes that an address took mail.</summary>
    public void Deliver(string address, long ticks)
    {
        if (_records.Count > 0)
        {
            ref var record = ref CollectionsMarshal.GetValueRefOrNullRef(_records, address);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref record))
            {
                record.Delivered = Math.Max(record.Delivered, Math.Max(ticks, 1));
                ForgetBefore(ref record);
                return;
            }
        }

        Remember(Hash(address), ticks);
    }

    public void Add(AddressBook other, int[] problems)
    {
        Unkept += other.Unkept;
        foreach (var (hash, ticks) in other._delivered)
        {
            Remember(hash, ticks);
        }

        foreach (var (address, record) in other._records)
        {
            Add(address, record with { Problem = problems[record.Problem] });
        }

        // What the other has seen delivered may concern an address that only this one has.
        foreach (var address in _records.Keys)
        {
            ref var record = ref CollectionsMarshal.GetValueRefOrNullRef(_records, address);
            if (other._delivered.TryGetValue(Hash(address), out var ticks))
            {
                record.Delivered = Math.Max(record.Delivered, ticks);
                ForgetBefore(ref record);
            }
        }
    }

    private void Add(string address, in AddressRecord more)
    {
        if (_records.Count >= maxAddresses && !_records.ContainsKey(address))
        {
            Unkept += more.Count + more.Undated;
            return;
        }

        ref var record = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, address, out var known);
        if (!known)
        {
            record = more;
            if (_delivered.Count > 0 && _delivered.TryGetValue(Hash(address), out var delivered))
            {
                record.Delivered = Math.Max(record.Delivered, delivered);
            }
        }
        else
        {
            Merge(ref record, more);
        }

        ForgetBefore(ref record);
    }

    private static void Merge(ref AddressRecord record, in AddressRecord more)
    {
        record.Delivered = Math.Max(record.Delivered, more.Delivered);
        if (more.Fate > record.Fate || (more.Fate == record.Fate && more.Last > record.Last))
        {
            (record.Fate, record.Problem, record.ReplyCode) = (more.Fate, more.Problem, more.ReplyCode);
        }

        // A part of the count that a delivery has outdated does not come back.
        ForgetBefore(ref record);
        var fresh = more;
        fresh.Delivered = record.Delivered;
        ForgetBefore(ref fresh);
        record.Undated += fresh.Undated;
        if (fresh.Count > 0)
        {
            record.First = record.Count == 0 ? fresh.First : Math.Min(record.First, fresh.First);
            record.Last = Math.Max(record.Last, fresh.Last);
            record.Count += fresh.Count;
        }
    }

    /// <summary>A delivery ends a row of repeats: they count anew from there. To be on the safe side, a row that it falls into is dropped whole.</summary>
    private static void ForgetBefore(ref AddressRecord record)
    {
        if (record.Fate == AddressFate.Repeating && record.Delivered > 0 && record.First <= record.Delivered)
        {
            record.Count = 0;
            record.Undated = 0;
        }
    }

    private void Remember(ulong hash, long ticks)
    {
        ticks = Math.Max(ticks, 1);
        if (_delivered.Count < maxDelivered)
        {
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_delivered, hash, out _);
            last = Math.Max(last, ticks);
        }
        else if (_delivered.TryGetValue(hash, out var last) && last < ticks)
        {
            _delivered[hash] = ticks;
        }
    }

    /// <summary>FNV-1a (draft-eastlake-fnv) over the address without regard to the case of its ASCII letters.</summary>
    private static ulong Hash(string address)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in address)
        {
            hash = (hash ^ (c is >= 'A' and <= 'Z' ? (uint)(c | 0x20) : c)) * 1099511628211UL;
        }

        return hash;
    }
}
