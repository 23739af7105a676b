namespace Undelivered.Mail.Bounces;

/// <summary>What a part of a mail is to us.</summary>
internal enum PartKind
{
    Text,
    Html,
    DeliveryStatus,
    FeedbackReport,
    Disposition,
    OriginalHeaders,
    Other,
}

/// <summary>A leaf of a mail: where it stands, and how it is written.</summary>
internal sealed record MailPart
{
    public required PartKind Kind { get; init; }

    /// <summary>0 in the mail itself, 1 in the mail that it encloses.</summary>
    public required int Depth { get; init; }

    public string? Charset { get; init; }

    public string? Encoding { get; init; }

    public bool IsAttachment { get; init; }

    public int Start { get; init; }

    public int End { get; set; }
}
