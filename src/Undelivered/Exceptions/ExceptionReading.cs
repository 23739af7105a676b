namespace Undelivered;

/// <summary>Reads what an exception of a library says of a failed message.</summary>
/// <param name="exception">One exception, without those inside it.</param>
/// <returns>What it says; null for an exception of somebody else.</returns>
public delegate ExceptionReading? ExceptionReader(Exception exception);

/// <summary>What an exception says of a failed message, beside its words.</summary>
public sealed record ExceptionReading
{
    /// <summary>The code of the server's reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>What was refused; <see cref="RefusedPart.Message"/> also where it never got as far as the recipient.</summary>
    public RefusedPart Refused { get; init; }

    /// <summary>The recipient that was refused.</summary>
    public string? Recipient { get; init; }

    /// <summary>Words by which the catalogue knows such an exception, for where its own words are in another language or say nothing.</summary>
    public string? Words { get; init; }
}

/// <summary>A recipient that was refused, and why.</summary>
/// <param name="Recipient">The address.</param>
/// <param name="Diagnosis">What it means.</param>
public sealed record FailedRecipient(string Recipient, Diagnosis Diagnosis);
