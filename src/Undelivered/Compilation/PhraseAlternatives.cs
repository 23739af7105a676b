namespace Undelivered.Compilation;

/// <summary>Writes out the alternatives of a phrase: <c>(mailbox|inbox) (is |)full</c> stands for four phrases.</summary>
/// <remarks>They are written out when the catalogue is compiled, so the engine still matches plain phrases, without backtracking.</remarks>
internal static class PhraseAlternatives
{
    /// <summary>How many phrases one may stand for.</summary>
    public const int Most = 512;

    /// <summary>All phrases that the phrase stands for; itself, where it holds no alternatives.</summary>
    /// <exception cref="FormatException">There are too many.</exception>
    public static IReadOnlyList<string> Expand(string phrase)
    {
        if (!phrase.Contains('|', StringComparison.Ordinal))
        {
            return [phrase];
        }

        var phrases = new List<string>();
        var open = new Stack<string>([phrase]);
        while (open.TryPop(out var next))
        {
            if (FirstGroup(next) is not var (start, end))
            {
                phrases.Add(next);
            }
            else
            {
                // The first alternative is to come first, so it is put on the stack last.
                foreach (var alternative in Split(next[(start + 1)..end]).AsEnumerable().Reverse())
                {
                    open.Push(Join(next[..start], alternative, next[(end + 1)..]));
                }
            }

            if (phrases.Count + open.Count > Most)
            {
                throw new FormatException($"a phrase stands for at most {Most} phrases; write two of it");
            }
        }

        return [.. phrases.Distinct()];
    }

    /// <summary>Joins the parts; where the alternative is empty, two blanks do not stand next to each other.</summary>
    private static string Join(string before, string alternative, string after) =>
        before.EndsWith(' ') && alternative.Length == 0 && after.StartsWith(' ') ? before + after[1..] : before + alternative + after;

    /// <summary>The innermost group that closes first; a bracket without a bar in it is text.</summary>
    private static (int Start, int End)? FirstGroup(string text)
    {
        for (var end = text.IndexOf(')', StringComparison.Ordinal); end >= 0; end = text.IndexOf(')', end + 1))
        {
            var start = text.LastIndexOf('(', end);
            if (start >= 0 && text.AsSpan(start, end - start).Contains('|'))
            {
                return (start, end);
            }
        }

        return null;
    }

    private static string[] Split(string group) => group.Split('|');
}
