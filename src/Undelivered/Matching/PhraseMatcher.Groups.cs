namespace Undelivered.Matching;

/// <summary>Phrases with alternatives: one literal of each group must stand, in order. The first that leads to the end is taken.</summary>
internal static partial class PhraseMatcher
{
    // Alternatives seldom begin alike, so a wrong way ends at once; this bounds what a phrase may cost all the same.
    private const int MostSteps = 128;

    private ref struct GroupMatch
    {
        public CatalogueData Catalogue;
        public ReadOnlySpan<PieceRecord> Pieces;
        public ReadOnlySpan<byte> Folded;
        public Span<Capture> Captures;
        public Slot Trailing;
        public PhraseMatch Match;
        public int Steps;
    }

    private static bool TryMatchGroups(CatalogueData catalogue, in PhraseRecord phrase, ReadOnlySpan<byte> folded, int at, Span<Capture> captures, out PhraseMatch match)
    {
        var state = new GroupMatch
        {
            Catalogue = catalogue,
            Pieces = catalogue.PiecesOf(phrase),
            Folded = folded,
            Captures = captures,
            Trailing = phrase.TrailingSlot,
            Steps = MostSteps,
        };
        var (first, last) = (phrase.AnchorPiece, LastOf(state.Pieces, phrase.AnchorPiece));
        for (var i = first; i <= last; i++)
        {
            var literal = catalogue.LiteralOf(state.Pieces[i]);
            var start = at - (literal.Length > 0 && !IsWord(literal[0]) ? 1 : 0);
            if (start < 0 || !StandsAt(folded, start, literal))
            {
                continue;
            }

            state.Match = new PhraseMatch { Literals = literal.Length, Start = start, End = start + literal.Length };
            if (Before(ref state, first, start) && After(ref state, last + 1, state.Match.End) && Bounded(phrase, folded, state.Match.Start, state.Match.End))
            {
                match = state.Match;
                return true;
            }
        }

        // What failed after a search or after many steps has cost something; a literal that is not there has not.
        match = new PhraseMatch { Late = state.Match.Late || state.Steps < MostSteps / 2 };
        return false;
    }

    private static int FirstOf(ReadOnlySpan<PieceRecord> pieces, int last)
    {
        while (last > 0 && pieces[last - 1].Group == pieces[last].Group)
        {
            last--;
        }

        return last;
    }

    private static int LastOf(ReadOnlySpan<PieceRecord> pieces, int first)
    {
        while (first < pieces.Length - 1 && pieces[first + 1].Group == pieces[first].Group)
        {
            first++;
        }

        return first;
    }

    /// <summary>Matches the groups from <paramref name="first"/> on, the first piece of a group.</summary>
    private static bool After(ref GroupMatch state, int first, int at)
    {
        if (first >= state.Pieces.Length)
        {
            state.Match.End = at;
            return state.Trailing == Slot.None || TryTrailing(state.Folded, ref state.Match.End, state.Trailing, state.Captures, ref state.Match);
        }

        var last = LastOf(state.Pieces, first);
        var slot = state.Pieces[first].SlotBefore;
        for (var i = first; i <= last && state.Steps-- > 0; i++)
        {
            var literal = state.Catalogue.LiteralOf(state.Pieces[i]);
            var (end, captured, literals) = (at, state.Match.CaptureCount, state.Match.Literals);
            if (slot == Slot.None)
            {
                if (!StandsAt(state.Folded, at, literal))
                {
                    continue;
                }

                end += literal.Length;
            }
            else
            {
                state.Match.Late = true;
                if (!TryForward(state.Folded, ref end, slot, literal, state.Captures, ref state.Match))
                {
                    continue;
                }
            }

            state.Match.Literals += literal.Length;
            if (After(ref state, last + 1, end))
            {
                return true;
            }

            (state.Match.CaptureCount, state.Match.Literals) = (captured, literals);
        }

        return false;
    }

    /// <summary>Matches the groups before <paramref name="first"/>, the first piece of the group that begins at <paramref name="at"/>.</summary>
    private static bool Before(ref GroupMatch state, int first, int at)
    {
        var slot = state.Pieces[first].SlotBefore;
        if (first == 0)
        {
            state.Match.Start = at;
            return slot == Slot.None || TryLeading(state.Folded, ref state.Match.Start, slot, state.Captures, ref state.Match);
        }

        var previous = FirstOf(state.Pieces, first - 1);
        for (var i = previous; i < first && state.Steps-- > 0; i++)
        {
            var literal = state.Catalogue.LiteralOf(state.Pieces[i]);
            var (start, captured, literals) = (at, state.Match.CaptureCount, state.Match.Literals);
            if (slot == Slot.None)
            {
                start -= literal.Length;
                if (start < 0 || !StandsAt(state.Folded, start, literal))
                {
                    continue;
                }
            }
            else
            {
                state.Match.Late = true;
                if (!TryBackward(state.Folded, ref start, slot, literal, state.Captures, ref state.Match))
                {
                    continue;
                }
            }

            state.Match.Literals += literal.Length;
            if (Before(ref state, previous, start))
            {
                return true;
            }

            (state.Match.CaptureCount, state.Match.Literals) = (captured, literals);
        }

        return false;
    }
}
