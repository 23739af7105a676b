namespace Undelivered.Mail.Logs;

/// <summary>The log of OpenSMTPD, through syslog or as it prints it.</summary>
/// <remarks>
/// The lines are those of mta_log(), mda_log() and queue_log() in its sources, in three generations: "relay: PermFail for EVPID: session=…,
/// from=&lt;…&gt;, …, stat=…" (5.4), "SESSION mta event=delivery evpid=… … result="PermFail" stat="…"" (5.7), and "SESSION mta delivery
/// evpid=…" (6.4 and later).
/// </remarks>
public sealed class OpenSmtpdForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "opensmtpd";

    /// <inheritdoc/>
    public override string Description => "log of OpenSMTPD";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line =>
        SyslogLine.TryParse(line, 0, out var parsed) && parsed.Tag.SequenceEqual("smtpd"u8) && OpenSmtpdReader.IsOurs(parsed.Message) || OpenSmtpdReader.IsOurs(line));

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new OpenSmtpdLineReader(new OpenSmtpdReader(options, reports));
}

/// <summary>Takes lines of syslog, and bare ones that smtpd -d printed.</summary>
internal sealed class OpenSmtpdLineReader(OpenSmtpdReader reader) : LogReader
{
    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        if (OpenSmtpdReader.IsOurs(line) || !SyslogLine.TryParse(line, number, out var parsed))
        {
            parsed = new SyslogLine { Number = number, Message = line };
        }

        reader.Take(parsed);
    }
}
