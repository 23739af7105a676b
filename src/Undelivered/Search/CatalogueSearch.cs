using Undelivered.Matching;

namespace Undelivered;

/// <summary>An entry that a search found.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Score">How well it fits; the best stands first.</param>
public sealed record SearchHit(Entry Entry, double Score);

/// <summary>Looks things up in a catalogue: by words that may be misspelt, and by code in any spelling.</summary>
public sealed class CatalogueSearch
{
    private const double CodeWeight = 20;
    private const double PrefixShare = 0.6;
    private const double TypoShare = 0.4;
    private const int ShortestTypo = 5;

    private readonly Catalogue _catalogue;
    private readonly Document[] _documents;

    /// <summary>Indexes the catalogue.</summary>
    public CatalogueSearch(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        _documents = [.. catalogue.Entries.Select(Document.Of)];
    }

    /// <summary>The entries that hold every word of the query, the best first.</summary>
    /// <param name="query">Words, codes (<c>550 5.7.26</c>, <c>550-5.7.26</c>, <c>0x800CCC0F</c>, <c>2148322319</c>), or a whole error.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<SearchHit> Find(string query, int limit = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = Words(query).Distinct().ToArray();
        var diagnosis = _catalogue.Diagnose(query);
        var hits = new List<SearchHit>();
        foreach (var document in _documents)
        {
            var score = words.Length == 0 ? 0 : document.Score(words);
            score += diagnosis.EnhancedCode is { } enhanced && document.Codes.Any(c => c.AsksEnhanced && c.Takes(enhanced)) ? CodeWeight : 0;
            score += diagnosis.ReplyCode is { } reply && document.Codes.Any(c => c.AsksBasic && c.BasicLow == c.BasicHigh && c.Takes(reply)) ? CodeWeight / 4 : 0;
            score += diagnosis.Entry?.Id == document.Entry.Id ? CodeWeight * 2 * diagnosis.Confidence : 0;
            if (score > 0)
            {
                hits.Add(new SearchHit(document.Entry, score));
            }
        }

        return [.. hits.OrderByDescending(h => h.Score).ThenBy(h => h.Entry.Id, StringComparer.Ordinal).Take(limit)];
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] == '.' && i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1])));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    /// <summary>Whether two words differ by one letter: wrong, missing, too many, or swapped with its neighbour.</summary>
    private static bool IsTypo(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        var restA = a.AsSpan(i);
        var restB = b.AsSpan(i);
        if (restA.Length == restB.Length)
        {
            return restA.Length == 0 || restA[1..].SequenceEqual(restB[1..])
                || (restA.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..]));
        }

        return restA.Length > restB.Length ? restA[1..].SequenceEqual(restB) : restB[1..].SequenceEqual(restA);
    }

    private sealed record Document(Entry Entry, Dictionary<string, double> Weights, IReadOnlyList<CodePattern> Codes)
    {
        public static Document Of(Entry entry)
        {
            var weights = new Dictionary<string, double>();
            void Add(string? text, double weight)
            {
                foreach (var word in Words(text ?? ""))
                {
                    weights[word] = Math.Max(weights.GetValueOrDefault(word), weight);
                }
            }

            Add(entry.Id, 6);
            Add(entry.Title, 5);
            Add(entry.Cause.Replace('_', ' '), 4);
            foreach (var match in entry.Match)
            {
                Add(match.Text ?? match.Token, 5);
                Add(match.HResult, 8);
                Add(match.Code ?? match.Http, 4);
            }

            Add(entry.Meaning, 2);
            foreach (var text in entry.Remedy.Select(s => s.Do).Concat(entry.Terms).Concat(entry.Avoid))
            {
                Add(text, 1);
            }

            return new Document(entry, weights, [.. entry.Match.Select(Code).Where(c => !c.IsEmpty)]);
        }

        public double Score(string[] words)
        {
            double score = 0;
            foreach (var word in words)
            {
                var best = Weights.GetValueOrDefault(word);
                if (best == 0 && word.Length >= 3)
                {
                    foreach (var (known, weight) in Weights)
                    {
                        var share = known.StartsWith(word, StringComparison.Ordinal) ? PrefixShare
                            : word.Length >= ShortestTypo && IsTypo(word, known) ? TypoShare : 0;
                        best = Math.Max(best, weight * share);
                    }
                }

                if (best == 0)
                {
                    return 0;
                }

                score += best;
            }

            return score / words.Length;
        }

        private static CodePattern Code(Match match) =>
            CodePattern.TryParse(match.Code ?? match.Http, match.Http is not null, out var code) ? code : default;
    }
}
