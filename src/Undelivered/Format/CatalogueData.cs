using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Undelivered.Matching;

namespace Undelivered;

internal enum Section
{
    Details,
    Literals,
    Entries,
    Phrases,
    Pieces,
    AnchorFilter,
    AnchorKeys,
    AnchorSlots,
    AnchorPhrases,
    HResults,
    ExactCodes,
    LooseCodes,
    BasicCodes,
    KnownCodes,
    Speakers,
    Causes,
    Index,
    Model,
    ModelCauses,
    Count,
}

/// <summary>The compiled catalogue as it lies in memory: nothing is parsed when it is loaded.</summary>
/// <remarks>Little-endian; sections of fixed-size records that are read in place, and details that are read when asked for.</remarks>
internal sealed unsafe class CatalogueData
{
    // "UNDC", and the version of the layout: a compiled catalogue lives as long as the program it is built into.
    public const uint Magic = 0x43444E55;
    public const int LayoutVersion = 6;

    private readonly byte* _base;
    // Keeps alive what the tables point into.
    private readonly object _owner;
    private readonly (int Offset, int Length)[] _sections = new (int, int)[(int)Section.Count];

    private CatalogueData(byte* start, int length, object owner)
    {
        _base = start;
        _owner = owner;
        var header = new ReadOnlySpan<int>(start, 2 + (2 * (int)Section.Count));
        if (!BitConverter.IsLittleEndian || length < header.Length * 4 || (uint)header[0] != Magic || header[1] != LayoutVersion)
        {
            throw new InvalidDataException("This is not a compiled catalogue that this version can read.");
        }

        for (var i = 0; i < _sections.Length; i++)
        {
            var (offset, size) = (header[2 + (2 * i)], header[3 + (2 * i)]);
            if (offset < 0 || size < 0 || (long)offset + size > length)
            {
                throw new InvalidDataException("The compiled catalogue is cut off.");
            }

            _sections[i] = (offset, size);
        }

        Details = At<byte>(Section.Details);
        Literals = At<byte>(Section.Literals);
        Entries = At<EntryRecord>(Section.Entries);
        Phrases = At<PhraseRecord>(Section.Phrases);
        Pieces = At<PieceRecord>(Section.Pieces);
        Filter = At<ulong>(Section.AnchorFilter);
        Keys = At<ulong>(Section.AnchorKeys);
        AnchorSlots = At<AnchorSlot>(Section.AnchorSlots);
        AnchorPhrases = At<AnchoredPhrase>(Section.AnchorPhrases);
        HResults = At<HResultRow>(Section.HResults);
        ExactCodes = At<CodeRow>(Section.ExactCodes);
        LooseCodes = At<CodeRow>(Section.LooseCodes);
        BasicCodes = At<CodeRow>(Section.BasicCodes);
        KnownCodes = At<ulong>(Section.KnownCodes);
        Speakers = At<SpeakerRecord>(Section.Speakers);
        Causes = At<CauseRecord>(Section.Causes);
        Index = At<int>(Section.Index);
        Model = At<byte>(Section.Model);
        ModelCauses = At<int>(Section.ModelCauses);
        AnchorMask = Keys.Count - 1;
        FilterShift = 64 - System.Numerics.BitOperations.Log2((uint)Filter.Count * 64);
    }

    public int AnchorMask { get; }

    public int FilterShift { get; }

    public Table<byte> Details { get; }

    public Table<byte> Literals { get; }

    public Table<EntryRecord> Entries { get; }

    public Table<PhraseRecord> Phrases { get; }

    public Table<PieceRecord> Pieces { get; }

    /// <summary>One bit for each hash of an anchor: most words are told from anchors by it alone.</summary>
    public Table<ulong> Filter { get; }

    public Table<ulong> Keys { get; }

    public Table<AnchorSlot> AnchorSlots { get; }

    public Table<AnchoredPhrase> AnchorPhrases { get; }

    public Table<HResultRow> HResults { get; }

    /// <summary>Rows for one enhanced code each, sorted by <see cref="KeyOf"/>.</summary>
    public Table<CodeRow> ExactCodes { get; }

    /// <summary>Rows for ranges of enhanced codes.</summary>
    public Table<CodeRow> LooseCodes { get; }

    /// <summary>Rows for reply codes alone, sorted by the lowest code.</summary>
    public Table<CodeRow> BasicCodes { get; }

    /// <summary>One bit for each reply code or HTTP status that an entry asks for.</summary>
    public Table<ulong> KnownCodes { get; }

    public Table<SpeakerRecord> Speakers { get; }

    public Table<CauseRecord> Causes { get; }

    /// <summary>What <see cref="Learning.CauseModel"/> reads; empty where nothing was learned.</summary>
    public Table<byte> Model { get; }

    /// <summary>The cause of each of the model's classes.</summary>
    public Table<int> ModelCauses { get; }

    /// <summary>Offsets of the details of version, terms, guides and hints; then the cause that stands for an unknown one, or -1; then the offset of the phrases that show the sender, and the causes of a refused sender and of a refused sign-in, or -1.</summary>
    public Table<int> Index { get; }

    public static CatalogueData FromResource(UnmanagedMemoryStream stream) => new(stream.PositionPointer, checked((int)stream.Length), stream);

    public static CatalogueData FromBytes(ReadOnlySpan<byte> bytes)
    {
        var pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned);
        return new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned)), pinned.Length, pinned);
    }

    public int UnknownCause => Index[4];

    /// <summary>The cause of a refused sender, or -1.</summary>
    public int SenderCause => Index[6];

    /// <summary>The cause of a refused sign-in, or -1.</summary>
    public int SignInCause => Index[7];

    public ReadOnlySpan<PieceRecord> PiecesOf(in PhraseRecord phrase) => Pieces.Slice(phrase.FirstPiece, phrase.PieceCount);

    public ReadOnlySpan<byte> LiteralOf(in PieceRecord piece) => Literals.Slice(piece.LiteralOffset, piece.LiteralLength);

    /// <summary>Whether any entry asks for this reply code or HTTP status.</summary>
    public bool KnowsCode(int code) => (uint)code < 1024 && (KnownCodes[code >> 6] & (1UL << (code & 63))) != 0;

    /// <summary>The entry for a Windows error number, if there is one.</summary>
    public int? FindHResult(uint number)
    {
        var rows = HResults;
        int low = 0, high = rows.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (rows[middle].Value == number)
            {
                return rows[middle].Entry;
            }

            (low, high) = rows[middle].Value < number ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public DetailReader DetailsAt(int offset) => new(Details.All[offset..]);

    public static int KeyOf(int @class, int subject, int detail) => (@class << 20) | (subject << 10) | detail;

    public static ulong FilterHash(ulong key) => key * 0x9E3779B97F4A7C15UL;

    private Table<T> At<T>(Section section) where T : unmanaged
    {
        var (offset, length) = _sections[(int)section];
        return new Table<T>((T*)(_base + offset), length / sizeof(T));
    }
}
