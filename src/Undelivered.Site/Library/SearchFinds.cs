namespace Undelivered.Site.Library;

/// <summary>A page that a search has found and that is no entry.</summary>
public sealed record OtherFind(string Path, string Name, string Kind);

/// <summary>What a search has found.</summary>
public sealed record SearchFinds
{
    /// <summary>What was looked for.</summary>
    public required string Query { get; init; }

    /// <summary>The entries, the best first.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>Speakers, causes, guides and terms of that name.</summary>
    public IReadOnlyList<OtherFind> Others { get; init; } = [];

    /// <summary>The code that was looked for, where the query is one.</summary>
    public CodeName? Code { get; init; }

    /// <summary>Whether the query is an error that had better be explained.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether the entries hold only some of the words.</summary>
    public bool IsLoose { get; init; }

    /// <summary>Whether there are more entries than are shown.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => Entries.Count == 0 && Others.Count == 0 && Code is null && !IsError;
}
