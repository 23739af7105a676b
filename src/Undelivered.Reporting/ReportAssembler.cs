using Undelivered.Mail;
using Undelivered.Reporting.Counting;

namespace Undelivered.Reporting;

/// <summary>Makes a report of what a builder has counted.</summary>
internal sealed class ReportAssembler
{
    private const int MaxProblems = 200;
    private const int MaxTemplates = 200;
    private const int CourseParts = 48;
    private const int MaxNames = 5;

    private readonly ReportBuilder _counted;
    private readonly Dictionary<string, string> _speakers;
    private readonly Window _window;
    private readonly long _failed;

    public ReportAssembler(ReportBuilder counted)
    {
        _counted = counted;
        _speakers = counted.Catalogue.Speakers.ToDictionary(s => s.Id, s => s.Name);
        _window = Window.Of(counted.Times, counted.FirstSeen, counted.LastSeen);
        _failed = counted.CountOf(ReportKind.Failure);
    }

    public Report Assemble()
    {
        var tallies = _counted.Tallies.Where(t => t.Failed + t.Delayed > 0)
            .OrderByDescending(t => t.Failed).ThenByDescending(t => t.Delayed).ThenBy(t => t.Problem.Id, StringComparer.Ordinal).ToList();
        var problems = tallies.Take(MaxProblems).Select(Row).ToList();
        var rest = tallies.Skip(MaxProblems).ToList();
        var remedies = new RemedyRanking(tallies, _failed);
        var suppressions = Suppressions();
        var report = new Report
        {
            Made = _counted.Options.Now,
            CatalogueVersion = _counted.Catalogue.Version,
            From = At(_window.From),
            To = At(_window.To),
            Totals = Totals(),
            Verdict = new("", []),
            Causes = Causes(tallies),
            Problems = problems,
            OtherProblems = new(rest.Count, rest.Sum(t => t.Failed), rest.Sum(t => t.Delayed)),
            FixedBy = [.. _counted.Fixers.Index().Where(f => f.Item > 0).OrderByDescending(f => f.Item).Select(f => new FixerRow((FixedBy)f.Index, f.Item, ShareOf(f.Item)))],
            Remedies = remedies.Top(suppressions.Dead),
            PassByThemselves = remedies.PassByThemselves,
            Times = new SeriesAssembler(_counted, _window).Assemble(),
            Receivers = Parties(_counted.Receivers),
            RecipientDomains = Parties(_counted.RecipientDomains),
            SenderDomains = Parties(_counted.SenderDomains),
            SendingIps = Parties(_counted.SendingIps),
            Providers = Parties(_counted.Providers),
            Suppressions = suppressions,
            Unknown = Unknown(),
            Notes = Notes(),
        };
        return report with { Verdict = VerdictWriter.Write(report) };
    }

    private ReportTotals Totals() => new()
    {
        Read = _counted.Read,
        Failed = _failed,
        Delayed = _counted.CountOf(ReportKind.Delay),
        Delivered = _counted.CountOf(ReportKind.Delivered),
        Relayed = _counted.CountOf(ReportKind.Relayed),
        Complaints = _counted.CountOf(ReportKind.Complaint),
        AutoReplies = _counted.CountOf(ReportKind.AutoReply),
        Receipts = _counted.CountOf(ReportKind.Receipt),
        Other = _counted.CountOf(ReportKind.Other),
        Unknown = _counted.Unknown,
        NoFailure = _counted.NoFailure,
        Foreign = _counted.Foreign,
        Undated = _counted.Undated,
    };

    private List<CauseRow> Causes(List<ProblemTally> tallies) => [.. tallies
        .Where(t => t.Failed > 0)
        .GroupBy(t => t.Cause)
        .Select(g => new CauseRow(_counted.Causes.All[g.Key].Id, _counted.Causes.All[g.Key].Title, g.Sum(t => t.Failed), ShareOf(g.Sum(t => t.Failed))))
        .OrderByDescending(c => c.Failed).ThenBy(c => c.Id, StringComparer.Ordinal)];

    private ProblemRow Row(ProblemTally tally)
    {
        var problem = tally.Problem;
        string Filled(string text) => SlotWords.Fill(text.Trim(), tally.Captures);
        var course = Course.Of(tally.Times.Ordered, tally.Times.Step, _window.From, _window.To);
        return new()
        {
            Id = problem.Id,
            Entry = problem.Entry,
            Cause = problem.Cause,
            Title = Filled(problem.Title),
            Meaning = Filled(problem.Entry?.Meaning ?? problem.Cause.Meaning),
            Speaker = problem.Entry is { } entry ? _speakers.GetValueOrDefault(entry.Speaker, entry.Speaker) : null,
            Remedy = [.. problem.Remedy.Select(s => s with { Do = Filled(s.Do) })],
            Avoid = [.. problem.Entry?.Avoid.Select(Filled) ?? []],
            Failed = tally.Failed,
            Delayed = tally.Delayed,
            Share = ShareOf(tally.Failed),
            FirstSeen = At(tally.FirstSeen),
            LastSeen = At(tally.LastSeen),
            Trend = course.Trend,
            Since = At(course.Since),
            Permanence = tally.Permanence,
            FixedBy = tally.FixedBy,
            Retry = tally.Retry,
            Suppress = tally.Suppress,
            Senders = Names(tally.Senders, tally.Failed),
            Receivers = Names(tally.Receivers, tally.Failed),
            SendingIps = Names(tally.Ips, tally.Failed),
            Sample = tally.Sample,
            Course = _window.Parts(tally.Times.Ordered, tally.Times.Step, CourseParts),
        };
    }

