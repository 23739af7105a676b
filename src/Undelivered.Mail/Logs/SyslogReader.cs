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
    private const int MaxLines = 200;

    public delegate bool LineTest(ReadOnlySpan<byte> line);

    /// <summary>Whether one of the first lines is what the test asks for. The last line may have been cut by the head's end, and is only asked where it is the only one.</summary>
    public static bool Holds(ReadOnlySpan<byte> head, LineTest test)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var lines = 0; lines < MaxLines && !head.IsEmpty; lines++)
        {
            var end = head.IndexOf((byte)'\n');
            if (end < 0 && lines > 0)
            {
                return false;
            }

            var line = end < 0 ? head : head[..end];
            head = end < 0 ? default : head[(end + 1)..];
            if (test(line.TrimEnd((byte)'\r')))
            {
                return true;
            }
        }

        return false;
    }
}
