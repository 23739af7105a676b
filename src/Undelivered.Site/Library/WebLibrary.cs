using System.Collections.Frozen;
using Undelivered.Matching;
using Undelivered.Publishing;

namespace Undelivered.Site.Library;

/// <summary>A catalogue, looked at from every side that the pages show. Immutable; made once.</summary>
public sealed class WebLibrary
{
    private readonly ILookup<string, Entry> _bySpeaker;
    private readonly ILookup<string, Entry> _byCause;
    private readonly ILookup<string, Guide> _guides;
    private readonly FrozenDictionary<string, Speaker> _speakers;
    private readonly FrozenDictionary<string, Cause> _causes;
    private readonly Decisions _decisions;

    /// <summary>Looks at a catalogue.</summary>
    public WebLibrary(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Catalogue = catalogue;
        Entries = catalogue.Entries;
        Speakers = catalogue.Speakers;
        Causes = catalogue.Causes;
        Terms = [.. catalogue.Terms.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];
        Guides = catalogue.Guides;
        Codes = new CodeIndex(Entries);
        _bySpeaker = Entries.ToLookup(e => e.Speaker);
        _byCause = Entries.ToLookup(e => e.Cause);
        _guides = Guides.Where(g => g.Parent is null).SelectMany(g => g.Entries.Select(e => (e, g))).ToLookup(p => p.e, p => p.g);
        _speakers = Speakers.ToFrozenDictionary(s => s.Id);
        _causes = Causes.ToFrozenDictionary(c => c.Id);
        _decisions = new Decisions(catalogue);
    }

    /// <summary>What it is made of.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Every entry.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Every speaker.</summary>
    public IReadOnlyList<Speaker> Speakers { get; }

    /// <summary>Every cause.</summary>
    public IReadOnlyList<Cause> Causes { get; }

    /// <summary>The glossary by name.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The guides.</summary>
    public IReadOnlyList<Guide> Guides { get; }

    /// <summary>Every code.</summary>
    public CodeIndex Codes { get; }

    /// <summary>What a speaker says.</summary>
    public IEnumerable<Entry> EntriesOfSpeaker(string id) => _bySpeaker[id];

    /// <summary>Who says it of a cause.</summary>
    public IEnumerable<Entry> EntriesOfCause(string id) => _byCause[id];

    /// <summary>The guides that help with an entry.</summary>
    public IEnumerable<Guide> GuidesOf(Entry entry) => _guides[entry.Id].Distinct();

    /// <summary>The speaker of that id, or null.</summary>
    public Speaker? FindSpeaker(string id) => _speakers.GetValueOrDefault(id);

    /// <summary>The cause of that id, or null.</summary>
    public Cause? FindCause(string id) => _causes.GetValueOrDefault(id);

    /// <summary>The name that people know; the id where there is none.</summary>
    public string SpeakerName(string id) => FindSpeaker(id)?.Name ?? id;

    /// <summary>Whether the speaker is a table of codes and common phrases, and nobody in particular.</summary>
    public bool IsStandard(string speaker) => FindSpeaker(speaker)?.Role == SpeakerRole.Standard;

    /// <summary>The standard's own meaning of a code, whoever says it; null where it has none.</summary>
    public Entry? StandardMeaning(CodeName code)
    {
        code = Codes.Settle(code);
        return Codes.Find(code).FirstOrDefault(e => IsStandard(e.Speaker) && e.Match.Any(m => m.Text is null && m.Token is null && CodeIndex.NamesOf(m).Contains(code)));
    }

    /// <summary>An entry as the answer to no particular text; its slots in neutral words.</summary>
    public Diagnosis AsAnswer(Entry entry)
    {
        var decision = _decisions.Of(entry);
        return new Diagnosis
        {
            Text = "",
            Entry = entry,
            Speaker = entry.Speaker,
            Cause = _causes[entry.Cause],
            Permanence = decision.Permanence,
            FixedBy = decision.FixedBy,
            Retry = decision.Retry,
            RetryAfter = entry.RetryAfter,
            Suppress = decision.Suppress,
            Title = Filled(entry.Title),
            Meaning = Filled(entry.Meaning),
            Remedy = [.. entry.Remedy.Select(s => s with { Do = Filled(s.Do) })],
            Avoid = [.. entry.Avoid.Select(Filled)],
            Terms = [.. entry.Terms.Select(Catalogue.FindTerm).OfType<Term>()],
        };
    }

    /// <summary>A text of the catalogue with its slots in neutral words.</summary>
    public static string Filled(string text) => SlotText.Fill(text, SlotText.Neutral);
}
