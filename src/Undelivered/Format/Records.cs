using System.Runtime.InteropServices;
using Undelivered.Matching;

namespace Undelivered;

// The fixed-size records of the compiled catalogue. They are read in place, so their layout is the format.

internal enum PhraseKind : byte
{
    /// <summary>A phrase of an entry.</summary>
    Text,

    /// <summary>A phrase of an entry that proves its speaker, bounded on both sides.</summary>
    Token,

    /// <summary>A phrase that proves a speaker; <see cref="PhraseRecord.Target"/> is the speaker.</summary>
    Marker,

    /// <summary>As <see cref="Marker"/>, bounded on both sides.</summary>
    MarkerToken,

    /// <summary>A host name that proves a speaker, unless it is part of an address.</summary>
    Host,

    /// <summary>Tells when to try again.</summary>
    RetryHint,

    /// <summary>Shows that the sender is meant.</summary>
    SenderHint,
}

/// <summary>A phrase: literals with slots between them, found by an anchor within one literal.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PhraseRecord
{
    /// <summary>The entry, or for markers the speaker.</summary>
    public int Target;
    public int FirstPiece;
    public CodePattern Code;
    public ushort LiteralLength;
    public ushort AnchorOffset;
    public byte PieceCount;
    public byte AnchorPiece;
    public PhraseKind Kind;
    public Slot TrailingSlot;

    /// <summary>Others say the same: it counts only if its speaker is known otherwise.</summary>
    public bool NeedsSpeaker;

    /// <summary>How many groups of alternatives the pieces stand for; 0 where each piece stands for itself.</summary>
    public byte Groups;

    /// <summary>Written with alternatives: one of very many wordings, behind those that are spelled out.</summary>
    public bool IsLoose;
    public byte Reserved;
}

/// <summary>One literal of a phrase, and the slot before it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PieceRecord
{
    public int LiteralOffset;
    public ushort LiteralLength;
    public Slot SlotBefore;

    /// <summary>Which group of alternatives it belongs to, where the phrase has groups.</summary>
    public byte Group;
}

/// <summary>What the engine needs of an entry.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct EntryRecord
{
    public int Details;
    public ushort Speaker;
    public ushort Cause;
    public byte Permanence;
    public byte FixedBy;
    public byte Retry;
    public byte Suppress;
    public EntryFlags Flags;
    public byte Reserved;
    public ushort Reserved2;

    public readonly bool Has(EntryFlags flag) => (Flags & flag) != 0;
}

[Flags]
internal enum EntryFlags : byte
{
    None = 0,
    OwnPermanence = 1,
    OwnRetry = 2,
    OwnSuppress = 4,
    Vague = 8,
    HasRetryAfter = 16,
}

/// <summary>The meaning of a code, for one speaker or, from a standard, for all.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CodeRow
{
    public int Entry;
    public CodePattern Code;
}

/// <summary>Where the phrases of an anchor stand in the list of phrases.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct AnchorSlot
{
    public int First;
    public int Count;
}

/// <summary>A phrase at its anchor, with four more of its bytes: they tell most others from it before its record is touched.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct AnchoredPhrase
{
    public int Phrase;
    public uint NearbyBytes;

    /// <summary>Where these bytes stand, counted from the anchor; before it where negative.</summary>
    public int NearbyOffset;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct HResultRow
{
    public uint Value;
    public int Entry;
}

/// <summary>What the engine needs of a cause.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CauseRecord
{
    public int Details;
    public byte Permanence;
    public byte FixedBy;
    public byte Retry;
    public byte Suppress;

    /// <summary>1 where the cause lies in an address or its domain: in a refusal of the sender, that is the sender's.</summary>
    public byte IsAddress;

    // Without names for them, these bytes are whatever was in memory, and no two builds the same.
    public byte Reserved;
    public ushort Reserved2;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct SpeakerRecord
{
    public int Details;
    public SpeakerRole Role;
    public byte Reserved;
    public ushort Reserved2;
}
