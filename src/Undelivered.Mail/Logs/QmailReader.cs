using System.Buffers.Text;

namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that qmail-send writes on one message and one delivery.</summary>
internal sealed class QmailReader(ReadOptions options, ReportBatch reports) : LogReader
{
    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _messages = new(reports.Tally, options.MaxOpenMessages);

    // A delivery's recipient stands in place of a sender, its message's number in place of a Message-ID.
    private readonly OpenMessages _deliveries = new(reports.Tally, options.MaxOpenMessages);
    private readonly byte[] _text = new byte[Evidence.MaxTextLength];

    /// <summary>Whether the line is one of qmail-send's.</summary>
    public static bool IsQmail(ReadOnlySpan<byte> line)
    {
        var message = Start(line, out _, out _, out _);
        return TryNumber(message, "starting delivery "u8, ": msg "u8, out _, out var rest) && rest.IndexOf(" to "u8) > 0
            || TryNumber(message, "info msg "u8, ": bytes "u8, out _, out _)
            || TryNumber(message, "delivery "u8, ": "u8, out _, out rest) && (rest.StartsWith("success: "u8) || rest.StartsWith("failure: "u8) || rest.StartsWith("deferral: "u8));
    }

    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        var message = Start(line, out var stamp, out var time, out var host);
        Take(new SyslogLine { Number = number, Stamp = stamp, Time = time, Host = host, Message = message });
    }

    public void Take(in SyslogLine line)
    {
        var message = line.Message;
        if (TryNumber(message, "starting delivery "u8, ": msg "u8, out var delivery, out var rest))
        {
            // "starting delivery 7: msg 1234 to remote a@b".
            var to = rest.IndexOf(" to "u8);
            var recipient = to < 0 ? default : rest[(to + 4)..];
            var space = recipient.IndexOf((byte)' ');
            if (space < 0)
            {
                reports.Tally.Broken++;
                return;
            }

            var at = _deliveries.Open(_deliveries.Key(line.Host, delivery));
            _deliveries.SetSender(at, recipient[(space + 1)..]);
            _deliveries.SetMessageId(at, rest[..to]);
        }
        else if (TryNumber(message, "delivery "u8, ": "u8, out delivery, out rest))
        {
            Delivery(line, delivery, rest);
        }
        else if (TryNumber(message, "info msg "u8, ": bytes "u8, out var id, out rest))
        {
            // "info msg 1234: bytes 567 from <a@b> qp 890 uid 1000".
            var from = rest.IndexOf(" from <"u8);
            var end = from < 0 ? -1 : rest[(from + 7)..].LastIndexOf((byte)'>');
            if (end >= 0)
            {
                _messages.SetSender(_messages.Open(_messages.Key(line.Host, id)), rest.Slice(from + 7, end));
            }
        }
        else if ((message.StartsWith("new msg "u8) || message.StartsWith("end msg "u8)) && _messages.Find(_messages.Key(line.Host, message[8..])) is var known and >= 0)
        {
            // A number is used again as soon as its message has ended.
            _messages.Close(known);
        }
    }

    private void Delivery(in SyslogLine line, ReadOnlySpan<byte> delivery, ReadOnlySpan<byte> rest)
    {
        var kind = rest.StartsWith("success: "u8) ? ReportKind.Delivered : rest.StartsWith("failure: "u8) ? ReportKind.Failure : rest.StartsWith("deferral: "u8) ? ReportKind.Delay : ReportKind.Other;
        var at = _deliveries.Find(_deliveries.Key(line.Host, delivery));
        if (kind == ReportKind.Other || at < 0 && !reports.Wants(kind))
        {
            return;
        }

        var encoded = rest[(kind == ReportKind.Delay ? 10 : 9)..];
        var draft = new ReportDraft { Kind = kind, Line = line.Number, Host = line.Host, Attempts = 1 };
        var message = -1;
        if (at >= 0)
        {
            draft.Recipient = _deliveries.Sender(at);
            draft.QueueId = _deliveries.MessageId(at);
            message = _messages.Find(_messages.Key(line.Host, draft.QueueId));
        }

        if (message >= 0)
        {
            draft.Sender = _messages.Sender(message);
            var known = _messages.FindDeferral(message, draft.Recipient);
            var deferral = known < 0 ? default : _messages.ReadDeferral(known);
            draft.Attempts = deferral.Count + 1;
            draft.Text = Decode(encoded);
            if (kind == ReportKind.Delay)
            {
                _messages.Defer(message, new Deferral { Recipient = draft.Recipient, Text = draft.Text, RemoteHost = Host(draft.Text), Status = Status(draft.Text) });
            }
            else if (kind == ReportKind.Failure && draft.Text.IndexOf("been in the queue too long"u8) >= 0)
            {
                draft.DeferralText = deferral.Text;
                draft.DeferralStatus = deferral.Status;
                draft.DeferralHost = deferral.RemoteHost;
            }

            if (kind != ReportKind.Delay && known >= 0)
            {
                Report(ref draft, line);
                _messages.DropDeferral(message, known);
                _deliveries.Close(at);
                return;
            }
        }
        else
        {
            draft.Text = Decode(encoded);
        }

        Report(ref draft, line);
        if (at >= 0)
        {
            _deliveries.Close(at);
        }
    }

    private void Report(ref ReportDraft draft, in SyslogLine line)
    {
        if (reports.Wants(draft.Kind))
        {
            draft.Time = line.Time ?? _clock.Read(line.Stamp);
            draft.RemoteHost = Host(draft.Text);
            draft.Status = Status(draft.Text);
            reports.Add(draft);
        }
    }

    /// <summary>qmail-send wrote a line's end as "/" and a space as "_"; slashes of an address on the web stay.</summary>
    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> encoded)
    {
        var length = Math.Min(encoded.Length, _text.Length);
        var isUrl = false;
        for (var i = 0; i < length; i++)
        {
            var b = encoded[i];
            if (b == '_')
            {
                isUrl = false;
                b = (byte)' ';
            }
            else if (b == '/')
            {
                isUrl |= i + 1 < length && encoded[i + 1] == '/' && i > 0 && encoded[i - 1] == ':';
                var ends = i + 1 == length || encoded[(i + 1)..].StartsWith("Giving_up_on_"u8) || encoded[(i + 1)..].StartsWith("Remote_host_said:"u8);
                b = isUrl && !ends ? b : (byte)'\n';
            }

            _text[i] = b;
        }

        return _text.AsSpan(0, length).TrimEnd("\n "u8);
    }

    /// <summary>The host's address at the beginning of what qmail-remote says: "192.0.2.1 does not like recipient."; newer ones "Connected to 192.0.2.1 but …".</summary>
    private static ReadOnlySpan<byte> Host(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith("Connected to "u8) ? text[13..] : text.StartsWith("User and password not set, continuing without authentication.\n"u8) ? text[62..] : text;
        var end = text.IndexOfAny((byte)' ', (byte)'\n');
        var word = end < 0 ? default : text[..end];
        return word.Length is >= 7 and <= 45 && word.Contains((byte)'.') && word.IndexOfAnyExcept(LogBytes.DigitsAndDots) < 0 ? word : default;
    }

    /// <summary>"(#5.1.1)", as qmail marks its own reasons (RFC 1893).</summary>
    private static ReadOnlySpan<byte> Status(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("(#"u8);
        if (at < 0)
        {
            return text.IndexOf("Remote host said: "u8) is var said and >= 0 ? EximFields.Status(text[(said + 18)..]) : default;
        }

        var code = text[(at + 2)..];
        var close = code.IndexOf((byte)')');
        return close is >= 5 and <= 9 && code[..close].IndexOfAnyExcept(LogBytes.DigitsAndDots) < 0 ? code[..close] : default;
    }

    /// <summary>"PREFIX number MIDDLE rest".</summary>
    private static bool TryNumber(ReadOnlySpan<byte> message, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> middle, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)
    {
        number = default;
        rest = default;
        if (!message.StartsWith(prefix))
        {
            return false;
        }

        rest = message[prefix.Length..];
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end is < 1 or > 20 || !rest[end..].StartsWith(middle))
        {
            return false;
        }

        number = rest[..end];
        rest = rest[(end + middle.Length)..];
        return true;
    }

    /// <summary>Takes off what stands before the message: "@400000…", "2026-11-24 10:00:00.123456789", syslog's beginning with splogger's seconds, or nothing.</summary>
    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> stamp, out DateTimeOffset? time, out ReadOnlySpan<byte> host)
    {
        stamp = default;
        time = null;
        host = default;
        if (line.Length > 26 && line[0] == '@' && line[25] == ' ')
        {
            time = LogClock.FromTai(line[1..25]);
            return line[26..];
        }

        if (line.Length > 20 && line[4] == '-' && line[10] == ' ' && SyslogLine.TryStamp(line, out var length))
        {
            stamp = line[..length].TrimEnd((byte)' ');
            return line[length..];
        }

        if (line.Length < 1 || line[0] is (byte)'s' or (byte)'d' or (byte)'n' or (byte)'e' or (byte)'i' || !SyslogLine.TryParse(line, 0, out var parsed))
        {
            return line;
        }

        stamp = parsed.Stamp;
        host = parsed.Host;
        var message = parsed.Message;
        if (message.Length > 12 && ReplyText.IsDigit(message[0]) && message.IndexOf((byte)' ') is var space and >= 10 and < 24 && Utf8Parser.TryParse(message[..space], out double seconds, out var used) && used == space)
        {
            time = LogClock.FromUnix(seconds);
            return message[(space + 1)..];
        }

        return message;
    }
}
