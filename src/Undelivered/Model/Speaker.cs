namespace Undelivered;

/// <summary>Who writes failure texts: a mailbox host, a filter, a provider, a library…</summary>
public sealed record Speaker
{
    /// <summary>A stable name, such as <c>gmail</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required SpeakerRole Role { get; init; }

    /// <summary>One or two sentences about it.</summary>
    public required string About { get; init; }

    /// <summary>Values of the <c>provider</c> hint that mean this speaker.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Host names, or endings of host names, that belong to it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Texts that prove it, whatever it says.</summary>
    public IReadOnlyList<Match> Markers { get; init; } = [];
}
