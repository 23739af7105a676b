using System.Buffers.Binary;

namespace Undelivered.Mail.Logs;

/// <summary>Where some bytes stand in a <see cref="ByteSlab"/>; <c>default</c> is nowhere.</summary>
internal struct Kept
{
    public int Place;
    public int Length;

    public readonly bool IsNone => Place == 0;
}

/// <summary>Keeps many short byte strings without an object for each; what is freed is used again.</summary>
/// <param name="maxBytes">How much it may hold.</param>
internal sealed class ByteSlab(long maxBytes)
{
    /// <summary>The longest string that is kept whole.</summary>
    public const int MaxLength = 16 * 1024;

    private const int ChunkLength = 1024 * 1024;
    private const int Unit = 16;
    private const int UnitsInChunk = ChunkLength / Unit;

    private static readonly int[] Sizes = MakeSizes();
    private static readonly byte[] ClassOfUnits = MakeClasses();

    private readonly List<byte[]> _chunks = [];
    private readonly int[] _free = new int[Sizes.Length];

    // Place 0 means nowhere.
    private int _next = 1;
    private int _end;

    /// <summary>Keeps a copy of the bytes, cut where they are too long; false where there is no room.</summary>
    public bool TryKeep(ReadOnlySpan<byte> bytes, out Kept kept)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLength)];
        kept = default;
        var size = Class(bytes.Length);
        var place = _free[size];
        if (place != 0)
        {
            _free[size] = BinaryPrimitives.ReadInt32LittleEndian(At(place, Sizes[size]));
        }
        else if (!TryCut(Sizes[size] / Unit, out place))
        {
            return false;
        }

        bytes.CopyTo(At(place, bytes.Length));
        kept = new Kept { Place = place, Length = bytes.Length };
        return true;
    }

    public ReadOnlySpan<byte> Read(Kept kept) => kept.IsNone ? default : At(kept.Place, kept.Length);

    public void Free(ref Kept kept)
    {
        if (kept.IsNone)
        {
            return;
        }

        var size = Class(kept.Length);
        BinaryPrimitives.WriteInt32LittleEndian(At(kept.Place, Unit), _free[size]);
        _free[size] = kept.Place;
        kept = default;
    }

    /// <summary>Forgets everything that is kept.</summary>
    public void Clear()
    {
        Array.Clear(_free);
        _next = 1;
        _end = _chunks.Count == 0 ? 0 : UnitsInChunk;
    }

    private static int Class(int length) => ClassOfUnits[(Math.Max(length, 1) + Unit - 1) / Unit];

    private Span<byte> At(int place, int length) => _chunks[(int)((uint)place / UnitsInChunk)].AsSpan((int)((uint)place % UnitsInChunk) * Unit, length);

    private bool TryCut(int units, out int place)
    {
        place = 0;
        if (_next + units > _end)
        {
            var chunk = _end / UnitsInChunk;
            if ((chunk + 1L) * ChunkLength > maxBytes)
            {
                return false;
            }

            if (chunk == _chunks.Count)
            {
                _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkLength));
            }

            _next = Math.Max(1, _end);
            _end += UnitsInChunk;
        }

        place = _next;
        _next += units;
        return true;
    }

    /// <summary>Each is a half or a third more than the one before: no string wastes more than that.</summary>
    private static int[] MakeSizes()
    {
        var sizes = new List<int> { 16, 32, 48 };
        for (var size = 64; size <= MaxLength; size *= 2)
        {
            sizes.Add(size);
            if (size < MaxLength)
            {
                sizes.Add(size / 2 * 3);
            }
        }

        return [.. sizes];
    }

    private static byte[] MakeClasses() =>
        [.. Enumerable.Range(0, MaxLength / Unit + 1).Select(units => (byte)Array.FindIndex(Sizes, s => s >= units * Unit))];
}
