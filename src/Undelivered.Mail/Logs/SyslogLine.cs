namespace Undelivered.Mail.Logs;

/// <summary>
/// A line as syslog and its likes write it: RFC 3164 ("Nov 24 10:00:00 host tag[pid]: message"), the same with an RFC 3339 stamp
/// (rsyslog's file format, <c>journalctl -o short-iso</c>), and RFC 5424; each with or without the priority in front.
/// </summary>
internal ref struct SyslogLine
{
    /// <summary>The time stamp as written; empty where there is none.</summary>
    public ReadOnlySpan<byte> Stamp;

    /// <summary>The time, where it came apart from the line.</summary>
    public DateTimeOffset? Time;

    public ReadOnlySpan<byte> Host;

    /// <summary>The program's name, without its process id.</summary>
    public ReadOnlySpan<byte> Tag;

    public ReadOnlySpan<byte> Message;

    public long Number;

    /// <summary>Reads the beginning of a line; false where it is no line of a log.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, long number, out SyslogLine parsed)
    {
        parsed = new SyslogLine { Number = number };
        if (line.Length > 20 && line[0] == '<' && line[1..6].IndexOf((byte)'>') is var priority and > 0)
        {
            line = line[(priority + 2)..];
        }

        if (line.Length > 32 && line[3] == ' ' && line[8] == '-' && line[11] == '-' && line[14] == ' ' && line[23] == ' ' && line[24..].IndexOf((byte)' ') is var zone and > 0)
        {
            // journalctl -o short-full: "Tue 2026-11-24 10:00:00 UTC host tag[1]: …"; the name of another zone than UTC does not tell the offset.
            parsed.Stamp = line[24..(24 + zone)].SequenceEqual("UTC"u8) ? line[4..(24 + zone)] : line[4..23];
            return TryHost(line[(25 + zone)..], ref parsed);
        }

        ReadOnlySpan<byte> rest;
        if (line.Length > 16 && line[15] == ' ' && line[9] == ':' && line[3] == ' ' && line[6] == ' ')
        {
            parsed.Stamp = line[..15];
            rest = line[16..];
        }
        else if (line.Length > 20 && line[0] == '1' && line[1] == ' ' && (line[2] == '-' || line.Length > 24 && line[6] == '-'))
        {
            return Structured(line[2..], ref parsed);
        }
        else if (!TryStamp(line, out var length))
        {
            // A container's log may begin with the tag.
            return TryTag(line, ref parsed);
        }
        else
        {
            parsed.Stamp = line[..length].TrimEnd((byte)' ');
            rest = line[length..].TrimStart((byte)' ');
        }

        if (rest.Length > 0 && rest[0] == '<' && rest.IndexOf("> "u8) is var facility and > 0 and < 32)
        {
            // FreeBSD's syslogd -vv: "<mail.info> host …".
            rest = rest[(facility + 2)..];
        }

        return TryHost(rest, ref parsed);
    }

    private static bool TryHost(ReadOnlySpan<byte> rest, ref SyslogLine parsed)
    {
        var space = rest.IndexOf((byte)' ');
        if (space <= 0)
        {
            return false;
        }

        if (rest[space - 1] == ':')
        {
            // No host at all: the tag came first.
            return TryTag(rest, ref parsed);
        }

        parsed.Host = rest[..space];
        return TryTag(rest[(space + 1)..], ref parsed);
    }

    private static bool TryTag(ReadOnlySpan<byte> rest, ref SyslogLine parsed)
    {
        var end = rest.IndexOfAny((byte)'[', (byte)':', (byte)' ');
        if (end <= 0)
        {
            return false;
        }

        parsed.Tag = rest[..end];
        if (rest[end] == '[')
        {
            var close = rest[end..].IndexOf((byte)']');
            if (close < 0)
            {
                return false;
            }

            end += close + 1;
        }

        if (end < rest.Length && rest[end] == ':')
        {
            end++;
        }

        parsed.Message = rest[end..].TrimStart((byte)' ');
        if (parsed.Message.Length > 8 && parsed.Message[0] == '[' && parsed.Message.StartsWith("[ID "u8) && parsed.Message.IndexOf("] "u8) is var id and > 0)
        {
            // Solaris: "[ID 197553 mail.info] …".
            parsed.Message = parsed.Message[(id + 2)..];
        }

        return true;
    }

    /// <summary>RFC 5424, 6: "TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG".</summary>
    private static bool Structured(ReadOnlySpan<byte> rest, ref SyslogLine parsed)
    {
        if (!TryWord(ref rest, out parsed.Stamp) || !TryWord(ref rest, out parsed.Host) || !TryWord(ref rest, out parsed.Tag)
            || !TryWord(ref rest, out _) || !TryWord(ref rest, out _) || rest.IsEmpty)
        {
            return false;
        }

        parsed.Host = parsed.Host is [(byte)'-'] ? default : parsed.Host;
        parsed.Stamp = parsed.Stamp is [(byte)'-'] ? default : parsed.Stamp;
        if (rest[0] == '-')
        {
            rest = rest[1..];
        }
        else
        {
            while (rest.Length > 0 && rest[0] == '[')
            {
                var end = ElementEnd(rest);
                if (end < 0)
                {
                    return false;
                }

                rest = rest[end..];
            }
        }

        rest = rest.TrimStart((byte)' ');
        parsed.Message = rest.StartsWith("\uFEFF"u8) ? rest[3..] : rest;
        return true;
    }

    private static int ElementEnd(ReadOnlySpan<byte> element)
    {
        var quoted = false;
        for (var i = 0; i < element.Length; i++)
        {
            switch (element[i])
            {
                case (byte)'\\' when quoted:
                    i++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)']' when !quoted:
                    return i + 1;
            }
        }

        return -1;
    }

    private static bool TryWord(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        var space = rest.IndexOf((byte)' ');
        word = space < 0 ? default : rest[..space];
        rest = space < 0 ? default : rest[(space + 1)..];
        return space > 0;
    }

    /// <summary>How long the time stamp at the beginning is, with the space after it.</summary>
    public static bool TryStamp(ReadOnlySpan<byte> line, out int length)
    {
        length = 0;
        if (line.Length > 20 && line[4] == '-' && line[7] == '-' && line[10] is (byte)'T' or (byte)' ' && line[13] == ':')
        {
            var end = line[19..].IndexOf((byte)' ');
            length = end < 0 ? 0 : 19 + end + 1;
            if (end >= 0 && length + 6 < line.Length && line[length] is (byte)'+' or (byte)'-' && line[length + 5] == ' ')
            {
                length += 6;
            }

            return end >= 0;
        }

        // "Nov 24 10:00:00.123456 host" and "Nov 24 2026 10:00:00 host".
        if (line.Length > 24 && line[3] == ' ' && line[6] == ' ' && LogClock.Month(line) > 0)
        {
            var from = line[11] == ' ' ? 12 : 7;
            var end = line[from..].IndexOf((byte)' ');
            length = from + end + 1;
            return end >= 8;
        }

        return false;
    }
}
