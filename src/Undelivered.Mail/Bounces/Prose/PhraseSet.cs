namespace Undelivered.Mail.Bounces;

/// <summary>Phrases that are looked for all at once, where words begin; case does not count.</summary>
/// <remarks>A look-up by three characters at each beginning of a word costs a tenth of an automaton over all characters.</remarks>
internal sealed class PhraseSet
{
    private const int KeyLength = 3;
    private const int TableLength = 1 << 12;

    private readonly string[] _phrases;

    /// <summary>By the first three characters, and by the last three: the numbers of phrases, from 1, chained.</summary>
    private readonly int[] _first = new int[TableLength];
    private readonly int[] _last = new int[TableLength];
    private readonly int[] _nextFirst;
    private readonly int[] _nextLast;

    public PhraseSet(IEnumerable<string> phrases)
    {
        _phrases = [.. phrases.Select(p => p.ToLowerInvariant()).Distinct()];
        _nextFirst = new int[_phrases.Length + 1];
        _nextLast = new int[_phrases.Length + 1];

        // The longest is found first, since it was chained last.
        foreach (var (phrase, number) in _phrases.Select((p, i) => (p, i + 1)).OrderBy(p => p.p.Length))
        {
            Chain(_first, _nextFirst, Key(phrase), number);
            Chain(_last, _nextLast, Key(phrase.AsSpan(Math.Max(0, phrase.Length - KeyLength))), number);
        }
    }

    public IReadOnlyList<string> Phrases => _phrases;

    /// <summary>Whether one of them stands in the text.</summary>
    public bool In(ReadOnlySpan<char> text) => TryFind(text, out _, out _);

    /// <summary>Finds the first place at which one stands, and the longest that stands there.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out int at, out string phrase)
    {
        at = 0;
        var number = Next(text, ref at);
        phrase = number < 0 ? "" : _phrases[number];
        return number >= 0;
    }

    /// <summary>The number of the phrase that stands at or next behind a place; -1 where none does.</summary>
    public int Next(ReadOnlySpan<char> text, ref int at)
    {
        var inWord = at > 0 && char.IsLetterOrDigit(text[at - 1]);
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == ' ')
            {
                inWord = false;
                continue;
            }

            // Chinese and Japanese do not part words.
            var isWord = c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c);
            if (!(inWord && isWord) || c > '\u2E80')
            {
                var number = NumberAt(text[at..]);
                if (number >= 0)
                {
                    return number;
                }
            }

            inWord = isWord;
        }

        return -1;
    }

    /// <summary>Whether the text is one of them.</summary>
    public bool Is(ReadOnlySpan<char> text) => StartOf(text) is { } phrase && phrase.Length == text.Length;

    /// <summary>The longest that the text begins with; null where it begins with none.</summary>
    public string? StartOf(ReadOnlySpan<char> text) => text.IsEmpty || NumberAt(text) is not (>= 0 and var number) ? null : _phrases[number];

    /// <summary>The longest that the text ends with, as whole words; null where it ends with none.</summary>
    public string? EndOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        return Longest(_last[Key(text[Math.Max(0, text.Length - KeyLength)..])], text)
            ?? (text.Length > 2 ? Longest(_last[Key(text[^2..])], text) : null);
    }

    private string? Longest(int number, ReadOnlySpan<char> text)
    {
        for (; number > 0; number = _nextLast[number])
        {
            var phrase = _phrases[number - 1];
            if (text.EndsWith(phrase, StringComparison.OrdinalIgnoreCase)
                && (text.Length == phrase.Length || !char.IsLetterOrDigit(text[text.Length - phrase.Length - 1]) || phrase[0] > '\u2E80'))
            {
                return phrase;
            }
        }

        return null;
    }

    private int NumberAt(ReadOnlySpan<char> text)
    {
        for (var number = _first[Key(text)]; number > 0; number = _nextFirst[number])
        {
            if (text.StartsWith(_phrases[number - 1], StringComparison.OrdinalIgnoreCase))
            {
                return number - 1;
            }
        }

        return -1;
    }

    private static void Chain(int[] table, int[] next, int key, int number)
    {
        next[number] = table[key];
        table[key] = number;
    }

    private static int Key(ReadOnlySpan<char> text)
    {
        var key = 0;
        for (var i = 0; i < KeyLength && i < text.Length; i++)
        {
            key = (key * 37) + Lower(text[i]);
        }

        return key & (TableLength - 1);
    }

    private static char Lower(char c) => c < 128 ? (c is >= 'A' and <= 'Z' ? (char)(c | 32) : c) : char.ToLowerInvariant(c);
}
