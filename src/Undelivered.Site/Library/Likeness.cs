namespace Undelivered.Site.Library;

/// <summary>Finds entries that somebody who reads one may have meant.</summary>
internal static class Likeness
{
    private const int Most = 5;

    /// <summary>Those that the entry names, then those of the same cause, the likest first.</summary>
    public static IReadOnlyList<Entry> To(WebLibrary library, Entry entry)
    {
        var named = entry.See.Select(library.Catalogue.FindEntry).OfType<Entry>();
        var codes = CodeIndex.NamesOf(entry).ToHashSet();
        var words = Words(entry.Title).ToHashSet();
        var alike = library.EntriesOfCause(entry.Cause)
            .Where(e => e.Id != entry.Id)
            .Select(e => (Entry: e, Score: Score(e, entry, codes, words)))
            .Where(e => e.Score > 2)
            .OrderByDescending(e => e.Score).ThenBy(e => e.Entry.Id, StringComparer.Ordinal)
            .Select(e => e.Entry);
        return [.. named.Concat(alike).Where(e => e.Id != entry.Id).Distinct().Take(Most)];
    }

    private static double Score(Entry other, Entry entry, HashSet<CodeName> codes, HashSet<string> words) =>
        (3 * CodeIndex.NamesOf(other).Count(codes.Contains))
        + Words(other.Title).Distinct().Count(words.Contains)
        + (other.Speaker == entry.Speaker ? 1.5 : 0)
        - (other.Vague ? 1 : 0);

    private static IEnumerable<string> Words(string title) =>
        title.Split([' ', ',', ':', '\'', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).Select(w => w.ToLowerInvariant());
}
