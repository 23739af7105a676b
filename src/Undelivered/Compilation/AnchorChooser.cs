using System.Text;
using Undelivered.Matching;

namespace Undelivered.Compilation;

/// <summary>Picks for each phrase the word by which it is best found: the rarest in the catalogue's own phrases and examples.</summary>
internal sealed class AnchorChooser
{
    private const int MostJoined = 160;

    private readonly Dictionary<ulong, int> _frequency = [];

    public AnchorChooser(IEnumerable<string> texts)
    {
        var scratch = new Scratch();
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            scratch.Reset(bytes.Length, 0, 0);
            Folder.Fold(bytes, scratch);
            Count(scratch.Folded, scratch.Length);
        }
    }

    /// <summary>Where to anchor the phrase; null where no literal has enough bytes at the beginning of a word.</summary>
    public (int Piece, int Offset, ulong Key)? Choose(ParsedPhrase phrase)
    {
        (int Piece, int Offset, ulong Key)? best = null;
        var bestCost = int.MaxValue;
        for (var p = 0; p < phrase.Pieces.Count; p++)
        {
            var (slotBefore, literal) = phrase.Pieces[p];
            var padded = new byte[literal.Length + Scratch.Padding];
            literal.CopyTo(padded, 0);
            for (var i = 0; i < literal.Length; i++)
            {
                // What a slot ends with is not known, so neither is whether a word begins right after it.
                var previous = i > 0 ? padded[i - 1] : slotBefore == Slot.None ? (byte)' ' : (byte)'a';
                var room = literal.Length - i;
                if (!Anchor.StartsWord(previous, padded[i]) || room < Anchor.Narrow)
                {
                    continue;
                }

                var wide = room >= Anchor.Wide;
                var key = Anchor.WideKey(padded, i);
                key = wide ? key : Anchor.NarrowKey(key);
                var cost = _frequency.GetValueOrDefault(key) + (wide ? 0 : 4);
                if (cost < bestCost)
                {
                    (best, bestCost) = ((p, i, key), cost);
                }
            }
        }

        if (best is { } chosen)
        {
            // Phrases that begin alike should not all hang on the same word.
            _frequency[chosen.Key] = _frequency.GetValueOrDefault(chosen.Key) + 1;
        }

        return best;
    }

    /// <summary>The group of alternatives by which the phrase is best found, and the key of each alternative; null where none will do.</summary>
    public (int Group, ulong[] Keys)? Choose(ParsedWordings wordings)
    {
        (int Group, ulong[] Keys)? best = null;
        var bestCost = long.MaxValue;
        for (var g = 0; g < wordings.Groups.Count; g++)
        {
            var (slotBefore, literals) = wordings.Groups[g];
            if (slotBefore != Slot.None || literals.Any(l => !HasKey(l)))
            {
                continue;
            }

            ulong[] keys = [.. literals.Select(KeyOf)];
            var cost = keys.Sum(k => (long)_frequency.GetValueOrDefault(k) + 1);
            if (cost < bestCost)
            {
                (best, bestCost) = ((g, keys), cost);
            }
        }

        foreach (var key in best?.Keys ?? [])
        {
            _frequency[key] = _frequency.GetValueOrDefault(key) + 1;
        }

        return best;
    }

    /// <summary>Splits a phrase in which no group has anchors in each alternative: short alternatives are joined with what follows them.</summary>
    public static IReadOnlyList<ParsedWordings> Split(ParsedWordings wordings)
    {
        for (var g = 0; g < wordings.Groups.Count; g++)
        {
            var (slotBefore, literals) = wordings.Groups[g];
            if (slotBefore != Slot.None)
            {
                continue;
            }

            byte[][] joined = [.. literals.Where(l => !HasKey(l))];
            var next = g + 1;
            while (!joined.All(HasKey) && next < wordings.Groups.Count && wordings.Groups[next].SlotBefore == Slot.None)
            {
                joined = [.. joined.SelectMany(j => wordings.Groups[next].Literals.Select(l => (byte[])[.. j, .. l]))];
                next++;
            }

            if (joined.All(HasKey) && joined.Length <= MostJoined)
            {
                var together = wordings with { Groups = [.. wordings.Groups.Take(g), (slotBefore, joined), .. wordings.Groups.Skip(next)] };
                return literals.Any(HasKey)
                    ? [wordings with { Groups = [.. wordings.Groups.Select((x, i) => i == g ? (x.SlotBefore, [.. x.Literals.Where(HasKey)]) : x)] }, together]
                    : [together];
            }
        }

        return [];
    }

    /// <summary>Where the anchor of an alternative stands in it: at its first word.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> literal) => literal.Length > 0 && !Anchor.IsWord(literal[0]) ? 1 : 0;

    private static bool HasKey(byte[] literal)
    {
        var offset = OffsetOf(literal);
        return literal.Length >= offset + Anchor.Narrow && Anchor.IsWord(literal[offset]);
    }

    private static ulong KeyOf(byte[] literal)
    {
        var offset = OffsetOf(literal);
        var padded = new byte[literal.Length + Scratch.Padding];
        literal.CopyTo(padded, 0);
        var key = Anchor.WideKey(padded, offset);
        return literal.Length - offset >= Anchor.Wide ? key : Anchor.NarrowKey(key);
    }

    private void Count(byte[] folded, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (Anchor.StartsWord(i > 0 ? folded[i - 1] : (byte)0x20, folded[i]))
            {
                var key = Anchor.WideKey(folded, i);
                Add(key);
                Add(Anchor.NarrowKey(key));
            }
        }
    }

    private void Add(ulong key) => _frequency[key] = _frequency.GetValueOrDefault(key) + 1;
}
