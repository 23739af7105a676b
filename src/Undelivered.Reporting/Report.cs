namespace Undelivered.Reporting;

/// <summary>What fails, how much, since when, for whom, whose problem it is, and what to do first.</summary>
public sealed record Report
{
    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The version of the catalogue that the answers come from.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>The beginning of what is reported; null where nothing carried a time. The few times far outside are left out of it, see <see cref="TimeSeries.Outside"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of what is reported.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The figures.</summary>
    public required ReportTotals Totals { get; init; }

    /// <summary>The answer in a few plain sentences.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What fails, by cause, the most frequent first.</summary>
    public required IReadOnlyList<CauseRow> Causes { get; init; }

    /// <summary>What fails, by the catalogue's entries, the most frequent first; see <see cref="OtherProblems"/>.</summary>
    public required IReadOnlyList<ProblemRow> Problems { get; init; }

    /// <summary>What is not among <see cref="Problems"/>.</summary>
    public required OtherProblems OtherProblems { get; init; }

    /// <summary>Whose problem it is, by who can fix it.</summary>
    public required IReadOnlyList<FixerRow> FixedBy { get; init; }

    /// <summary>The steps that would save most messages, at most ten.</summary>
    public required IReadOnlyList<RemedyRow> Remedies { get; init; }

    /// <summary>Failures that pass by themselves: no remedy is needed.</summary>
    public long PassByThemselves { get; init; }

    /// <summary>Failures over time.</summary>
    public required TimeSeries Times { get; init; }

    /// <summary>By who runs the receiving hosts.</summary>
    public required PartyList Receivers { get; init; }

    /// <summary>By the recipients' domains.</summary>
    public required PartyList RecipientDomains { get; init; }

    /// <summary>By the senders' domains: of the From, else of the envelope.</summary>
    public required PartyList SenderDomains { get; init; }

    /// <summary>By the addresses of ours that were refused, where the texts name them.</summary>
    public required PartyList SendingIps { get; init; }

    /// <summary>By who the messages were sent through, where that is known.</summary>
    public required PartyList Providers { get; init; }

    /// <summary>The addresses to send nothing more to.</summary>
    public required SuppressionList Suppressions { get; init; }

    /// <summary>What no entry knows, grouped, the most frequent first.</summary>
    public required UnknownTexts Unknown { get; init; }

    /// <summary>What was odd or left out.</summary>
    public required ReadingNotes Notes { get; init; }
}

/// <summary>The figures. A message to three recipients counts three times.</summary>
public sealed record ReportTotals
{
    /// <summary>What was read, of any kind.</summary>
    public long Read { get; init; }

    /// <summary>Messages that were not delivered.</summary>
    public long Failed { get; init; }

    /// <summary>Reports of a delay; a message may be delayed often.</summary>
    public long Delayed { get; init; }

    /// <summary>Messages that were delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Messages that were handed to a system that sends no reports.</summary>
    public long Relayed { get; init; }

    /// <summary>Complaints.</summary>
    public long Complaints { get; init; }

    /// <summary>Failures whose cause is not known.</summary>
    public long Unknown { get; init; }

    /// <summary>Automatic answers.</summary>
    public long AutoReplies { get; init; }

    /// <summary>Disposition notifications.</summary>
    public long Receipts { get; init; }

    /// <summary>What is about no delivery.</summary>
    public long Other { get; init; }

    /// <summary>What came as a failure and is none, by its text.</summary>
    public long NoFailure { get; init; }

    /// <summary>Reports on mail that is not ours; they count nowhere else.</summary>
    public long Foreign { get; init; }

    /// <summary>Reports without a time, or with one that cannot be.</summary>
    public long Undated { get; init; }

    /// <summary>The share of messages that failed, from 0 to 1; null where nothing tells of deliveries.</summary>
    public double? FailureRate => Delivered + Relayed > 0 ? (double)Failed / (Failed + Delivered + Relayed) : null;
}

/// <summary>The answer in words.</summary>
/// <param name="Headline">How much failed, and when.</param>
/// <param name="Sentences">What it mostly is, for whom, and what to do.</param>
public sealed record Verdict(string Headline, IReadOnlyList<string> Sentences);

/// <summary>A cause with what it costs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">One line.</param>
/// <param name="Failed">How many messages failed for it.</param>
/// <param name="Share">Their share of all failures.</param>
public sealed record CauseRow(string Id, string Title, long Failed, double Share);

/// <summary>How a problem goes on.</summary>
public enum Trend
{
    /// <summary>Too few failures to tell, or no times.</summary>
    Unknown,

    /// <summary>As before.</summary>
    Steady,

    /// <summary>It did not occur before.</summary>
    New,

    /// <summary>It occurs several times as often as before.</summary>
    Rising,

    /// <summary>It occurs much less than before.</summary>
    Falling,

    /// <summary>It no longer occurs.</summary>
    Over,
}

/// <summary>An entry of the catalogue, or a cause where no entry answers, with what it costs.</summary>
public sealed record ProblemRow
{
    /// <summary>The id of the entry, else of the cause.</summary>
    public required string Id { get; init; }

