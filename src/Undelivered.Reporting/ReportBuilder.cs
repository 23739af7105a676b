using Undelivered.Mail;
using Undelivered.Reporting.Counting;
using Undelivered.Reporting.Unknown;

namespace Undelivered.Reporting;

/// <summary>Counts what was reported, in bounded memory and in the order in which it comes.</summary>
/// <remarks>Not for use by two threads at once: give each its own, and merge them.</remarks>
public sealed class ReportBuilder
{
    private const int MaxNotes = 50;
    private const int SampleLength = 600;

    // How many hosts' receivers are remembered, so that a log's ten hosts are not looked up a million times.
    private const int MaxHosts = 4_096;

    // Times before e-mail's, or after tomorrow, come from broken clocks.
    private static readonly long Earliest = new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly long _latest;
    private readonly Problems _problems = new();
    private readonly Dictionary<string, ProblemTally> _tallies = [];
    private readonly Dictionary<string, string> _receiversOfHosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Operators _operators;
    private readonly long[] _kinds = new long[Enum.GetValues<ReportKind>().Length];

    /// <summary>Prepares for counting.</summary>
    /// <param name="catalogue">The catalogue that the diagnoses come from.</param>
    /// <param name="options">The limits.</param>
    public ReportBuilder(Catalogue catalogue, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Catalogue = catalogue;
        Options = options ?? new();
        _operators = new(catalogue);
        _latest = Options.Now.UtcTicks + (2 * TimeSpan.TicksPerDay);
        Receivers = new(Options.MaxParties);
        RecipientDomains = new(Options.MaxParties);
        SenderDomains = new(Options.MaxParties);
        SendingIps = new(Options.MaxParties);
        Providers = new(Options.MaxParties);
        Addresses = new(Options.MaxAddresses, Options.MaxDeliveredAddresses);
        Templates = new(Options.MaxTemplates);
    }

    internal Catalogue Catalogue { get; }

    internal ReportOptions Options { get; }

    internal CauseNumbers Causes { get; } = new();

    internal List<ProblemTally> Tallies { get; } = [];

    internal PartyTable Receivers { get; }

    internal PartyTable RecipientDomains { get; }

    internal PartyTable SenderDomains { get; }

    internal PartyTable SendingIps { get; }

    internal PartyTable Providers { get; }

    internal Timeline<OverallBucket> Times { get; } = new(2_048);

    internal AddressBook Addresses { get; }

    internal TemplateMiner Templates { get; }

    internal NoteCounts Defects { get; } = new(MaxNotes);

    internal NoteCounts Unreadable { get; } = new(MaxNotes);

    internal NoteCounts Remarks { get; } = new(MaxNotes);

    internal long[] Fixers { get; } = new long[Enum.GetValues<FixedBy>().Length];

    internal long FirstSeen { get; private set; }

    internal long LastSeen { get; private set; }

    internal long Undated { get; private set; }

    internal long Foreign { get; private set; }

    internal long NoFailure { get; private set; }

    internal long Unknown { get; private set; }

    internal long WithoutRecipient { get; private set; }

    internal long Read { get; private set; }

    internal long CountOf(ReportKind kind) => _kinds[(int)kind];

    /// <summary>Counts a report with what it was found to mean.</summary>
    public void Add(DeliveryReport report, Diagnosis diagnosis) => Add(report, _problems.Of(diagnosis));

    /// <summary>Counts a report with what it was found to mean. For streams: the outcome is cheap, and its problem can be kept for each entry.</summary>
    public void Add(DeliveryReport report, in Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(report);
        Note(report);
        if (report.Authenticity == Authenticity.Foreign)
        {
            // Backscatter and forgeries concern no mail of ours; whoever wrote them must not move our figures, nor our suppression list.
            Foreign++;
            return;
        }

        switch (report.Kind)
        {
            case ReportKind.Failure or ReportKind.Delay when outcome.Permanence == Permanence.None:
                NoFailure++;
                break;
            case ReportKind.Failure:
                _kinds[(int)report.Kind]++;
                Fail(report, outcome);
                break;
            case ReportKind.Delay:
                _kinds[(int)report.Kind]++;
                Delay(report, outcome);
                break;
            case ReportKind.Complaint:
                _kinds[(int)report.Kind]++;
                Complain(report, outcome);
                break;
            default:
                Succeed(report);
                break;
        }
    }

