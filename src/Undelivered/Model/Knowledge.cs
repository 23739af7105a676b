namespace Undelivered;

/// <summary>A term of the field, explained.</summary>
public sealed record Term
{
    /// <summary>A stable name, such as <c>envelope-sender</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As people write it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Definition { get; init; }

    /// <summary>Ids of related terms.</summary>
    public IReadOnlyList<string> See { get; init; } = [];

    /// <summary>Where it is defined.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];
}

/// <summary>A walk through a problem that takes more than one entry.</summary>
public sealed record Guide
{
    /// <summary>A stable name.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The speaker that it is about, if one.</summary>
    public string? Speaker { get; init; }

    /// <summary>What is the case, and when to use the guide.</summary>
    public required string Summary { get; init; }

    /// <summary>Texts by which one knows the problem.</summary>
    public IReadOnlyList<string> Symptoms { get; init; } = [];

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<RemedyStep> Steps { get; init; } = [];

    /// <summary>Tempting mistakes.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    /// <summary>Ids of the entries that it helps with.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>The id of the guide that it is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>Where this is known from.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>First and last line in the article that the catalogue started from.</summary>
    public IReadOnlyList<int> Seed { get; init; } = [];
}

/// <summary>A phrase that tells when to try again, whoever says it.</summary>
/// <param name="Text">The phrase, with a <c>{duration}</c> or <c>{date}</c> slot.</param>
/// <param name="Examples">Texts that hold it; each is a test.</param>
public sealed record RetryHint(string Text, IReadOnlyList<string> Examples);

/// <summary>Everything a catalogue is compiled from.</summary>
public sealed record CatalogueSource
{
    /// <summary>The version that answers carry.</summary>
    public required string Version { get; init; }

    /// <summary>All causes.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>All speakers.</summary>
    public required IReadOnlyList<Speaker> Speakers { get; init; }

    /// <summary>All entries.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>The glossary.</summary>
    public IReadOnlyList<Term> Terms { get; init; } = [];

    /// <summary>The guides.</summary>
    public IReadOnlyList<Guide> Guides { get; init; } = [];

    /// <summary>Phrases that tell when to try again.</summary>
    public IReadOnlyList<RetryHint> RetryHints { get; init; } = [];

    /// <summary>Phrases that show that the sender is meant, not the recipient.</summary>
    public IReadOnlyList<string> SenderPhrases { get; init; } = [];

    /// <summary>What was learned from a catalogue's examples; null for nothing.</summary>
    internal Learning.TrainedModel? Model { get; init; }
}
