using Undelivered.Mail;
using Undelivered.Matching;

namespace Undelivered.Cli.Streams;

/// <summary>What a stream held, in numbers.</summary>
internal sealed class Totals(Catalogue catalogue)
{
    private readonly Dictionary<string, long> _causes = [];
    private readonly long[] _entries = new long[catalogue.Data.Entries.Count + 1];
    private readonly long[] _kinds = new long[Enum.GetValues<MatchKind>().Length];

    private readonly long[] _reports = new long[Enum.GetValues<ReportKind>().Length];

    public long Read { get; private set; }

    public long Bad { get; private set; }

    public void AddBad()
    {
        Read++;
        Bad++;
    }

    /// <summary>A report that needs no diagnosis.</summary>
    public void AddCounted(ReportKind kind)
    {
        Read++;
        AddKind(kind);
    }

    public void Add(in Verdict verdict, ReportKind? kind)
    {
        AddKind(kind);
        Read++;
        _kinds[(int)verdict.Kind]++;
        _entries[verdict.Entry + 1]++;
    }

    public void Add(Diagnosis diagnosis, ReportKind? kind)
    {
        AddKind(kind);
        Read++;
        _kinds[(int)diagnosis.Match]++;
        Count(diagnosis.Cause.Id, 1);
    }

    public void Add(Totals other)
    {
        Read += other.Read;
        Bad += other.Bad;
        for (var i = 0; i < _kinds.Length; i++)
        {
            _kinds[i] += other._kinds[i];
        }

        for (var i = 0; i < _reports.Length; i++)
        {
            _reports[i] += other._reports[i];
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            _entries[i] += other._entries[i];
        }

        foreach (var (cause, count) in other._causes)
        {
            Count(cause, count);
        }
    }

    public void Write(TextWriter writer)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            Count(i == 0 ? CauseId.Unknown : catalogue.CauseAt(catalogue.Data.Entries[i - 1].Cause).Id, _entries[i]);
            _entries[i] = 0;
        }

        writer.WriteLine($"read\t{Read}");
        writer.WriteLine($"unreadable\t{Bad}");
        foreach (var (kind, count) in _reports.Index().Where(k => k.Item > 0).OrderByDescending(k => k.Item))
        {
            writer.WriteLine($"kind {ReportJson.NameOf((ReportKind)kind)}\t{count}");
        }

        foreach (var (kind, count) in _kinds.Index().Where(k => k.Item > 0).OrderByDescending(k => k.Item))
        {
            writer.WriteLine($"match {WireNames.Of((MatchKind)kind)}\t{count}");
        }

        foreach (var (cause, count) in _causes.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            writer.WriteLine($"cause {cause}\t{count}");
        }
    }

    private void AddKind(ReportKind? kind)
    {
        if (kind is { } known)
        {
            _reports[(int)known]++;
        }
    }

    private void Count(string cause, long count) => _causes[cause] = _causes.GetValueOrDefault(cause) + count;
}
