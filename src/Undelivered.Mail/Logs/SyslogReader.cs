namespace Undelivered.Mail.Logs;

/// <summary>Reads what a mail server tells syslog, however the line came.</summary>
internal abstract class MessageReader
{
    /// <summary>Takes the next line; it never throws, whatever the line holds.</summary>
    public abstract void Take(in SyslogLine line);
}

/// <summary>Takes the lines of syslog apart.</summary>
internal sealed class SyslogReader(MessageReader reader, ReportBatch reports) : LogReader
{
    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        if (SyslogLine.TryParse(line, number, out var parsed))
        {
            reader.Take(parsed);
        }
        else
        {
            reports.Tally.Broken++;
        }
    }
}

/// <summary>Looks at the beginning of input.</summary>
internal static class LogHead
{
    public delegate bool LineTest(ReadOnlySpan<byte> line);

    /// <summary>
    /// Whether a line is what the test asks for. The last line may have been cut by the head's end, and is only asked where it is the only one.
    /// A mail that quotes a log is none: it begins with a header, or with mbox's "From ".
    /// </summary>
    public static bool Holds(ReadOnlySpan<byte> head, LineTest test)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (head.StartsWith("From "u8) || Bounces.MailHead.Fits(head))
        {
            return false;
        }

        var isFirst = true;
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            if (end < 0 && !isFirst)
            {
                return false;
            }

            var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
            head = end < 0 ? default : head[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            if (test(line))
            {
                return true;
            }

            isFirst = false;
        }

        return false;
    }
}