    /// <summary>Counts a report that nothing has to be diagnosed of: a delivery, an automatic answer. A failure is counted as unknown.</summary>
    public void Add(DeliveryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Kind is ReportKind.Failure or ReportKind.Delay or ReportKind.Complaint)
        {
            Add(report, Catalogue.Diagnose(report.Evidence));
            return;
        }

        Note(report);
        if (report.Authenticity == Authenticity.Foreign)
        {
            Foreign++;
            return;
        }

        Succeed(report);
    }

    /// <summary>Counts a piece of the input that could not be read.</summary>
    public void AddUnreadable(string message) => Unreadable.Add(message ?? "");

    /// <summary>Keeps a remark for the end of the report: what was left out, what was taken for what.</summary>
    public void AddNote(string note, long count = 1) => Remarks.Add(note ?? "", count);

    /// <summary>Adds what another builder of the same catalogue has counted.</summary>
    public void Merge(ReportBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
        {
            throw new ArgumentException("A builder cannot be merged into itself.", nameof(other));
        }

        int[] causes = [.. other.Causes.All.Select(Causes.Of)];
        var problems = new int[other.Tallies.Count];
        foreach (var tally in other.Tallies)
        {
            var mine = TallyOf(tally.Problem);
            Describe(mine, tally);
            mine.Add(tally);
            problems[tally.Number] = mine.Number;
        }

        Receivers.Add(other.Receivers, causes);
        RecipientDomains.Add(other.RecipientDomains, causes);
        SenderDomains.Add(other.SenderDomains, causes);
        SendingIps.Add(other.SendingIps, causes);
        Providers.Add(other.Providers, causes);
        Times.Add(other.Times, b => b.Renumbered(causes));
        Addresses.Add(other.Addresses, problems);
        Templates.Add(other.Templates);
        Defects.Add(other.Defects);
        Unreadable.Add(other.Unreadable);
        Remarks.Add(other.Remarks);
        for (var i = 0; i < Fixers.Length; i++)
        {
            Fixers[i] += other.Fixers[i];
        }

        for (var i = 0; i < _kinds.Length; i++)
        {
            _kinds[i] += other._kinds[i];
        }

        if (other.FirstSeen > 0)
        {
            See(other.FirstSeen);
            See(other.LastSeen);
        }

        Undated += other.Undated;
        Foreign += other.Foreign;
        NoFailure += other.NoFailure;
        Unknown += other.Unknown;
        WithoutRecipient += other.WithoutRecipient;
        Read += other.Read;
    }

    /// <summary>What has been counted so far; the builder can go on.</summary>
    public Report Build() => new ReportAssembler(this).Assemble();

    private void Note(DeliveryReport report)
    {
        Read++;
        foreach (var defect in report.Defects)
        {
            Defects.Add(defect);
        }
    }

    private void Fail(DeliveryReport report, in Outcome outcome)
    {
        var ticks = TimeOf(report);
        var tally = TallyOf(outcome.About);
        if (tally.Failed + tally.Delayed == 0)
        {
            Describe(tally, outcome);
        }

        tally.Failed++;
        Fixers[(int)outcome.FixedBy]++;
        tally.Dead += outcome.Suppress == Suppress.Yes ? 1 : 0;
        tally.Capture(outcome.Captures);
        if (ticks > 0)
        {
            tally.See(ticks);
            tally.Times.At(ticks).Add(ticks);
            Times.At(ticks).Fail(tally.Cause);
        }

        var domain = HostNames.DomainOf(report.Recipient);
        Receiver(report, outcome.Speaker, domain, tally, tally.Cause);
        Party(RecipientDomains, domain, tally.Cause);
        if (Party(SenderDomains, SenderOf(report), tally.Cause) is { } sender)
        {
            tally.Senders.Add(sender.Name);
        }

        if (outcome.SendingIp is { Length: > 0 and < 64 } ip && Party(SendingIps, ip, tally.Cause) is { } sending)
        {
            tally.Ips.Add(sending.Name);
        }

        Party(Providers, ProviderOf(report), tally.Cause);
        KeepText(report, outcome, tally, ticks);
        KeepAddress(report, outcome, tally, ticks);
    }

    private void Delay(DeliveryReport report, in Outcome outcome)
    {
        var ticks = TimeOf(report);
        var tally = TallyOf(outcome.About);
        if (tally.Failed + tally.Delayed == 0)
        {
            Describe(tally, outcome);
        }

        tally.Delayed++;
        tally.Capture(outcome.Captures);
        tally.Sample ??= Sample(report);
        if (ticks > 0)
        {
            tally.See(ticks);
            Times.At(ticks).Delayed++;
        }

        var domain = HostNames.DomainOf(report.Recipient);
        if (Receiver(report, outcome.Speaker, domain, tally, cause: -1) is { } receiver)
        {
            receiver.Delayed++;
        }

        if (Party(RecipientDomains, domain) is { } recipient)
        {
            recipient.Delayed++;
        }

        if (Party(SenderDomains, SenderOf(report)) is { } sender)
        {
            sender.Delayed++;
        }

        if (Party(Providers, ProviderOf(report)) is { } provider)
        {
            provider.Delayed++;
        }
    }

    private void Complain(DeliveryReport report, in Outcome outcome)
    {
        var ticks = TimeOf(report);
        if (ticks > 0)
        {
            Times.At(ticks).Complaints++;
        }

        foreach (var party in Parties(report, outcome.Speaker))
        {
            party.Complaints++;
        }

        if (report.Recipient is { } address && HostNames.IsMailbox(address))
        {
            Addresses.Add(address, AddressFate.Complained, ticks, TallyOf(outcome.About).Number, 0);
        }
        else
        {
            WithoutRecipient++;
        }
    }

    private void Succeed(DeliveryReport report)
    {
        _kinds[(int)report.Kind]++;
        if (report.Kind is not (ReportKind.Delivered or ReportKind.Relayed))
        {
            return;
        }

        var ticks = TimeOf(report);
        if (ticks > 0)
        {
            Times.At(ticks).Delivered++;
        }

        foreach (var party in Parties(report, speaker: null))
        {
            party.Delivered++;
        }

        if (report.Kind == ReportKind.Delivered && report.Recipient is { } address)
        {
            Addresses.Deliver(address, ticks);
        }
    }

    private List<Party> Parties(DeliveryReport report, string? speaker)
    {
        _parties.Clear();
        var domain = HostNames.DomainOf(report.Recipient);
        Keep(Receiver(report, speaker, domain, tally: null, cause: -1));
        Keep(Find(RecipientDomains, domain));
        Keep(Find(SenderDomains, SenderOf(report)));
        Keep(Find(Providers, ProviderOf(report)));
        return _parties;

        void Keep(Party? party)
        {
            if (party is not null)
            {
                _parties.Add(party);
            }
        }
    }

    private readonly List<Party> _parties = new(4);

    private Party? Receiver(DeliveryReport report, string? speaker, ReadOnlySpan<char> domain, ProblemTally? tally, int cause)
    {
        var host = report.RemoteMta ?? report.Evidence.RemoteHost;
        ReadOnlySpan<char> name;
        if (host is not null && _receiversOfHosts.TryGetValue(host, out var known))
        {
            name = known;
        }
        else
        {
            name = _operators.Receiver(HostNames.Host(host), speaker, domain);
            if (host is not null && HostNames.Host(host).Length > 0)
            {
                if (_receiversOfHosts.Count >= MaxHosts)
                {
                    _receiversOfHosts.Clear();
                }

                _receiversOfHosts[host] = name.ToString();
            }
        }

        var party = Find(Receivers, name);
        if (party is not null && tally is not null)
        {
            party.Weight++;
            if (cause >= 0)
            {
                party.Fail(cause);
                tally.Receivers.Add(party.Name);
            }
        }

        return party;
    }

    private static Party? Find(PartyTable table, ReadOnlySpan<char> name) => name.Length == 0 ? null : table.Find(name);

    private static Party? Party(PartyTable table, ReadOnlySpan<char> name, int cause = -1)
    {
        if (Find(table, name) is not { } party)
        {
            return null;
        }

        party.Weight++;
        if (cause >= 0)
        {
            party.Fail(cause);
        }

        return party;
    }

    // What a receiver's rules and its users see is the From; the envelope stands in for it.
    private static ReadOnlySpan<char> SenderOf(DeliveryReport report) =>
        HostNames.DomainOf(report.Original?.From) is { Length: > 0 } from ? from : HostNames.DomainOf(report.EnvelopeSender);

    private ReadOnlySpan<char> ProviderOf(DeliveryReport report) =>
        _operators.Provider(report.Evidence.Provider, report.Source.Form ?? "", HostNames.Host(report.ReportingMta));

    private void KeepText(DeliveryReport report, in Outcome outcome, ProblemTally tally, long ticks)
    {
        tally.Sample ??= Sample(report);
        if (outcome.About.Cause.Id == CauseId.Unknown)
        {
            Unknown++;
        }

        if (outcome.Match is MatchKind.None or MatchKind.Learned or MatchKind.BasicCode or MatchKind.EnhancedCode)
        {
            tally.Vague++;
            if (report.Evidence.Text is { Length: > 0 } text)
            {
                Templates.Add(text, outcome.About.Cause.Id, ticks);
            }
        }
    }

    private static string? Sample(DeliveryReport report) =>
        report.Evidence.Text is { Length: > 0 } text ? TextMask.Redact(text, SampleLength) : null;

    private void KeepAddress(DeliveryReport report, in Outcome outcome, ProblemTally tally, long ticks)
    {
        if (outcome.Suppress == Suppress.No)
        {
            return;
        }

        if (report.Recipient is { } address && HostNames.IsMailbox(address))
        {
            var fate = outcome.Suppress switch
            {
                Suppress.Yes => AddressFate.Dead,
                Suppress.Already => AddressFate.Held,
                _ => AddressFate.Repeating,
            };
            Addresses.Add(address, fate, ticks, tally.Number, outcome.ReplyCode);
        }
        else if (outcome.Suppress == Suppress.Yes)
        {
            WithoutRecipient++;
        }
    }

    private long TimeOf(DeliveryReport report)
    {
        var ticks = report.Time?.UtcTicks ?? 0;
        if (ticks < Earliest || ticks > _latest)
        {
            Undated++;
            return 0;
        }

        See(ticks);
        return ticks;
    }

    private void See(long ticks)
    {
        FirstSeen = FirstSeen == 0 ? ticks : Math.Min(FirstSeen, ticks);
        LastSeen = Math.Max(LastSeen, ticks);
    }

    private ProblemTally TallyOf(Problem problem)
    {
        if (!_tallies.TryGetValue(problem.Id, out var tally))
        {
            if (Tallies.Count >= Options.MaxProblems)
            {
                // More problems than a catalogue has entries: what is left is told apart by its cause alone.
                problem = _problems.Find(null, problem.Cause);
                if (_tallies.TryGetValue(problem.Id, out tally))
                {
                    return tally;
                }
            }

            tally = new(problem, Tallies.Count, Causes.Of(problem.Cause));
            Tallies.Add(tally);
            _tallies[problem.Id] = tally;
        }

        return tally;
    }

    private static void Describe(ProblemTally tally, in Outcome outcome) =>
        (tally.FixedBy, tally.Permanence, tally.Retry, tally.Suppress) = (outcome.FixedBy, outcome.Permanence, outcome.Retry, outcome.Suppress);

    private static void Describe(ProblemTally tally, ProblemTally other)
    {
        if (tally.Failed + tally.Delayed == 0)
        {
            (tally.FixedBy, tally.Permanence, tally.Retry, tally.Suppress) = (other.FixedBy, other.Permanence, other.Retry, other.Suppress);
        }
    }
}
