namespace Undelivered.Learning;

/// <summary>The words that a model was trained on, as a bit for each hash: a few strangers pass for known.</summary>
internal readonly ref struct Vocabulary
{
    /// <summary>How many bytes the bits take.</summary>
    public const int Length = 1 << 13;

    private readonly ReadOnlySpan<byte> _bits;
    private readonly List<uint>? _seen;

    public Vocabulary(ReadOnlySpan<byte> bits) => _bits = bits;

    /// <summary>Knows no word, and keeps those that it is asked for.</summary>
    public Vocabulary(List<uint> seen) => _seen = seen;

    public bool Has(uint hash)
    {
        _seen?.Add(hash);
        return !_bits.IsEmpty && (_bits[IndexOf(hash)] & BitOf(hash)) != 0;
    }

    public static void Add(Span<byte> bits, uint hash) => bits[IndexOf(hash)] |= BitOf(hash);

    private static int IndexOf(uint hash) => (int)((hash >> 3) % Length);

    private static byte BitOf(uint hash) => (byte)(1 << (int)(hash & 7));
}
