namespace Undelivered.Site.Components;

/// <summary>The terms that a page explains in place: each where it is first mentioned.</summary>
internal sealed class TermMarks(IReadOnlyList<Term> terms)
{
    private readonly bool[] _marked = new bool[terms.Count];

    /// <summary>Nothing to explain.</summary>
    public static TermMarks None => new([]);

    /// <summary>Where terms are first mentioned that have not been yet, in order and without overlap.</summary>
    public IReadOnlyList<(int Start, int Length, Term Term)> Find(string text)
    {
        List<(int Start, int Length, Term Term)>? found = null;
        for (var i = 0; i < terms.Count; i++)
        {
            if (!_marked[i] && TryFind(text, terms[i].Name, out var start, out var length)
                && found?.Any(f => start < f.Start + f.Length && f.Start < start + length) != true)
            {
                _marked[i] = true;
                (found ??= []).Add((start, length, terms[i]));
            }
        }

        found?.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found ?? [];
    }

    /// <summary>Of <c>A record, AAAA record</c> either name will do, and of <c>add-in (COM add-in)</c>.</summary>
    private static bool TryFind(string text, string name, out int start, out int length)
    {
        var rest = name.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOfAny(",()");
            var variant = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? default : rest[(end + 1)..];
            if (variant.Length >= 2 && TryFindWord(text, variant, out start))
            {
                length = variant.Length;
                return true;
            }
        }

        (start, length) = (0, 0);
        return false;
    }

    private static bool TryFindWord(string text, ReadOnlySpan<char> word, out int start)
    {
        // Short names are abbreviations: SPF is not spf as in "spf.example.org".
        var comparison = word.Length <= 4 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        start = 0;
        while (text.AsSpan(start).IndexOf(word, comparison) is >= 0 and var found)
        {
            start += found;
            if (IsEdge(text, start - 1) && IsEdge(text, start + word.Length))
            {
                return true;
            }

            start++;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '@' or '/' or '=');
}
