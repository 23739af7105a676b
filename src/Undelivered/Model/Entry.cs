namespace Undelivered;

/// <summary>One thing that a speaker says, what it means and what to do. See docs/catalogue.md for every field.</summary>
public sealed record Entry
{
    /// <summary>A stable name, <c>speaker.what</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the speaker.</summary>
    public required string Speaker { get; init; }

    /// <summary>What the engine looks for; any of these.</summary>
    public required IReadOnlyList<Match> Match { get; init; }

    /// <summary>The id of the cause; see <see cref="CauseId"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>Overrides the cause's.</summary>
    public Permanence? Permanence { get; init; }

    /// <summary>Overrides the cause's.</summary>
    public FixedBy? FixedBy { get; init; }

    /// <summary>Overrides the cause's.</summary>
    public Retry? Retry { get; init; }

    /// <summary>An ISO 8601 duration, where the speaker's documents give one.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Overrides the cause's.</summary>
    public Suppress? Suppress { get; init; }

    /// <summary>It names no cause by itself: anything more exact wins.</summary>
    public bool Vague { get; init; }

    /// <summary>What happened, in one line. May hold slots such as <c>{domain}</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What happened and why, in plain words. May hold slots.</summary>
    public required string Meaning { get; init; }

    /// <summary>What to do, the step that most often helps first.</summary>
    public IReadOnlyList<RemedyStep> Remedy { get; init; } = [];

    /// <summary>Tempting mistakes.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    /// <summary>Ids of glossary terms.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Where this is known from.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>How current it is.</summary>
    public EntryStatus Status { get; init; }

    /// <summary>Lines of the article that the catalogue started from, which this entry answers.</summary>
    public IReadOnlyList<int> Seed { get; init; } = [];

    /// <summary>Remarks for those who keep the catalogue.</summary>
    public string? Notes { get; init; }

    /// <summary>Ids of related entries.</summary>
    public IReadOnlyList<string> See { get; init; } = [];

    /// <summary>Texts that this entry answers; each is a test.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Texts that look alike and are answered by another entry; each is a test.</summary>
    public IReadOnlyList<string> NearMisses { get; init; } = [];
}

/// <summary>What to look for; all that is given is asked for together.</summary>
public sealed record Match
{
    /// <summary>A phrase with slots.</summary>
    public string? Text { get; init; }

    /// <summary>A phrase that proves its speaker.</summary>
    public string? Token { get; init; }

    /// <summary>A reply code, an enhanced code, or both, with wildcards.</summary>
    public string? Code { get; init; }

    /// <summary>An HTTP status, or a class such as <c>4yz</c>.</summary>
    public string? Http { get; init; }

    /// <summary>A Windows error number, as <c>0x800CCC0F</c>.</summary>
    public string? HResult { get; init; }
}

/// <summary>One step of a remedy.</summary>
/// <param name="Do">What to do. May hold slots.</param>
/// <param name="By">Who does it.</param>
/// <param name="Check">The live check that proves it done, where there is one.</param>
public sealed record RemedyStep(string Do, FixedBy By, string? Check = null);

/// <summary>Where something is known from: a page, an RFC, or a title.</summary>
public sealed record Source
{
    /// <summary>The page's address.</summary>
    public string? Url { get; init; }

    /// <summary>When the page said so, as an ISO 8601 date.</summary>
    public string? Seen { get; init; }

    /// <summary>The number of an RFC.</summary>
    public int? Rfc { get; init; }

    /// <summary>The section of the RFC.</summary>
    public string? Section { get; init; }

    /// <summary>What it is, where there is no address.</summary>
    public string? Title { get; init; }

    /// <summary>The address if there is one, else the title.</summary>
    public string Reference => Url
        ?? (Rfc is { } rfc ? $"https://www.rfc-editor.org/rfc/rfc{rfc}{(Section is null ? "" : $"#section-{Section}")}" : Title ?? "");
}

/// <summary>A text that an entry answers, and what the answer holds.</summary>
public sealed record Example
{
    /// <summary>The text as somebody met it.</summary>
    public required string Text { get; init; }

    /// <summary>The hint that it is given with.</summary>
    public string? Provider { get; init; }

    /// <summary>The host that it comes from.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>What the slots hold.</summary>
    public IReadOnlyDictionary<string, string> Captures { get; init; } = new Dictionary<string, string>();

    /// <summary>When to try again.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The permanence.</summary>
    public Permanence? Permanence { get; init; }

    /// <summary>The retry.</summary>
    public Retry? Retry { get; init; }

    /// <summary>The suppression.</summary>
    public Suppress? Suppress { get; init; }
}
