namespace Undelivered.Mail.Bounces;

/// <summary>One mail: a file ending in .eml, a file of a Maildir, what a server writes into a pipe.</summary>
public sealed class EmlForm : InputForm
{
    /// <inheritdoc/>
    public override string Name => "eml";

    /// <inheritdoc/>
    public override bool IsOnePiece => true;

    /// <inheritdoc/>
    public override string Description => "one mail: a bounce, a delivery report, a feedback report";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => MailHead.Fits(head);

    /// <inheritdoc/>
    public override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options)
    {
        var bytes = BoundedBytes.Read(stream, options.MaxMailLength, out var wasCut, out var position);
        if (bytes.AsSpan().ContainsAnyExcept((byte)'\r', (byte)'\n', (byte)' '))
        {
            yield return new MailPiece(bytes, wasCut, options) { IsAlone = true, Line = 1, Position = position };
        }
    }
}