    /// <summary>The entry; null where only the cause is known.</summary>
    public Entry? Entry { get; init; }

    /// <summary>The cause.</summary>
    public required Cause Cause { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What happened and why.</summary>
    public required string Meaning { get; init; }

    /// <summary>The name of who says so; null where the cause alone is known.</summary>
    public string? Speaker { get; init; }

    /// <summary>What to do.</summary>
    public required IReadOnlyList<RemedyStep> Remedy { get; init; }

    /// <summary>Tempting mistakes.</summary>
    public required IReadOnlyList<string> Avoid { get; init; }

    /// <summary>How many messages failed for it.</summary>
    public long Failed { get; init; }

    /// <summary>How many were delayed for it.</summary>
    public long Delayed { get; init; }

    /// <summary>Its share of all failures.</summary>
    public double Share { get; init; }

    /// <summary>The first failure or delay.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The last one.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>How it goes on.</summary>
    public Trend Trend { get; init; }

    /// <summary>Since when it occurs as often as it does: where it is new or rising.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it lasts.</summary>
    public Permanence Permanence { get; init; }

    /// <summary>Who can fix it.</summary>
    public FixedBy FixedBy { get; init; }

    /// <summary>Whether to send again.</summary>
    public Retry Retry { get; init; }

    /// <summary>Whether to stop sending to the addresses.</summary>
    public Suppress Suppress { get; init; }

    /// <summary>The sending domains that it concerns most.</summary>
    public required IReadOnlyList<NamedCount> Senders { get; init; }

    /// <summary>The receivers that say it most.</summary>
    public required IReadOnlyList<NamedCount> Receivers { get; init; }

    /// <summary>The addresses of ours that it names most.</summary>
    public required IReadOnlyList<NamedCount> SendingIps { get; init; }

    /// <summary>One text of it, without addresses.</summary>
    public string? Sample { get; init; }

    /// <summary>Its failures in equal parts of the report's time.</summary>
    public required IReadOnlyList<long> Course { get; init; }
}

/// <summary>Problems that are not listed one by one.</summary>
/// <param name="Count">How many.</param>
/// <param name="Failed">How many messages failed for them.</param>
/// <param name="Delayed">How many were delayed for them.</param>
public sealed record OtherProblems(int Count, long Failed, long Delayed);

/// <summary>A name and how often it occurs.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">The share of the row that it belongs to.</param>
public sealed record NamedCount(string Name, long Count, double Share);

/// <summary>Who can fix how much.</summary>
/// <param name="By">Who.</param>
/// <param name="Failed">How many failures.</param>
/// <param name="Share">Their share of all failures.</param>
public sealed record FixerRow(FixedBy By, long Failed, double Share);

/// <summary>A step that would save messages.</summary>
public sealed record RemedyRow
{
    /// <summary>What to do.</summary>
    public required string Do { get; init; }

    /// <summary>Who does it.</summary>
    public FixedBy By { get; init; }

    /// <summary>The live check that proves it done, where there is one.</summary>
    public string? Check { get; init; }

    /// <summary>How many of the failures reported here it would have saved.</summary>
    public long Saves { get; init; }

    /// <summary>Their share of all failures.</summary>
    public double Share { get; init; }

    /// <summary>What goes wrong, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>The ids of the problems that it helps with.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The sending domains that it is for, the most concerned first; empty where that does not matter.</summary>
    public required IReadOnlyList<NamedCount> Senders { get; init; }

    /// <summary>Whether it is to clean the list of dead addresses.</summary>
    public bool IsCleaning { get; init; }
}

/// <summary>What happened over time.</summary>
public sealed record TimeSeries
{
    /// <summary>How long a bucket is.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>What the counts of a bucket are of: the most frequent causes, and the rest.</summary>
    public required IReadOnlyList<CauseRow> Series { get; init; }

    /// <summary>The buckets without gaps, at most 200; empty where nothing carried a time.</summary>
    public required IReadOnlyList<TimeBucket> Buckets { get; init; }

    /// <summary>The bucket with most failures.</summary>
    public TimeBucket? Peak { get; init; }

    /// <summary>How many events lie so far before or after all others that the buckets leave them out.</summary>
    public long Outside { get; init; }
}

/// <summary>A stretch of time.</summary>
/// <param name="Start">Its beginning, in UTC.</param>
/// <param name="Failed">Failures.</param>
/// <param name="Delayed">Delays.</param>
/// <param name="Delivered">Deliveries.</param>
/// <param name="Complaints">Complaints.</param>
/// <param name="Counts">The failures by the series of <see cref="TimeSeries.Series"/>.</param>
public sealed record TimeBucket(DateTimeOffset Start, long Failed, long Delayed, long Delivered, long Complaints, IReadOnlyList<long> Counts);

/// <summary>Hosts, domains, addresses or providers, those with most failures first.</summary>
public sealed record PartyList
{
    /// <summary>The rows, at most <see cref="MaxRows"/>.</summary>
    public required IReadOnlyList<PartyRow> Rows { get; init; }

