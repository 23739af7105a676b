namespace Undelivered.Matching;

/// <summary>Where a phrase stands.</summary>
internal struct PhraseMatch
{
    public int Start;
    public int End;
    public int CaptureCount;

    /// <summary>How many bytes of it the phrase spells out.</summary>
    public int Literals;

    /// <summary>Where no match: it failed only after a slot had been looked at.</summary>
    public bool Late;
}

/// <summary>What a slot holds: a range of the folded text.</summary>
internal readonly record struct Capture(Slot Slot, int Start, int End);

/// <summary>Verifies a phrase around its anchor: docs/matching.md, section 3.</summary>
internal static partial class PhraseMatcher
{
    // A slot ends at the first place where the next literal stands and the content fits. So few places are
    // tried that the work stays bounded, and so many that the dots within "192.0.2.1." do no harm.
    private const int MaxEnds = 12;

    /// <summary>How many slots of a phrase are captured at most.</summary>
    public const int MaxCaptures = 8;

    /// <summary>Verifies the phrase whose anchor was found at <paramref name="at"/>.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="phrase">The phrase.</param>
    /// <param name="folded">The folded text.</param>
    /// <param name="at">Where the anchor stands.</param>
    /// <param name="captures">Takes what the slots hold; empty where nobody wants to know.</param>
    /// <param name="match">Where the phrase stands.</param>
    public static bool TryMatch(CatalogueData catalogue, in PhraseRecord phrase, ReadOnlySpan<byte> folded, int at, Span<Capture> captures, out PhraseMatch match)
    {
        match = default;
        if (phrase.Groups > 0)
        {
            return TryMatchGroups(catalogue, phrase, folded, at, captures, out match);
        }

        match.Literals = phrase.LiteralLength;
        var pieces = catalogue.PiecesOf(phrase);
        ref readonly var anchor = ref pieces[phrase.AnchorPiece];
        var start = at - phrase.AnchorOffset;
        if (start < 0 || !StandsAt(folded, start, catalogue.LiteralOf(anchor)))
        {
            return false;
        }

        var end = start + anchor.LiteralLength;
        match.Late = true;
        for (var i = phrase.AnchorPiece; i > 0; i--)
        {
            if (!TryBackward(folded, ref start, pieces[i].SlotBefore, catalogue.LiteralOf(pieces[i - 1]), captures, ref match))
            {
                return false;
            }
        }

        if (pieces[0].SlotBefore != Slot.None && !TryLeading(folded, ref start, pieces[0].SlotBefore, captures, ref match))
        {
            return false;
        }

        for (var i = phrase.AnchorPiece + 1; i < pieces.Length; i++)
        {
            if (!TryForward(folded, ref end, pieces[i].SlotBefore, catalogue.LiteralOf(pieces[i]), captures, ref match))
            {
                return false;
            }
        }

        if (phrase.TrailingSlot != Slot.None && !TryTrailing(folded, ref end, phrase.TrailingSlot, captures, ref match))
        {
            return false;
        }

        match.Start = start;
        match.End = end;
        return Bounded(phrase, folded, start, end);
    }

    private static void Note(Slot slot, int start, int end, Span<Capture> captures, ref PhraseMatch match)
    {
        if (match.CaptureCount < captures.Length && slot != Slot.Anything)
        {
            captures[match.CaptureCount++] = new Capture(slot, start, end);
        }
    }

    private static bool Bounded(in PhraseRecord phrase, ReadOnlySpan<byte> folded, int start, int end)
    {
        var opens = start == 0 || Anchor.StartsWord(folded[start - 1], folded[start]) || !IsWord(folded[start]);
        var closes = end >= folded.Length || !IsWord(folded[end]) || !IsWord(folded[end - 1]);
        return phrase.Kind switch
        {
            PhraseKind.Token => opens && closes,
            PhraseKind.Host => closes && (end + 1 >= folded.Length || folded[end] is not ((byte)'.' or (byte)'-') || !IsWord(folded[end + 1])) && !IsInAddress(folded, start),

            // A phrase may go on ("exceed" in "exceeded"), a number may not ("52" in "521").
            _ => opens && (closes || !IsDigit(folded[end - 1]) || !IsDigit(folded[end])),
        };
    }

