namespace Undelivered.Site.Library;

/// <summary>Looks for entries, codes, speakers, causes, guides and terms at once.</summary>
public sealed class LibrarySearch(WebLibrary library)
{
    /// <summary>The longest query that is looked at.</summary>
    public const int LongestQuery = 2000;

    private const int Most = 40;
    private const int ErrorLength = 30;
    private const double ErrorConfidence = 0.7;

    private readonly CatalogueSearch _entries = new(library.Catalogue);

    /// <summary>Looks for words, a code in any spelling, or a whole error.</summary>
    public SearchFinds Find(string? query)
    {
        query = (query ?? "").Trim();
        query = query.Length <= LongestQuery ? query : query[..LongestQuery];
        if (query.Length == 0)
        {
            return new SearchFinds { Query = query };
        }

        var hits = _entries.Find(query, Most + 1);
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2).Distinct().Take(8).ToArray();
        var isLoose = hits.Count == 0 && words.Length > 1;
        Entry[] entries = isLoose ? Loose(words) : [.. hits.Select(h => h.Entry)];
        return new SearchFinds
        {
            Query = query,
            Entries = entries.Length > Most ? entries[..Most] : entries,
            HasMore = entries.Length > Most,
            IsLoose = isLoose && entries.Length > 0,
            Others = Others(query),
            Code = CodeName.TryParse(query, out var code) && library.Codes.Settle(code) is var settled && library.Codes.Find(settled).Count > 0 ? settled : null,
            IsError = IsError(query),
        };
    }

    /// <summary>What holds some of the words, most of them first.</summary>
    private Entry[] Loose(string[] words) => [.. words
        .SelectMany(w => _entries.Find(w, Most))
        .GroupBy(h => h.Entry.Id)
        .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Sum(h => h.Score))
        .Take(Most).Select(g => g.First().Entry)];

    private bool IsError(string query)
    {
        if (query.Length < ErrorLength)
        {
            return false;
        }

        var d = library.Catalogue.Diagnose(query);
        return query.Length > 200 || (d.Match >= MatchKind.SpeakerCode && d.Confidence >= ErrorConfidence);
    }

    private OtherFind[] Others(string query)
    {
        bool Fits(string name) => query.Length >= 2 && (name.StartsWith(query, StringComparison.OrdinalIgnoreCase)
            || (query.Length >= 3 && name.Contains(query, StringComparison.OrdinalIgnoreCase)));

        return [.. library.Speakers.Where(s => Fits(s.Name) || Fits(s.Id)).Select(s => new OtherFind("/speakers/" + s.Id, s.Name, "speaker"))
            .Concat(library.Causes.Where(c => Fits(c.Title) || Fits(c.Id)).Select(c => new OtherFind("/causes/" + c.Id, c.Title, "cause")))
            .Concat(library.Guides.Where(g => Fits(g.Title)).Select(g => new OtherFind("/guides/" + g.Id, g.Title, "guide")))
            .Concat(library.Terms.Where(t => Fits(t.Name)).Select(t => new OtherFind("/glossary#" + t.Id, t.Name, "word")))
            .Take(12)];
    }
}
