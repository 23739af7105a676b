namespace Undelivered;

/// <summary>The reason of a failure, whoever words it, and the decision that it implies.</summary>
/// <param name="Id">A fixed name such as <c>authentication.dmarc</c>; see <see cref="CauseId"/>.</param>
/// <param name="Title">One line for a person.</param>
/// <param name="Meaning">What is the case.</param>
/// <param name="Permanence">The usual one; <see cref="Permanence.Unknown"/> where the reply's class decides.</param>
/// <param name="FixedBy">Who can put it right.</param>
/// <param name="Retry">Whether to send again; <see cref="Retry.ByReplyClass"/> where the reply's class decides.</param>
/// <param name="Suppress">Whether to stop sending to the address.</param>
/// <param name="Check">The live check that proves it, where there is one.</param>
public sealed record Cause(
    string Id, string Title, string Meaning, Permanence Permanence, FixedBy FixedBy, Retry Retry, Suppress Suppress, string? Check = null)
{
    /// <summary>What helps whoever the speaker is; for texts that no entry knows.</summary>
    public IReadOnlyList<RemedyStep> Remedy { get; init; } = [];
}
