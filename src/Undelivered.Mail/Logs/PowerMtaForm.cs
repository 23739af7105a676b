namespace Undelivered.Mail.Logs;

/// <summary>The accounting file of PowerMTA: CSV with a header.</summary>
/// <remarks>
/// "Accounting records" in the PowerMTA User's Guide names the records (d, b, t, tq, rb, rs, f, r) and their fields, which may stand in any
/// order; header_… are headers of the message.
/// </remarks>
public sealed class PowerMtaForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "powermta";

    /// <inheritdoc/>
    public override string Description => "accounting file of PowerMTA (CSV)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, PowerMtaReader.IsHeader);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new PowerMtaReader(options, reports);
}
