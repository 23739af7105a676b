using Undelivered.Compilation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Undelivered.Authoring;

/// <summary>Reads catalogue files: docs/catalogue.md.</summary>
public sealed class CatalogueFiles
{
    private readonly ProblemLog _problems = new();
    private readonly List<Cause> _causes = [];
    private readonly List<Speaker> _speakers = [];
    private readonly List<Entry> _entries = [];
    private readonly List<Term> _terms = [];
    private readonly List<Guide> _guides = [];
    private readonly List<RetryHint> _hints = [];
    private readonly List<string> _senderPhrases = [];
    private readonly Dictionary<string, (string File, Mark At)> _places = [];

    private readonly HashSet<(Type Kind, string Id)> _ids = [];

    /// <summary>What is wrong in the files that were read.</summary>
    public IReadOnlyList<AuthoringProblem> Problems => _problems.Found;

    /// <summary>Takes what is wrong in the compiled whole too, so that all is counted in one place.</summary>
    internal ProblemLog Log => _problems;

    /// <summary>Reads a file, or every <c>.yaml</c> and <c>.yml</c> file below a folder.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public void Read(string path)
    {
        if (Directory.Exists(path))
        {
            foreach (var file in FileFinder.Below(path, _problems))
            {
                ReadFile(file);
            }
        }
        else if (File.Exists(path))
        {
            ReadFile(path);
        }
        else
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        }
    }

    /// <summary>The ids of the entries that were read.</summary>
    public IEnumerable<string> EntryIds => _entries.Select(e => e.Id);

    /// <summary>What was read, laid over a base: entries and speakers of the same id replace those of the base.</summary>
    public CatalogueSource ToSource(string version, CatalogueSource? basis = null) => new()
    {
        Version = version,
        Causes = Lay(basis?.Causes, _causes, c => c.Id),
        Speakers = Lay(basis?.Speakers, _speakers, s => s.Id),
        Entries = Lay(basis?.Entries, _entries, e => e.Id),
        Terms = Lay(basis?.Terms, _terms, t => t.Id),
        Guides = Lay(basis?.Guides, _guides, g => g.Id),
        RetryHints = [.. basis?.RetryHints ?? [], .. _hints],
        SenderPhrases = [.. basis?.SenderPhrases ?? [], .. _senderPhrases],
        Model = basis?.Model,
    };

    /// <summary>Finds where in the files a problem of the compiled whole stands.</summary>
    public AuthoringProblem Locate(CatalogueProblem problem)
    {
        var (file, at) = _places.GetValueOrDefault($"{problem.Where}/{problem.Field}",
            _places.GetValueOrDefault(problem.Where, ("catalogue", Mark.Empty)));
        return new(file, (int)at.Line, (int)at.Column, problem.Where.Length > 0 ? $"{problem.Where}: {problem.Message}" : problem.Message);
    }

    private static List<T> Lay<T>(IReadOnlyList<T>? basis, List<T> over, Func<T, string> id)
    {
        var replaced = over.Select(id).ToHashSet();
        return [.. (basis ?? []).Where(b => !replaced.Contains(id(b))), .. over];
    }

    private void ReadFile(string path)
    {
        if (YamlFile.Load(path, _problems) is not { } root)
        {
            return;
        }

        var reader = new FieldReader(path, root, _problems);
        var keys = root.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value).ToHashSet();
        if (keys.Contains("speaker"))
        {
            ReadSpeaker(path, reader);
        }
        else if (keys.Contains("causes"))
        {
            _causes.AddRange(reader.List("causes", r => Place(path, r, EntryReader.ReadCause(r), c => c.Id)));
        }
        else if (keys.Contains("terms"))
        {
            _terms.AddRange(reader.List("terms", r => Place(path, r, EntryReader.ReadTerm(r), t => t.Id)));
        }
        else if (keys.Contains("guides"))
        {
            _guides.AddRange(reader.List("guides", r => Place(path, r, EntryReader.ReadGuide(r), g => g.Id)));
        }
        else if (keys.Contains("senderMeant"))
        {
            _senderPhrases.AddRange(reader.Texts("senderMeant"));
        }
        else if (keys.Contains("retryAfter"))
        {
            _hints.AddRange(reader.List("retryAfter", r => ReadHint(path, r)));
        }
        else
        {
            reader.Report(root.Start, "this is none of the catalogue's files: it must begin with speaker, causes, terms, guides, retryAfter or senderMeant");
            return;
        }

        reader.Finish();
    }

    private void ReadSpeaker(string path, FieldReader reader)
    {
        // A user's own file may add entries to a speaker that is described elsewhere.
        var id = reader.Required("speaker");
        if (reader.Has("name") || reader.Has("role") || reader.Has("about"))
        {
            _speakers.Add(Place(path, reader, EntryReader.ReadSpeaker(reader), s => s.Id));
        }

        _places.TryAdd(id, (path, reader.Start));
        _entries.AddRange(reader.List("entries", r =>
        {
            var entry = Place(path, r, EntryReader.ReadEntry(r, id), e => e.Id);
            _places[$"{entry.Id}/match"] = (path, r.PositionOf("match"));
            _places[$"{entry.Id}/cause"] = (path, r.PositionOf("cause"));
            return entry;
        }));
    }

    private RetryHint ReadHint(string path, FieldReader reader)
    {
        // A hint has no id: the compiler names it by its phrase.
        var hint = EntryReader.ReadHint(reader);
        _places.TryAdd($"{CatalogueCompiler.Hints}/{hint.Text}", (path, reader.Start));
        return hint;
    }

    private T Place<T>(string path, FieldReader reader, T value, Func<T, string> id)
    {
        _places.TryAdd(id(value), (path, reader.Start));
        if (!_ids.Add((typeof(T), id(value))))
        {
            reader.Report(reader.Start, $"the id '{id(value)}' stands twice");
        }

        return value;
    }
}
