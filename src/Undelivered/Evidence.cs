namespace Undelivered;

/// <summary>What is known of a failure. What stands in a field goes before what the text says.</summary>
public readonly record struct Evidence
{
    /// <summary>The longest text that is looked at, in bytes of UTF-8; what follows is left out.</summary>
    public const int MaxTextLength = 64 * 1024;

    /// <summary>The text as it came: a reply, an exception's message, JSON, a dialog's text.</summary>
    public string? Text { get; init; }

    /// <summary>The reply code, where it came apart from the text.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code, where it came apart from the text.</summary>
    public EnhancedCode? EnhancedCode { get; init; }

    /// <summary>Who the message was sent through, such as <c>mailgun</c>: a hint; one that is not known is ignored.</summary>
    public string? Provider { get; init; }

    /// <summary>The host that gave the answer.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>
    /// The id of the entry that answers, where the form of a report tells it whatever its text says: a feedback report is a complaint.
    /// One that the catalogue lacks is ignored.
    /// </summary>
    public string? Entry { get; init; }

    /// <summary>Whether a server has said that it goes on trying by itself, so that nothing about the failure is final yet.</summary>
    public bool IsDelay { get; init; }

    /// <summary>What was refused, where that is known from elsewhere: of anything but the recipient, nobody is suppressed, whatever the text says.</summary>
    public RefusedPart Refused { get; init; }
}
