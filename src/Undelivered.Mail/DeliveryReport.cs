using System.Collections.ObjectModel;

namespace Undelivered.Mail;

/// <summary>What a mail, a line of a log or a provider's event says of one recipient.</summary>
public sealed record DeliveryReport
{
    /// <summary>What it reports.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>What the engine is to judge: the diagnostic text, and whatever codes and hosts came beside it.</summary>
    public Evidence Evidence { get; init; }

    /// <summary>Where it was read.</summary>
    public required ReportSource Source { get; init; }

    /// <summary>The address that the message was to be delivered to in the end (Final-Recipient), without angle brackets; null where nothing tells.</summary>
    public string? Recipient { get; init; }

    /// <summary>The address that the sender wrote (Original-Recipient, X-Actual-Recipient, orig_to), where it is another one.</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The envelope sender (RFC 5321 reverse-path) of the message that failed; empty for the null sender.</summary>
    public string? EnvelopeSender { get; init; }

    /// <summary>The status as it stands in the report (RFC 3464 Status, dsn=), such as <c>5.1.1</c>; where the refusing server gave a code of its own that says more, that one.</summary>
    public string? Status { get; init; }

    /// <summary>The action of RFC 3464, 2.3.3, in lower case: failed, delayed, delivered, relayed, expanded.</summary>
    public string? Action { get; init; }

    /// <summary>The host that wrote the report (Reporting-MTA), without its type.</summary>
    public string? ReportingMta { get; init; }

    /// <summary>The host that refused (Remote-MTA, relay=), without its type, address or port.</summary>
    public string? RemoteMta { get; init; }

    /// <summary>When it happened, as the report says: its own time goes before the mail's Date.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Until when the reporting server goes on trying (Will-Retry-Until).</summary>
    public DateTimeOffset? WillRetryUntil { get; init; }

    /// <summary>The reporting server's name for the message: Postfix's queue id, Exim's message id; a provider's id of the event.</summary>
    public string? QueueId { get; init; }

    /// <summary>The message that failed.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>What a message that ran out of time had been deferred for, the last time.</summary>
    public Evidence? LastDeferral { get; init; }

    /// <summary>How often it was tried, where the source counts.</summary>
    public int? Attempts { get; init; }

    /// <summary>What speaks for this being a report on a message of ours.</summary>
    public Authenticity Authenticity { get; init; }

    /// <summary>What was wrong with the form and was read as well as could be.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];
}

/// <summary>What a report is about.</summary>
public enum ReportKind
{
    /// <summary>The message could not be delivered, and nobody goes on trying.</summary>
    Failure,

    /// <summary>It could not be delivered yet; the reporting server tries again by itself.</summary>
    Delay,

    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>It was handed to a system that sends no reports, or expanded into a list.</summary>
    Relayed,

    /// <summary>The recipient called it spam (RFC 5965), or has unsubscribed.</summary>
    Complaint,

    /// <summary>An out-of-office note, a challenge or another automatic answer (RFC 3834).</summary>
    AutoReply,

    /// <summary>It was displayed or deleted: a disposition notification (RFC 8098).</summary>
    Receipt,

    /// <summary>None of these.</summary>
    Other,
}

/// <summary>How far a report proves that it is about a message of ours; see docs/mail.md.</summary>
public enum Authenticity
{
    /// <summary>Nothing that would tell was looked for or could be found.</summary>
    Unknown,

    /// <summary>It quotes a Message-ID of one of our domains. Whoever has had a message of ours could have written it.</summary>
    MessageId,

    /// <summary>It came to an address that only that one message bore as its envelope sender (VERP, BATV, SRS).</summary>
    Token,

    /// <summary>What it quotes is not ours: it answers mail that someone else sent in our name (backscatter), or is forged.</summary>
    Foreign,
}

/// <summary>Where a report was read.</summary>
/// <param name="Form">The form, such as <c>rfc3464</c>, <c>exim</c>, <c>postfix</c>, <c>mailgun-event</c>.</param>
/// <param name="File">The file; null for standard input or bytes.</param>
/// <param name="Line">The line it begins in, from 1; of a mail, the line of the mailbox that it begins in.</param>
public readonly record struct ReportSource(string Form, string? File = null, long? Line = null);

/// <summary>What is known of the message that a report is about.</summary>
public sealed record OriginalMessage
{
    /// <summary>Its Message-ID, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The id that its sender gave its envelope (RFC 3461 ENVID, Original-Envelope-Id).</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>The address in its From.</summary>
    public string? From { get; init; }

    /// <summary>The first address in its To.</summary>
    public string? To { get; init; }

    /// <summary>Its subject, decoded.</summary>
    public string? Subject { get; init; }

    /// <summary>Its Date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its List-Id, List-Unsubscribe, Feedback-ID and X-… headers, by name as written; bounded in number and length.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
