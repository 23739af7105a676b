namespace Undelivered.Tests;

/// <summary>A catalogue of a few entries, made for one test.</summary>
internal sealed class TinyCatalogue
{
    private readonly List<Speaker> _speakers = [];
    private readonly List<Entry> _entries = [];
    private readonly List<RetryHint> _hints = [];

    public static IReadOnlyList<Cause> Causes => Undelivered.Catalogue.Default.Causes;

    public TinyCatalogue Speaker(string id, SpeakerRole role, string? marker = null, string? host = null, string? provider = null)
    {
        _speakers.Add(new Speaker
        {
            Id = id,
            Name = id,
            Role = role,
            About = "Made for a test.",
            Markers = marker is null ? [] : [new Match { Text = marker }],
            Hosts = host is null ? [] : [host],
            Providers = provider is null ? [] : [provider],
        });
        return this;
    }

    public TinyCatalogue Entry(string id, Match match, string cause = CauseId.PolicyRejected, Func<Entry, Entry>? with = null)
    {
        var entry = EntryOf(id, match) with { Cause = cause };
        _entries.Add(with?.Invoke(entry) ?? entry);
        return this;
    }

    public TinyCatalogue Entry(string id, string text, string? code = null, string cause = CauseId.PolicyRejected, Func<Entry, Entry>? with = null) =>
        Entry(id, new Match { Text = text, Code = code }, cause, with);

    public TinyCatalogue Code(string id, string code, string cause = CauseId.PolicyRejected, Func<Entry, Entry>? with = null) =>
        Entry(id, new Match { Code = code }, cause, with);

    public TinyCatalogue Hint(string text)
    {
        _hints.Add(new RetryHint(text, []));
        return this;
    }

    public Catalogue Compile() => Undelivered.Catalogue.Compile(Source());

    public CatalogueSource Source() => new() { Version = "test", Causes = Causes, Speakers = _speakers, Entries = _entries, RetryHints = _hints };

    public static Entry EntryOf(string id, Match match) => new()
    {
        Id = id,
        Speaker = id[..id.IndexOf('.')],
        Match = [match],
        Cause = CauseId.PolicyRejected,
        Title = "The message was refused",
        Meaning = "A rule of the receiver refused the message.",
        Remedy = [new RemedyStep("Ask the postmaster which rule it was.", FixedBy.RecipientAdmin)],
        Sources = [new Source { Title = "made for a test" }],
        Examples = [new Example { Text = match.Text ?? match.Token ?? match.Code ?? "none" }],
    };

    /// <summary>A catalogue of one phrase of one receiver.</summary>
    public static Catalogue Of(string phrase, string cause = CauseId.PolicyRejected) =>
        new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Entry("host.it", phrase, cause: cause).Compile();
}
