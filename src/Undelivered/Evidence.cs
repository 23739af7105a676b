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
}