    internal static IReadOnlyList<NamedCount> Names(SmallTop top, long of) =>
        [.. top.Ranked.Take(MaxNames).Select(n => new NamedCount(n.Key, n.Value, of > 0 ? (double)n.Value / of : 0))];

    private PartyList Parties(PartyTable table)
    {
        var ranked = table.All
            .Where(p => p.Failed + p.Delayed + p.Complaints + p.Delivered > 0)
            .OrderByDescending(p => p.Failed).ThenByDescending(p => p.Delayed).ThenByDescending(p => p.Complaints).ThenByDescending(p => p.Delivered)
            .ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        var rest = new Party("");
        rest.Add(table.Others);
        foreach (var party in ranked.Skip(PartyList.MaxRows))
        {
            rest.Add(party);
        }

        return new()
        {
            Rows = [.. ranked.Take(PartyList.MaxRows).Select(Row)],
            Rest = Row(rest),
            RestNames = Math.Max(0, ranked.Count - PartyList.MaxRows),
            IsExact = table.IsExact,
        };
    }

    private PartyRow Row(Party party)
    {
        Cause? cause = null;
        var most = 0;
        foreach (var (number, count) in party.Causes.ToArray().Index().Where(c => c.Item > 0))
        {
            // Their numbers depend on which came first; of two that are as frequent, it shall not.
            var other = _counted.Causes.All[number];
            if (count > most || (count == most && string.CompareOrdinal(other.Id, cause?.Id) < 0))
            {
                (most, cause) = (count, other);
            }
        }

        return new(party.Name, party.Failed, party.Delayed, party.Delivered, party.Complaints, ShareOf(party.Failed), cause?.Title);
    }

    private SuppressionList Suppressions()
    {
        var listed = new List<SuppressedAddress>();
        int dead = 0, complained = 0, repeated = 0, waiting = 0, delivered = 0, held = 0;
        var (repeats, days) = (_counted.Options.RepeatsToSuppress, _counted.Options.DaysToSuppress);
        var titles = new Dictionary<int, string>();
        foreach (var (address, record) in _counted.Addresses.Records)
        {
            SuppressReason reason;
            switch (record.Fate)
            {
                case AddressFate.Held:
                    held++;
                    continue;
                case AddressFate.Complained:
                    reason = SuppressReason.Complaint;
                    complained++;
                    break;
                case not AddressFate.Repeating when record.Delivered > 0 && record.Delivered >= record.Last:
                    delivered++;
                    continue;
                case AddressFate.Dead:
                    reason = SuppressReason.Dead;
                    dead++;
                    break;
                case var _ when record.Count >= repeats && record.Last - record.First >= days * TimeSpan.TicksPerDay:
                    reason = SuppressReason.Repeats;
                    repeated++;
                    break;
                default:
                    waiting += record.Count + record.Undated > 0 ? 1 : 0;
                    continue;
            }

            var tally = _counted.Tallies[record.Problem];
            if (!titles.TryGetValue(record.Problem, out var title))
            {
                titles[record.Problem] = title = SlotWords.Fill(tally.Problem.Title, tally.Captures);
            }

            listed.Add(new(
                address, reason, reason == SuppressReason.Complaint ? null : tally.Problem.Id, reason == SuppressReason.Complaint ? "The recipient complained" : title,
                record.Count + record.Undated, At(record.First), At(record.Last), record.ReplyCode));
        }

        listed.Sort((a, b) => string.CompareOrdinal(a.Address, b.Address));
        return new()
        {
            Addresses = listed,
            Dead = dead,
            Complained = complained,
            Repeated = repeated,
            Waiting = waiting,
            DeliveredSince = delivered,
            AlreadyHeld = held,
            WithoutAddress = _counted.WithoutRecipient,
            Unkept = _counted.Addresses.Unkept,
            Repeats = repeats,
            Days = days,
        };
    }

    private UnknownTexts Unknown()
    {
        var ranked = _counted.Templates.Ranked;
        var kept = ranked.Take(MaxTemplates).Select(t => new UnknownTemplate(t.Text, t.Example, t.Count, t.Cause, At(t.FirstSeen), At(t.LastSeen))).ToList();
        var rest = ranked.Skip(MaxTemplates).Sum(t => t.Count) + _counted.Templates.Others;
        return new(kept, Math.Max(0, ranked.Count - MaxTemplates), rest, kept.Sum(t => t.Count) + rest);
    }

    private ReadingNotes Notes() => new(
        Listed(_counted.Unreadable), _counted.Unreadable.Total, Listed(_counted.Defects), _counted.Defects.Total, Listed(_counted.Remarks));

    private static List<NamedCount> Listed(NoteCounts notes)
    {
        var listed = notes.Ranked.Select(n => new NamedCount(n.Key, n.Value, (double)n.Value / notes.Total)).ToList();
        if (notes.Others > 0)
        {
            listed.Add(new("others", notes.Others, (double)notes.Others / notes.Total));
        }

        return listed;
    }

    private double ShareOf(long count) => _failed > 0 ? (double)count / _failed : 0;

    internal static DateTimeOffset? At(long ticks) => ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
