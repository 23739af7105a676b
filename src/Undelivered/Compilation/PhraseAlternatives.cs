using Undelivered.Matching;

namespace Undelivered.Compilation;

/// <summary>A phrase with alternatives, taken apart: groups of literals of which one each must stand, in order.</summary>
internal sealed record ParsedWordings(IReadOnlyList<(Slot SlotBefore, byte[][] Literals)> Groups, Slot TrailingSlot)
{
    public IEnumerable<Slot> Slots => Groups.Select(g => g.SlotBefore).Append(TrailingSlot).Where(s => s != Slot.None);
}

/// <summary>Phrases with alternatives: <c>(mailbox|inbox) (is |)full</c> stands for four phrases.</summary>
internal static class PhraseAlternatives
{
    /// <summary>How many phrases a phrase may be written out to, where alternatives hold slots.</summary>
    public const int MostWrittenOut = 32;

    /// <summary>How many groups and alternatives a phrase may hold; the engine counts them in bytes.</summary>
    public const int MostGroups = 24;

    private const int MostAlternatives = 255;

    /// <summary>Whether the phrase holds alternatives. A bracket without a bar in it is text.</summary>
    public static bool Has(string phrase) => FirstGroup(phrase, 0, _ => true) is not null;

    /// <summary>Writes out the alternatives that hold slots; the others stay.</summary>
    /// <exception cref="FormatException">There are too many.</exception>
    public static IReadOnlyList<string> WriteOutSlots(string phrase)
    {
        var done = new List<string>();
        var open = new Stack<string>([phrase]);
        while (open.TryPop(out var next))
        {
            if (FirstGroup(next, 0, g => g.Contains('{', StringComparison.Ordinal)) is not var (start, end))
            {
                done.Add(next);
            }
            else
            {
                foreach (var alternative in next[(start + 1)..end].Split('|').AsEnumerable().Reverse())
                {
                    open.Push(next[..start] + alternative + next[(end + 1)..]);
                }
            }

            if (done.Count + open.Count > MostWrittenOut)
            {
                throw new FormatException($"alternatives with slots stand for at most {MostWrittenOut} phrases");
            }
        }

        return done;
    }

    /// <summary>Some of the phrases that the phrase stands for, the same ones each time: samples to learn from.</summary>
    public static IEnumerable<string> Samples(string phrase, int most)
    {
        var random = 0x9E3779B9u;
        var seen = new HashSet<string>();
        for (var i = 0; i < most; i++)
        {
            var text = phrase;
            while (FirstGroup(text, 0, _ => true) is var (start, end))
            {
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                var alternatives = text[(start + 1)..end].Split('|');
                text = text[..start] + alternatives[random % (uint)alternatives.Length] + text[(end + 1)..];
            }

            if (seen.Add(text))
            {
                yield return text;
            }
        }
    }

    /// <summary>Takes a phrase with alternatives apart.</summary>
    /// <exception cref="FormatException">It breaks a rule of docs/catalogue.md; the message says which.</exception>
    public static ParsedWordings Parse(string phrase)
    {
        var groups = new List<(Slot, byte[][])>();
        var before = Slot.None;
        var at = 0;
        phrase = phrase.Trim();
        while (FirstGroup(phrase, at, _ => true) is var (start, end))
        {
            before = AddPlain(groups, before, phrase[at..start]);
            var alternatives = phrase[(start + 1)..end].Split('|');
            if (before != Slot.None && alternatives.Contains(""))
            {
                throw new FormatException("a slot is followed by text: the alternatives after it may not be empty");
            }

            groups.Add((before, [.. alternatives.Distinct().Select(a => a.Length == 0 ? [] : Folder.FoldLiteral(a))]));
            before = Slot.None;
            at = end + 1;
        }

        before = AddPlain(groups, before, phrase[at..]);
        if (groups.Count > MostGroups || groups.Sum(g => g.Item2.Length) > MostAlternatives)
        {
            throw new FormatException($"a phrase has at most {MostGroups} parts and {MostAlternatives} alternatives");
        }

        return new(groups, before);
    }

    /// <summary>Adds what stands between two groups: literals, one alternative each, and slots.</summary>
    private static Slot AddPlain(List<(Slot, byte[][])> groups, Slot before, string text)
    {
        if (text.Length == 0)
        {
            return before;
        }

        var (pieces, trailing) = PhraseParser.Pieces(text, before);
        groups.AddRange(pieces.Select(p => (p.SlotBefore, new[] { p.Literal })));
        return trailing;
    }

    private static (int Start, int End)? FirstGroup(string text, int from, Func<string, bool> wanted)
    {
        for (var end = text.IndexOf(')', from); end >= 0; end = text.IndexOf(')', end + 1))
        {
            var start = text.LastIndexOf('(', end, end - from + 1);
            if (start >= 0 && text.AsSpan(start, end - start).Contains('|') && wanted(text[start..end]))
            {
                return (start, end);
            }
        }

        return null;
    }
}
