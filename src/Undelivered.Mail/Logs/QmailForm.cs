namespace Undelivered.Mail.Logs;

/// <summary>The log of qmail-send (netqmail, notqmail, s/qmail, IndiMail), through multilog, tai64nlocal or syslog.</summary>
/// <remarks>qmail-log(5) describes the lines.</remarks>
public sealed class QmailForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "qmail";

    /// <inheritdoc/>
    public override string Description => "log of qmail-send (multilog or syslog)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, QmailReader.IsQmail);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new QmailReader(options, reports);
}
