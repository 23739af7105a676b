using System.Collections.Frozen;
using System.Text;
using Undelivered.Compilation;
using Undelivered.Matching;

namespace Undelivered;

/// <summary>What speakers of failed email say, what it means, and the engine that recognises it.</summary>
/// <remarks>Immutable and safe for use by many threads. Loading it parses nothing; entries are read when asked for.</remarks>
public sealed class Catalogue
{
    private const string ResourceName = "catalogue.bin";

    private static readonly Lazy<Catalogue> Embedded = new(LoadEmbedded);

    private readonly Entry?[] _entries;
    private readonly Cause?[] _causes;
    private readonly Speaker?[] _speakers;
    private readonly Lazy<FrozenDictionary<string, int>> _entryIndex;
    private readonly Lazy<FrozenDictionary<string, Term>> _terms;
    private readonly Lazy<FrozenDictionary<string, int>> _providers;

    private Catalogue(CatalogueData data)
    {
        Data = data;
        _entries = new Entry?[data.Entries.Count];
        _causes = new Cause?[data.Causes.Count];
        _speakers = new Speaker?[data.Speakers.Count];
        _entryIndex = new(() => Enumerable.Range(0, _entries.Length).ToFrozenDictionary(i => EntryAt(i).Id));
        _terms = new(() => Terms.ToFrozenDictionary(t => t.Id));
        _providers = new(IndexProviders);
    }

    /// <summary>The catalogue that comes with the library.</summary>
    public static Catalogue Default => Embedded.Value;

    /// <summary>The version of the catalogue's data.</summary>
    public string Version => Data.DetailsAt(Data.Index[0]).Text();

    /// <summary>Every entry, in the catalogue's order.</summary>
    public IReadOnlyList<Entry> Entries => [.. Enumerable.Range(0, _entries.Length).Select(EntryAt)];

    /// <summary>Every cause.</summary>
    public IReadOnlyList<Cause> Causes => [.. Enumerable.Range(0, _causes.Length).Select(CauseAt)];

    /// <summary>Every speaker.</summary>
    public IReadOnlyList<Speaker> Speakers => [.. Enumerable.Range(0, _speakers.Length).Select(SpeakerAt)];

    /// <summary>The glossary.</summary>
    public IReadOnlyList<Term> Terms
    {
        get
        {
            var reader = Data.DetailsAt(Data.Index[1]);
            return DetailCodec.ReadList(ref reader, DetailCodec.ReadTerm);
        }
    }

    /// <summary>The guides.</summary>
    public IReadOnlyList<Guide> Guides
    {
        get
        {
            var reader = Data.DetailsAt(Data.Index[2]);
            return DetailCodec.ReadList(ref reader, DetailCodec.ReadGuide);
        }
    }

    internal IReadOnlyList<RetryHint> RetryHints
    {
        get
        {
            var reader = Data.DetailsAt(Data.Index[3]);
            return DetailCodec.ReadList(ref reader, DetailCodec.ReadRetryHint);
        }
    }

    internal CatalogueData Data { get; }

    /// <summary>Makes a catalogue from its source, for instance with entries of one's own.</summary>
    /// <exception cref="CatalogueException">Something in the source cannot be compiled.</exception>
    public static Catalogue Compile(CatalogueSource source)
    {
        var compiled = CatalogueCompiler.Compile(source, out var problems);
        return problems.Count == 0 ? FromCompiled(compiled) : throw new CatalogueException(problems);
    }

    /// <summary>Everything that the catalogue was compiled from, to add to it and compile it anew.</summary>
    public CatalogueSource ToSource() => new()
    {
        Version = Version,
        Causes = Causes,
        Speakers = Speakers,
        Entries = Entries,
        Terms = Terms,
        Guides = Guides,
        RetryHints = RetryHints,
        SenderPhrases = Data.DetailsAt(Data.Index[5]).Texts(),
        Model = Data.Model.Count == 0 ? null : new([.. Data.ModelCauses.All.ToArray().Select(c => CauseAt(c).Id)], Data.Model.All.ToArray()),
    };

    /// <summary>The entry of that id, or null.</summary>
    public Entry? FindEntry(string id) => _entryIndex.Value.TryGetValue(id, out var index) ? EntryAt(index) : null;

    /// <summary>The cause of that id, or null.</summary>
    public Cause? FindCause(string id) => Causes.FirstOrDefault(c => c.Id == id);

    /// <summary>The glossary's term of that id, or null.</summary>
    public Term? FindTerm(string id) => _terms.Value.GetValueOrDefault(id);

    /// <summary>Says what a failure means.</summary>
    /// <param name="text">The text as it came; only its first <see cref="Evidence.MaxTextLength"/> bytes are looked at.</param>
    public Diagnosis Diagnose(string text) => Diagnose(new Evidence { Text = text });

