namespace Undelivered.Mail.Logs;

/// <summary>The log records of KumoMTA: one JSON object a line.</summary>
/// <remarks>https://docs.kumomta.com/reference/log_record/ names the types and their fields. Receptions and rejections are about mail that comes in, and left out.</remarks>
public sealed class KumoMtaForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "kumomta";

    /// <inheritdoc/>
    public override string Description => "log of KumoMTA (JSON lines)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line =>
        line.StartsWith("{"u8) && line.IndexOf("\"type\""u8) >= 0 && line.IndexOf("\"num_attempts\""u8) >= 0 && line.IndexOf("\"peer_address\""u8) >= 0);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new KumoMtaReader(options, reports);
}
