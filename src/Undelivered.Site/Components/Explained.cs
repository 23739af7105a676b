namespace Undelivered.Site.Components;

/// <summary>A failure that was explained, and whom it concerns.</summary>
public sealed record Explained
{
    /// <summary>The answer.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>The recipients, where a mail or a log names them; not more than a page can show.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>How many failures have this answer.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>Everything that was explained of what somebody gave us.</summary>
public sealed record Explanation
{
    /// <summary>The answers; one for what is said alike.</summary>
    public required IReadOnlyList<Explained> Answers { get; init; }

    /// <summary>What it was read as, such as <c>rfc3464</c>; null for plain text.</summary>
    public string? Form { get; init; }

    /// <summary>What the reader has to know: that only a part was looked at.</summary>
    public string? Note { get; init; }
}
