namespace Undelivered.Mail.Logs;

/// <summary>The message tracking log of Exchange Server (2007 to Subscription Edition): CSV behind "#Fields:".</summary>
/// <remarks>
/// https://learn.microsoft.com/exchange/mail-flow/transport-logs/message-tracking names fields and events. Read are FAIL, BADMAIL, DEFER,
/// DELIVER, SEND (to other organisations), EXPAND and REDIRECT; a DSN event is the bounce that a FAIL has caused.
/// </remarks>
public sealed class ExchangeTrackingForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "exchange";

    /// <inheritdoc/>
    public override string Description => "message tracking log of Exchange Server (CSV)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line =>
        line.StartsWith("#Fields:"u8) && line.IndexOf("event-id"u8) > 0 && line.IndexOf("recipient-status"u8) > 0);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new ExchangeTrackingReader(options, reports);
}
