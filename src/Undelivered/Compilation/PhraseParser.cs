using System.Buffers;
using Undelivered.Matching;

namespace Undelivered.Compilation;

/// <summary>A phrase taken apart: <c>slot literal slot literal … slot</c>, the slots at the ends being optional.</summary>
internal sealed record ParsedPhrase(IReadOnlyList<(Slot SlotBefore, byte[] Literal)> Pieces, Slot TrailingSlot)
{
    public int LiteralLength => Pieces.Sum(p => p.Literal.Length);

    public IEnumerable<Slot> Slots => Pieces.Select(p => p.SlotBefore).Append(TrailingSlot).Where(s => s != Slot.None);
}

internal static class PhraseParser
{
    // What records count in 8 and 16 bits is bounded here: pieces, bytes of a literal and bytes of all of them, three at most a character.
    private const int MaxPhrase = 4000;
    private const int MaxLiteral = 1000;
    private const int MaxPieces = byte.MaxValue;
    private static readonly SearchValues<char> SlotNameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz*");

    /// <summary>Takes a phrase apart.</summary>
    /// <exception cref="FormatException">It breaks a rule of docs/catalogue.md; the message says which.</exception>
    public static ParsedPhrase Parse(string phrase)
    {
        if (phrase.Length > MaxPhrase)
        {
            throw new FormatException(FormattableString.Invariant($"a phrase has at most {MaxPhrase:N0} characters; this one has {phrase.Length:N0}"));
        }

        var (pieces, trailing) = Pieces(phrase.Trim(), Slot.None);
        if (pieces.Count is 0 or > MaxPieces)
        {
            throw new FormatException(pieces.Count == 0 ? "a phrase needs literal text" : $"a phrase has at most {MaxPieces} literals; this one has {pieces.Count}");
        }

        return new ParsedPhrase(pieces, trailing);
    }

    /// <summary>The literals of a text with the slots before them, and the slot that it ends with.</summary>
    public static (IReadOnlyList<(Slot SlotBefore, byte[] Literal)> Pieces, Slot TrailingSlot) Pieces(string rest, Slot before)
    {
        var pieces = new List<(Slot, byte[])>();
        var seen = new HashSet<Slot>();
        while (rest.Length > 0)
        {
            var open = IndexOfSlot(rest);
            var literal = open < 0 ? rest : rest[..open];
            if (literal.Length > 0)
            {
                var folded = Folder.FoldLiteral(literal);
                if (folded.Length is 0 or > MaxLiteral)
                {
                    throw new FormatException($"a literal of the phrase folds to {folded.Length} bytes; 1 to {MaxLiteral} can be matched");
                }

                pieces.Add((before, folded));
                before = Slot.None;
            }

            if (open < 0)
            {
                break;
            }

            if (before != Slot.None)
            {
                throw new FormatException("two slots stand next to each other: put the text that separates them between them");
            }

            var close = rest.IndexOf('}', open);
            var name = rest[(open + 1)..close];
            if (!Matching.Slots.TryParse(name, out before))
            {
                throw new FormatException($"unknown slot {{{name}}}: docs/catalogue.md lists the slots");
            }

            if (before != Slot.Anything && !seen.Add(before))
            {
                throw new FormatException($"the slot {{{name}}} stands twice");
            }

            rest = rest[(close + 1)..];
        }

        return (pieces, before);
    }

    /// <summary>Where the next slot begins; a brace with anything but a name in it, as in JSON, is text.</summary>
    private static int IndexOfSlot(string text)
    {
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close > open + 1 && text.AsSpan(open + 1, close - open - 1).IndexOfAnyExcept(SlotNameLetters) < 0)
            {
                return open;
            }
        }

        return -1;
    }
}
