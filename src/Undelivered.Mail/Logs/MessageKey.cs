using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Undelivered.Mail.Logs;

/// <summary>A queue id on a host, which may be anything: hosts number their queues by themselves, and use numbers again.</summary>
/// <param name="A">The id's first bytes.</param>
/// <param name="B">Its last bytes, or those in the middle of a long one.</param>
/// <param name="C">The last bytes of a long one.</param>
/// <param name="Place">The host and the id's length.</param>
internal readonly record struct MessageKey(ulong A, ulong B, ulong C, ulong Place)
{
    // Drawn anew for each run: a log cannot be written so that its ids collide.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong Seed2 = (ulong)Random.Shared.NextInt64() | 1;

    /// <summary>The key of an id on a host whose hash is known.</summary>
    public static MessageKey Of(uint host, ReadOnlySpan<byte> id)
    {
        var place = (ulong)host << 32 | (uint)id.Length;
        if (id.Length is >= 8 and <= 16)
        {
            return new MessageKey(Read(id), Read(id[^8..]), 0, place);
        }

        if (id.Length is > 16 and <= 24)
        {
            return new MessageKey(Read(id), Read(id[8..]), Read(id[^8..]), place);
        }

        if (id.Length > 24)
        {
            return new MessageKey(Hash(id, Seed), Hash(id, Seed2), Read(id[^8..]), place);
        }

        Span<byte> whole = stackalloc byte[8];
        whole.Clear();
        id.CopyTo(whole);
        return new MessageKey(Read(whole), 0, 0, place);
    }

    /// <summary>A number for the key, spread over all its bits.</summary>
    public ulong Hash()
    {
        var high = Math.BigMul(A ^ Seed, B ^ Seed2, out ulong low);
        var mixed = high ^ low ^ Place;
        high = Math.BigMul(mixed ^ Seed2, C ^ Seed, out low);
        return high ^ low;
    }

    /// <summary>The same of any bytes.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes) => Hash(bytes, Seed);

    private static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            var high = Math.BigMul(hash ^ Read(bytes), Seed2, out ulong low);
            hash = high ^ low ^ seed;
            bytes = bytes[8..];
        }

        ulong last = 0;
        foreach (var b in bytes)
        {
            last = last << 8 | b;
        }

        var top = Math.BigMul(hash ^ last, Seed2, out ulong rest);
        return top ^ rest ^ hash;
    }

    private static ulong Read(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? MemoryMarshal.Read<ulong>(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
