namespace Undelivered.Mail.Logs;

/// <summary>The log of Postfix, through syslog in any of its forms or from maillog_file.</summary>
/// <remarks>
/// The lines are those of log_adhoc(3) in Postfix's sources ("QUEUEID: to=&lt;…&gt;, orig_to=&lt;…&gt;, relay=…, dsn=…, status=… (…)"), of cleanup(8)
/// (message-id=) and qmgr(8) (from=, status=expired, removed). What smtpd(8) refuses (NOQUEUE) is mail of others and is left out, as are the
/// probes of verify(8) (status=deliverable, undeliverable).
/// </remarks>
public sealed class PostfixForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "postfix";

    /// <inheritdoc/>
    public override string Description => "log of Postfix (syslog, RFC 5424 or maillog_file)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line => SyslogLine.TryParse(line, 0, out var parsed) && PostfixReader.IsPostfix(parsed));

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new SyslogReader(new PostfixReader(options, reports), reports);
}