    /// <summary>Says what a failure means.</summary>
    public Diagnosis Diagnose(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Evidence.MaxTextLength)];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Diagnose(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), default);
    }

    /// <summary>Says what a failure means; the text is UTF-8, and bytes that are not count as blanks.</summary>
    public Diagnosis Diagnose(ReadOnlySpan<byte> utf8) => Diagnose(utf8, default);

    /// <summary>Says what a failure means, with what else is known of it.</summary>
    public Diagnosis Diagnose(in Evidence evidence)
    {
        var text = evidence.Text ?? "";
        if (text.Length > Evidence.MaxTextLength)
        {
            text = text[..Evidence.MaxTextLength];
        }

        return Diagnose(Encoding.UTF8.GetBytes(text), evidence);
    }

    /// <summary>Says what a failure means; <paramref name="evidence"/> gives all but the text.</summary>
    internal Diagnosis Diagnose(ReadOnlySpan<byte> utf8, in Evidence evidence)
    {
        utf8 = Utf8Text.Cut(utf8, Evidence.MaxTextLength);
        var scratch = Scratch.Current;
        var verdict = Judge(utf8, Resolve(evidence), scratch);
        return DiagnosisBuilder.Build(this, verdict, utf8, scratch, evidence);
    }

    /// <summary>The diagnosis in numbers; what it refers to stands in the scratch until the next one.</summary>
    internal Verdict Judge(ReadOnlySpan<byte> utf8, in Surroundings around, Scratch scratch)
    {
        scratch.Reset(utf8.Length, Data.Phrases.Count, Data.Speakers.Count);
        Folder.Fold(utf8, scratch);
        Scanner.Scan(Data, scratch);
        return Chooser.Choose(Data, scratch, around);
    }

    internal Surroundings Resolve(in Evidence evidence) => new()
    {
        ReplyCode = evidence.ReplyCode ?? 0,
        Enhanced = evidence.EnhancedCode ?? default,
        Hinted = evidence.Provider is { Length: > 0 } hint && _providers.Value.TryGetValue(hint.Trim().ToLowerInvariant(), out var speaker) ? speaker : -1,
        Host = evidence.RemoteHost is { Length: > 0 } host ? FindHost(host) : -1,
        Entry = evidence.Entry is { } entry && _entryIndex.Value.TryGetValue(entry, out var index) ? index : -1,
        IsDelay = evidence.IsDelay,
        Refused = evidence.Refused,
    };

    internal Entry EntryAt(int index) => _entries[index] ??= DetailCodec.ReadEntry(Data.DetailsAt(Data.Entries[index].Details));

    internal Cause CauseAt(int index) => _causes[index] ??= DetailCodec.ReadCause(Data.DetailsAt(Data.Causes[index].Details));

    internal Cause CauseOf(in Verdict verdict) => verdict.Cause >= 0
        ? CauseAt(verdict.Cause)
        : new(CauseId.Unknown, "Not recognised", "", Permanence.Unknown, FixedBy.Inspect, Retry.ByReplyClass, Suppress.No);

    internal Speaker SpeakerAt(int index) => _speakers[index] ??= DetailCodec.ReadSpeaker(Data.DetailsAt(Data.Speakers[index].Details));

    /// <summary>Loads a catalogue that was compiled by this very version.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such catalogue.</exception>
    public static Catalogue FromCompiled(ReadOnlySpan<byte> compiled) => new(CatalogueData.FromBytes(compiled));

    private static Catalogue LoadEmbedded()
    {
        var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(ResourceName);
        return stream is UnmanagedMemoryStream memory
            ? new(CatalogueData.FromResource(memory))
            : throw new InvalidOperationException("The library was built without its catalogue.");
    }

    private FrozenDictionary<string, int> IndexProviders()
    {
        var index = new Dictionary<string, int>();
        for (var i = 0; i < _speakers.Length; i++)
        {
            index[SpeakerAt(i).Id] = i;
        }

        for (var i = 0; i < _speakers.Length; i++)
        {
            foreach (var provider in SpeakerAt(i).Providers)
            {
                index.TryAdd(provider.ToLowerInvariant(), i);
            }
        }

        return index.ToFrozenDictionary();
    }

    private int FindHost(string host)
    {
        host = host.Trim().TrimEnd('.').ToLowerInvariant();
        for (var i = 0; i < _speakers.Length; i++)
        {
            foreach (var suffix in SpeakerAt(i).Hosts)
            {
                if (host == suffix || (host.EndsWith(suffix, StringComparison.Ordinal) && host[^(suffix.Length + 1)] == '.'))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}

/// <summary>A catalogue that cannot be compiled.</summary>
/// <param name="problems">What is wrong with it.</param>
public sealed class CatalogueException(IReadOnlyList<CatalogueProblem> problems)
    : Exception(string.Join('\n', problems.Select(p => p.Where.Length > 0 ? $"{p.Where}: {p.Message}" : p.Message)))
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<CatalogueProblem> Problems { get; } = problems;
}
