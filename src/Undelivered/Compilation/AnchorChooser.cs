using System.Text;
using Undelivered.Matching;

namespace Undelivered.Compilation;

/// <summary>Picks for each phrase the word by which it is best found: the rarest in the catalogue's own phrases and examples.</summary>
internal sealed class AnchorChooser
{
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
