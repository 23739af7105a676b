namespace Undelivered.Mail.Logs;

/// <summary>The log of sendmail, through syslog.</summary>
/// <remarks>
/// Lines of "name=value" pairs behind the queue id: one for the message ("from=…, size=…, msgid=…") and one for each attempt ("to=…,
/// delay=…, mailer=…, relay=…, dsn=…, stat=…"), as "Sendmail Installation and Operation Guide", 2.1 (The system log) describes them.
/// </remarks>
public sealed class SendmailForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "sendmail";

    /// <inheritdoc/>
    public override string Description => "log of sendmail (syslog)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line => SyslogLine.TryParse(line, 0, out var parsed) && SendmailReader.IsSendmail(parsed));

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new SyslogReader(new SendmailReader(options, reports), reports);
}