    private static bool IsInAddress(ReadOnlySpan<byte> folded, int start)
    {
        var i = start - 1;
        while (i >= 0 && start - i < Slots.MaxLength && (IsWord(folded[i]) || folded[i] is (byte)'.' or (byte)'-' or (byte)'_'))
        {
            i--;
        }

        return i >= 0 && folded[i] == '@';
    }

    private static bool StandsAt(ReadOnlySpan<byte> folded, int at, ReadOnlySpan<byte> literal) =>
        at + literal.Length <= folded.Length && folded.Slice(at, literal.Length).SequenceEqual(literal);

    private static bool TryForward(ReadOnlySpan<byte> folded, ref int end, Slot slot, ReadOnlySpan<byte> literal, Span<Capture> captures, ref PhraseMatch match)
    {
        var window = folded[end..Math.Min(folded.Length, end + Slots.LimitOf(slot) + literal.Length)];
        var from = slot == Slot.Anything ? 0 : 1;
        for (var tries = 0; tries < MaxEnds && from <= window.Length - literal.Length; tries++)
        {
            var found = window[from..].IndexOf(literal);
            if (found < 0)
            {
                return false;
            }

            found += from;
            if (Slots.Takes(slot, window[..found]))
            {
                Note(slot, end, end + found, captures, ref match);
                end += found + literal.Length;
                return true;
            }

            if (!Slots.MayHoldBlanks(slot) && window[..found].Contains((byte)' ') && window[0] != '<')
            {
                return false;
            }

            from = found + 1;
        }

        return false;
    }

    private static bool TryBackward(ReadOnlySpan<byte> folded, ref int start, Slot slot, ReadOnlySpan<byte> literal, Span<Capture> captures, ref PhraseMatch match)
    {
        var windowStart = Math.Max(0, start - Slots.LimitOf(slot) - literal.Length);
        var window = folded[windowStart..start];
        var to = slot == Slot.Anything ? window.Length : window.Length - 1;
        for (var tries = 0; tries < MaxEnds && to >= literal.Length; tries++)
        {
            var found = window[..to].LastIndexOf(literal);
            if (found < 0)
            {
                return false;
            }

            var content = window[(found + literal.Length)..];
            if (Slots.Takes(slot, content))
            {
                Note(slot, windowStart + found + literal.Length, start, captures, ref match);
                start = windowStart + found;
                return true;
            }

            if (!Slots.MayHoldBlanks(slot) && content.Contains((byte)' ') && content[^1] != '>')
            {
                return false;
            }

            to = found + literal.Length - 1;
        }

        return false;
    }

    private static bool TryLeading(ReadOnlySpan<byte> folded, ref int start, Slot slot, Span<Capture> captures, ref PhraseMatch match)
    {
        if (slot == Slot.Anything)
        {
            return true;
        }

        var windowStart = Math.Max(0, start - Slots.LimitOf(slot));
        var window = folded[windowStart..start];
        var from = window.Length > 0 && window[^1] == '>' ? window.LastIndexOf((byte)'<') : window.LastIndexOf((byte)' ') + 1;
        if (from == 0 && windowStart > 0 && window[0] != '<')
        {
            // The word goes on before the window: longer than any slot takes.
            return false;
        }

        var content = from < 0 ? [] : window[from..];
        if (content.IsEmpty || !Slots.Takes(slot, content))
        {
            return false;
        }

        Note(slot, start - content.Length, start, captures, ref match);
        start -= content.Length;
        return true;
    }

    private static bool TryTrailing(ReadOnlySpan<byte> folded, ref int end, Slot slot, Span<Capture> captures, ref PhraseMatch match)
    {
        var length = Slots.TrailingLength(slot, folded[end..]);
        if (slot == Slot.Anything)
        {
            return true;
        }

        if (length == 0 || !Slots.Takes(slot, folded.Slice(end, length)))
        {
            return false;
        }

        Note(slot, end, end + length, captures, ref match);
        end += length;
        return true;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsWord(byte b) => Anchor.IsWord(b);
}
