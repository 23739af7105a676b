using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Undelivered.Matching;

/// <summary>Looks at each word of a folded text once: is it an anchor, a code, an error number?</summary>
internal static class Scanner
{
    public static void Scan(CatalogueData catalogue, Scratch scratch)
    {
        var length = scratch.Length;
        ref var first = ref MemoryMarshal.GetArrayDataReference(scratch.Folded);
        var filter = catalogue.Filter;
        var shift = catalogue.FilterShift;
        var endsInWord = 0u;
        for (var block = 0; block < length; block += Vector128<byte>.Count)
        {
            // The padding after the text makes the last block whole.
            var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref first, block));
            var words = WordMask(bytes);
            var ideographs = Vector128.GreaterThanOrEqual(bytes, Vector128.Create(Anchor.FirstIdeographLead)).ExtractMostSignificantBits();
            var starts = (words & ~((words << 1) | endsInWord)) | ideographs;
            endsInWord = (words >> 15) & 1;
            for (; starts != 0; starts &= starts - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(starts);
                var wide = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
                var narrow = Anchor.NarrowKey(wide);
                var (wideHash, narrowHash) = (CatalogueData.FilterHash(wide), CatalogueData.FilterHash(narrow));
                if (MayBeAnchor(filter, wideHash >> shift))
                {
                    LookUp(catalogue, scratch, at, wide, wideHash);
                }

                if (MayBeAnchor(filter, narrowHash >> shift))
                {
                    LookUp(catalogue, scratch, at, narrow, narrowHash);
                }

                if ((byte)wide is <= (byte)'9' or (byte)'x')
                {
                    Number(catalogue, scratch, at);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WordMask(Vector128<byte> bytes)
    {
        var letters = IsBelow(bytes - Vector128.Create((byte)'a'), 26);
        var digits = IsBelow(bytes - Vector128.Create((byte)'0'), 10);
        var others = Vector128.LessThan(bytes.AsSByte(), Vector128<sbyte>.Zero).AsByte();
        return (letters | digits | others).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsBelow(Vector128<byte> values, byte limit) =>
        Vector128.LessThan(values.AsSByte() ^ Vector128.Create(sbyte.MinValue), Vector128.Create((sbyte)(limit - 128))).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeAnchor(Table<ulong> filter, ulong bit) => (filter[(int)(bit >> 6)] & (1UL << (int)(bit & 63))) != 0;

    private static void LookUp(CatalogueData catalogue, Scratch scratch, int at, ulong key, ulong hash)
    {
        var keys = catalogue.Keys;
        for (var slot = (int)(hash >> 32) & catalogue.AnchorMask; keys[slot] != 0; slot = (slot + 1) & catalogue.AnchorMask)
        {
            if (keys[slot] == key)
            {
                ref readonly var range = ref catalogue.AnchorSlots[slot];
                ref var here = ref scratch.Folded[at];
                foreach (ref readonly var anchored in catalogue.AnchorPhrases.Slice(range.First, range.Count))
                {
                    // The text has padding behind it; before its beginning there is nothing to read.
                    if (at + anchored.NearbyOffset >= 0
                        && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref here, anchored.NearbyOffset)) == anchored.NearbyBytes)
                    {
                        Verify(catalogue, scratch, at, anchored.Phrase);
                    }
                }

                return;
            }
        }
    }

    private static void Verify(CatalogueData catalogue, Scratch scratch, int at, int index)
    {
        if (scratch.Patience <= 0 || Scratch.Test(scratch.Matched, index))
        {
            return;
        }

        ref readonly var phrase = ref catalogue.Phrases[index];
        if (!PhraseMatcher.TryMatch(catalogue, phrase, scratch.Folded.AsSpan(0, scratch.Length), at, [], out var match))
        {
            scratch.Patience -= match.Late ? 1 : 0;
            return;
        }

        Scratch.TestAndSet(scratch.Matched, index);
        switch (phrase.Kind)
        {
            case PhraseKind.Text:
                scratch.Add(new Candidate(index, phrase.Target, match.Start, match.End, match.Literals));
                break;
            case PhraseKind.Token:
                scratch.Add(new Candidate(index, phrase.Target, match.Start, match.End, match.Literals));
                Scratch.TestAndSet(scratch.SpeakersSeen, catalogue.Entries[phrase.Target].Speaker);
                break;
            case PhraseKind.RetryHint:
                if (scratch.RetryHintCount < scratch.RetryHints.Length)
                {
                    scratch.RetryHints[scratch.RetryHintCount++] = index;
                }

                break;
            case PhraseKind.SenderHint:
                scratch.SenderMeant = true;
                break;
            default:
                Scratch.TestAndSet(scratch.SpeakersSeen, phrase.Target);
                break;
        }
    }

    private static void Number(CatalogueData catalogue, Scratch scratch, int at)
    {
        var folded = scratch.Folded.AsSpan(0, scratch.Length);

        // Error numbers have at least five characters; most numbers are shorter.
        if (Anchor.IsWord(scratch.Folded[at + 3]) && ErrorNumber.TryRead(folded, at, out var number, out var length, out var isNegative) && catalogue.FindHResult(number) is { } entry)
        {
            scratch.Add(new Candidate(-1, entry, isNegative ? at - 1 : at, at + length, ErrorNumber.Weight));
            Scratch.TestAndSet(scratch.SpeakersSeen, catalogue.Entries[entry].Speaker);
            return;
        }

        scratch.Codes.Look(folded, at, catalogue);
    }
}
