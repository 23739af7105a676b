namespace Undelivered.Mail.Bounces;

/// <summary>One mail, as it stands in a mailbox; read on whichever thread.</summary>
/// <param name="bytes">The mail; of a very long one, the beginning.</param>
/// <param name="wasCut">Whether its end was left out.</param>
/// <param name="options">How to read it.</param>
public sealed class MailPiece(ReadOnlyMemory<byte> bytes, bool wasCut, ReadOptions options) : InputPiece
{
    /// <summary>The mail in the file is the only one there: its reports bear no line.</summary>
    internal bool IsAlone { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<DeliveryReport> Read() => new MailReading(bytes, wasCut, options, IsAlone ? null : Line).Read();
}