    /// <summary>Everything that is not in a row.</summary>
    public required PartyRow Rest { get; init; }

    /// <summary>How many names the rest has, as far as they were told apart.</summary>
    public int RestNames { get; init; }

    /// <summary>Whether there were so few names that each could be counted; else the figures of the rows are lower bounds, and the rest holds the difference.</summary>
    public bool IsExact { get; init; }

    /// <summary>How many rows there are at most.</summary>
    public const int MaxRows = 100;
}

/// <summary>What happened to the mail of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Failed">Failures.</param>
/// <param name="Delayed">Delays.</param>
/// <param name="Delivered">Deliveries.</param>
/// <param name="Complaints">Complaints.</param>
/// <param name="Share">The share of all failures.</param>
/// <param name="TopCause">The title of what fails most; null where nothing fails.</param>
public sealed record PartyRow(string Name, long Failed, long Delayed, long Delivered, long Complaints, double Share, string? TopCause)
{
    /// <summary>The share of its mail that failed; null where nothing tells of deliveries.</summary>
    public double? FailureRate => Delivered > 0 ? (double)Failed / (Failed + Delivered) : null;
}

/// <summary>The addresses to send nothing more to.</summary>
public sealed record SuppressionList
{
    /// <summary>Those that are to be suppressed, by address.</summary>
    public required IReadOnlyList<SuppressedAddress> Addresses { get; init; }

    /// <summary>How many of them are dead.</summary>
    public int Dead { get; init; }

    /// <summary>How many complained.</summary>
    public int Complained { get; init; }

    /// <summary>How many failed again and again, for what would have been forgiven once.</summary>
    public int Repeated { get; init; }

    /// <summary>Addresses that failed so, but not often or long enough yet; not listed.</summary>
    public int Waiting { get; init; }

    /// <summary>Addresses that took mail after their last failure; not listed.</summary>
    public int DeliveredSince { get; init; }

    /// <summary>Addresses that the provider suppresses already; not listed.</summary>
    public int AlreadyHeld { get; init; }

    /// <summary>Failures and complaints whose report names no usable address.</summary>
    public long WithoutAddress { get; init; }

    /// <summary>Failures whose address could not be kept, for want of room.</summary>
    public long Unkept { get; init; }

    /// <summary>How often an address must have failed to be listed as repeated.</summary>
    public int Repeats { get; init; }

    /// <summary>Over how many days.</summary>
    public int Days { get; init; }
}

/// <summary>Why an address is to be suppressed.</summary>
public enum SuppressReason
{
    /// <summary>It is dead.</summary>
    Dead,

    /// <summary>Its owner complained, or has unsubscribed.</summary>
    Complaint,

    /// <summary>It failed again and again.</summary>
    Repeats,
}

/// <summary>An address to suppress.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reason">Why.</param>
/// <param name="Problem">The id of the problem, of the last one if there were several; null for a complaint.</param>
/// <param name="Title">The problem in one line.</param>
/// <param name="Failures">How often it failed or complained.</param>
/// <param name="First">When first; null where no report carried a time.</param>
/// <param name="Last">When last.</param>
/// <param name="ReplyCode">The SMTP reply code, or 0.</param>
public sealed record SuppressedAddress(
    string Address, SuppressReason Reason, string? Problem, string Title, int Failures, DateTimeOffset? First, DateTimeOffset? Last, int ReplyCode);

/// <summary>What no entry knows.</summary>
/// <param name="Templates">The texts by what they have in common, the most frequent first; at most 200.</param>
/// <param name="RestTemplates">How many templates more there are.</param>
/// <param name="Rest">How many texts belong to those, or to none that was kept.</param>
/// <param name="Total">How many texts there were.</param>
public sealed record UnknownTexts(IReadOnlyList<UnknownTemplate> Templates, int RestTemplates, long Rest, long Total);

/// <summary>Texts that differ only in what belongs to one message.</summary>
/// <param name="Template">What they have in common, with marks such as <c>‹address›</c> for the rest.</param>
/// <param name="Example">One of them, without addresses.</param>
/// <param name="Count">How many.</param>
/// <param name="Cause">The id of the cause that is likely, or <c>unknown</c>.</param>
/// <param name="First">When first.</param>
/// <param name="Last">When last.</param>
public sealed record UnknownTemplate(string Template, string Example, long Count, string Cause, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>What was odd in the input.</summary>
/// <param name="Unreadable">What could not be read, with how often.</param>
/// <param name="UnreadableTotal">How much could not be read.</param>
/// <param name="Defects">What was wrong with the form, with how often.</param>
/// <param name="DefectsTotal">How many defects there were.</param>
/// <param name="Remarks">What the readers left out or took for something.</param>
public sealed record ReadingNotes(
    IReadOnlyList<NamedCount> Unreadable, long UnreadableTotal, IReadOnlyList<NamedCount> Defects, long DefectsTotal, IReadOnlyList<NamedCount> Remarks);
