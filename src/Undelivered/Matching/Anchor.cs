using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Undelivered.Matching;

/// <summary>The bytes by which a phrase is found: eight at the beginning of a word, or four where a literal has no more.</summary>
internal static class Anchor
{
    public const int Wide = 8;
    public const int Narrow = 4;

    // No UTF-8 text holds 0xFF, so a narrow key is never equal to a wide one.
    private const ulong NarrowTag = 0xFF00_0000_0000_0000;

    /// <summary>The key of eight bytes, which must all be there (padding will do).</summary>
    public static ulong WideKey(ReadOnlySpan<byte> text, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));

    /// <summary>The key of four bytes.</summary>
    public static ulong NarrowKey(ulong wideKey) => NarrowTag | (uint)wideKey;

    /// <summary>Whether a word begins with <paramref name="current"/>. Ideographs need no blanks: each begins one.</summary>
    public static bool StartsWord(byte previous, byte current) =>
        current >= FirstIdeographLead || (IsWord(current) && !IsWord(previous));

    public const byte FirstIdeographLead = 0xE3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') or >= 0x80;
}
