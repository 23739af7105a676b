namespace Undelivered.Publishing;

/// <summary>A column; the width is in characters, for formats that have one.</summary>
internal sealed record Column(string Name, int Width, bool IsNumber = false);

/// <summary>Rows of texts, each as long as the columns.</summary>
internal sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<string[]> Rows);

/// <summary>The catalogue as rows, for CSV and spreadsheets alike.</summary>
internal sealed class Tabular(Catalogue catalogue)
{
    private static readonly Column[] EntryColumns =
    [
        new("Speaker", 20), new("Id", 28), new("Codes", 14), new("Messages", 50), new("Title", 40), new("Meaning", 60),
        new("What to do", 70), new("Who", 26), new("Avoid", 45), new("Cause", 24), new("Permanence", 14), new("Retry", 16),
        new("Suppress", 14), new("Glossary", 60), new("Status", 13), new("Sources", 50), new("Seed lines", 12),
    ];

    private static readonly Column[] GuideColumns =
    [
        new("Id", 28), new("Title", 40), new("Speaker", 20), new("Summary", 60), new("Symptoms", 50), new("What to do", 80),
        new("Avoid", 45), new("Entries", 34), new("Part of", 28), new("Sources", 50), new("Seed lines", 12),
    ];

    private static readonly Column[] TermColumns = [new("Id", 26), new("Term", 30), new("Definition", 90), new("See", 26), new("Sources", 50)];

    private readonly Decisions _decisions = new(catalogue);
    private readonly Dictionary<string, string> _speakers = catalogue.Speakers.ToDictionary(s => s.Id, s => s.Name);

    public Table Entries(IEnumerable<Entry> entries) => new(EntryColumns, [.. entries.Select(Row)]);

    public Table Guides() => new(GuideColumns, [.. catalogue.Guides.Select(Row)]);

    public Table Terms() => new(TermColumns, [.. catalogue.Terms.Select(Row)]);

    /// <summary>The codes that an entry answers, as people write them.</summary>
    public static string Codes(Entry entry) => Lines(entry.Match
        .SelectMany(m => new[] { m.Code, m.Http is null ? null : $"HTTP {m.Http}", m.HResult })
        .OfType<string>().Distinct());

    /// <summary>The wordings that an entry answers.</summary>
    public static string Messages(Entry entry) => Lines(entry.Match.Select(m => m.Text ?? m.Token).OfType<string>().Distinct());

    /// <summary>The steps, numbered, each with who does it.</summary>
    public static string Steps(IEnumerable<RemedyStep> steps) => Lines(steps.Select((s, i) => $"{i + 1}. {s.Do.Trim()} [{Wording.Doer(s.By)}]"));

    /// <summary>The terms that an entry uses, each with its definition.</summary>
    public string Glossary(Entry entry) => Lines(entry.Terms.Select(catalogue.FindTerm).OfType<Term>().Select(t => $"{t.Name}: {t.Definition.Trim()}"));

    private string[] Row(Entry e)
    {
        var decision = _decisions.Of(e);
        return Cleaned(
            _speakers[e.Speaker],
            e.Id,
            Codes(e),
            Messages(e),
            e.Title,
            e.Meaning,
            Steps(e.Remedy),
            Wording.Who(decision.FixedBy),
            Lines(e.Avoid),
            e.Cause,
            WireNames.Of(decision.Permanence) ?? WireNames.Of(Retry.ByReplyClass),
            WireNames.Of(decision.Retry) + (e.RetryAfter is null ? "" : $" ({e.RetryAfter})"),
            WireNames.Of(decision.Suppress),
            Glossary(e),
            WireNames.Of(e.Status),
            Sources(e.Sources),
            string.Join(", ", e.Seed));
    }

    private string[] Row(Guide g) => Cleaned(
        g.Id,
        g.Title,
        g.Speaker is null ? "" : _speakers.GetValueOrDefault(g.Speaker, g.Speaker),
        g.Summary,
        Lines(g.Symptoms),
        Steps(g.Steps),
        Lines(g.Avoid),
        Lines(g.Entries),
        g.Parent ?? "",
        Sources(g.Sources),
        string.Join("–", g.Seed));

    private static string[] Row(Term t) => Cleaned(t.Id, t.Name, t.Definition, Lines(t.See), Sources(t.Sources));

    private static string[] Cleaned(params ReadOnlySpan<string> cells)
    {
        var row = new string[cells.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = PlainText.Legal(cells[i]).TrimEnd().TrimStart(' ');
        }

        return row;
    }

    private static string Sources(IEnumerable<Source> sources) => Lines(sources.Select(s =>
        (s.Title is { } title && title != s.Reference ? $"{title}: {s.Reference}" : s.Reference) + (s.Seen is null ? "" : $" (seen {s.Seen})")));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
