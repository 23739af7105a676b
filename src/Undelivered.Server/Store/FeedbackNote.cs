namespace Undelivered.Server.Store;

/// <summary>What a reader said of an answer. Nothing tells who it was.</summary>
internal sealed class FeedbackNote
{
    public const int MaxEntry = 200;
    public const int MaxReason = 100;
    public const int MaxComment = 1000;

    public long Id { get; set; }

    /// <summary>When it came, UTC.</summary>
    public DateTime Time { get; set; }

    /// <summary>The id of the entry; empty for a text that no entry knew.</summary>
    public required string Entry { get; set; }

    public bool IsHelpful { get; set; }

    /// <summary>Why not, of the reasons that the page offers.</summary>
    public string? Reason { get; set; }

    public string? Comment { get; set; }
}
