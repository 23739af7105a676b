namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that Exim writes on one message.</summary>
internal sealed class EximReader(ReadOptions options, ReportBatch reports) : LogReader
{
    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);

    /// <summary>Whether the line is one of Exim's, with a message's id and a flag.</summary>
    public static bool IsExim(ReadOnlySpan<byte> line) =>
        TryLine(line, out var parsed, out var id) && !id.IsEmpty && (IsFlag(parsed.Message) || parsed.Message.StartsWith("Completed"u8));

    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        if (!TryLine(line, out var parsed, out var id))
        {
            reports.Tally.Broken++;
            return;
        }

        parsed.Number = number;
        Take(parsed, id);
    }

    /// <summary>Takes a line whose own time stamp stands in the message, or was left out (syslog_timestamp = no).</summary>
    public void TakeMessage(in SyslogLine line)
    {
        var inner = line;
        if (TryLine(line.Message, out var own, out var id))
        {
            inner.Stamp = own.Stamp;
            inner.Message = own.Message;
            Take(inner, id);
        }
        else if (TryId(line.Message, out id))
        {
            inner.Message = line.Message[(id.Length + 1)..];
            Take(inner, id);
        }
    }

    private void Take(in SyslogLine line, ReadOnlySpan<byte> id)
    {
        var message = line.Message;
        if (id.IsEmpty || message.Length < 5)
        {
            return;
        }

        if (message.StartsWith("Completed"u8))
        {
            if (_open.Find(_open.Key(line.Host, id)) is var known and >= 0)
            {
                _open.Close(known);
            }
        }
        else if (IsFlag(message))
        {
            var fields = message[3..];
            switch (message[0], message[1])
            {
                case ((byte)'<', (byte)'='):
                    Arrival(line, id, fields);
                    break;
                case ((byte)'=', (byte)'>') or ((byte)'-', (byte)'>') or ((byte)'>', (byte)'>'):
                    Outcome(line, id, fields, ReportKind.Delivered);
                    break;
                case ((byte)'*', (byte)'*'):
                    Outcome(line, id, fields, ReportKind.Failure);
                    break;
                case ((byte)'=', (byte)'='):
                    Outcome(line, id, fields, ReportKind.Delay);
                    break;
            }
        }
    }

    /// <summary>"&lt;= sender H=… P=esmtp S=1234 id=… T="subject" from &lt;…&gt; for a@b c@d".</summary>
    private void Arrival(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> fields)
    {
        var sender = TakeAddress(ref fields);
        var at = _open.Open(_open.Key(line.Host, id));
        _open.SetSender(at, sender.SequenceEqual("<>"u8) ? ""u8 : sender);
        if (EximFields.Find(fields, "id="u8) is { IsEmpty: false } messageId)
        {
            _open.SetMessageId(at, messageId);
        }

        if (EximFields.Find(fields, "T="u8) is { IsEmpty: false } subject)
        {
            _open.SetSubject(at, subject);
        }
    }

    private void Outcome(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> fields, ReportKind kind)
    {
        var wanted = reports.Wants(kind);
        if (!wanted && kind == ReportKind.Delivered && !_open.HasDeferrals)
        {
            return;
        }

        var address = TakeAddress(ref fields);
        if (address.IsEmpty)
        {
            reports.Tally.Broken++;
            return;
        }

        // The address that it was before routing; of a local delivery, the first is only the local part or a file's name.
        ReadOnlySpan<byte> original = default;
        if (fields.StartsWith("<"u8) && fields.IndexOf((byte)'>') is var close and > 0)
        {
            original = fields[1..close];
            fields = fields[(close + 1)..].TrimStart((byte)' ');
        }

        var recipient = address.Contains((byte)'@') || original.IsEmpty ? address : original;
        var text = kind == ReportKind.Delivered ? EximFields.Find(fields, "C="u8) : EximFields.CutText(ref fields);
        var key = _open.Key(line.Host, id);
        var message = kind == ReportKind.Delay ? _open.Open(key) : _open.Find(key);
        var known = message < 0 ? -1 : _open.FindDeferral(message, recipient);
        var deferral = known < 0 ? default : _open.ReadDeferral(known);
        var attempts = deferral.Count + 1;
        var host = EximFields.Host(fields);
        if (kind == ReportKind.Delay)
        {
            // A queue run before the time of the next attempt: nothing was tried, and the text says nothing new.
            if (text.StartsWith("retry time not reached"u8))
            {
                if (known >= 0)
                {
                    return;
                }

                attempts = 0;
            }
            else
            {
                attempts = _open.Defer(message, new Deferral { Recipient = recipient, OriginalRecipient = original, RemoteHost = host, Status = EximFields.Status(text), Text = text });
            }
        }

        var draft = new ReportDraft { Kind = kind, Line = line.Number, Host = line.Host, QueueId = id, Recipient = recipient, OriginalRecipient = original, RemoteHost = host, Text = text, Attempts = attempts };
        if (wanted && kind == ReportKind.Failure && IsExpiry(text))
        {
            draft.Attempts = deferral.Count;
            draft.DeferralText = deferral.Text;
            draft.DeferralStatus = deferral.Status;
            draft.DeferralHost = deferral.RemoteHost;
            draft.RemoteHost = host.IsEmpty ? deferral.RemoteHost : host;
        }

        if (wanted)
        {
            Complete(ref draft, line, message, fields);
            reports.Add(draft);
        }

        if (kind != ReportKind.Delay && known >= 0)
        {
            _open.DropDeferral(message, known);
        }
    }

    private void Complete(ref ReportDraft draft, in SyslogLine line, int message, ReadOnlySpan<byte> fields)
    {
        draft.Time = line.Stamp.IsEmpty ? line.Time : _clock.Read(line.Stamp) ?? line.Time;
        draft.Status = EximFields.Status(draft.Text);
        if (message >= 0)
        {
            draft.Sender = _open.Sender(message);
            draft.MessageId = _open.MessageId(message);
            draft.Subject = _open.Subject(message) is { IsEmpty: false } subject ? subject : default;
        }

        // "F=<sender>" and "P=<return path>" stand there where log_selector asks for them.
        if (!LogBytes.IsKnown(draft.Sender))
        {
            var sender = EximFields.Find(fields, "P="u8) is { IsEmpty: false } path && path[0] == '<' ? path : EximFields.Find(fields, "F="u8);
            draft.Sender = sender.Length >= 2 && sender[0] == '<' ? sender[1..^1] : default;
        }
    }

    private static bool IsExpiry(ReadOnlySpan<byte> text) =>
        text.EndsWith("retry timeout exceeded"u8) || text.StartsWith("all hosts"u8) || text.IndexOf("have been failing for a long time"u8) >= 0;

    /// <summary>The address, which holds spaces where its local part is quoted, or is a pipe's command.</summary>
    private static ReadOnlySpan<byte> TakeAddress(scoped ref ReadOnlySpan<byte> fields)
    {
        var end = 0;
        var quoted = false;
        while (end < fields.Length && (quoted || fields[end] != ' '))
        {
            quoted ^= fields[end] == '"';
            end += fields[end] == '\\' ? 2 : 1;
        }

        end = Math.Min(end, fields.Length);
        if (fields.Length > 0 && fields[0] is (byte)'|' && fields.IndexOf(" <"u8) is var angle and > 0)
        {
            end = angle;
        }

        var address = fields[..end];
        var hasText = address.Length > 1 && address[^1] == ':' && address[0] != ':';
        fields = hasText ? fields[(end - 1)..] : fields[end..].TrimStart((byte)' ');
        return hasText ? address[..^1] : address;
    }

    private static bool IsFlag(ReadOnlySpan<byte> message) => message.Length > 3 && message[2] == ' ' && (message[0], message[1]) is
        ((byte)'<', (byte)'=') or ((byte)'=', (byte)'>') or ((byte)'-', (byte)'>') or ((byte)'>', (byte)'>') or ((byte)'*', (byte)'*') or ((byte)'=', (byte)'=') or ((byte)'*', (byte)'>');

    /// <summary>"2026-11-24 10:00:00[.123] [+0100] [[pid]] id …", perhaps behind syslog's own beginning.</summary>
    private static bool TryLine(ReadOnlySpan<byte> line, out SyslogLine parsed, out ReadOnlySpan<byte> id)
    {
        parsed = default;
        id = default;
        if (line.Length < 21)
        {
            return false;
        }

        if (line[4] != '-' || line[10] != ' ')
        {
            if (!SyslogLine.TryParse(line, 0, out parsed) || !parsed.Tag.StartsWith("exim"u8))
            {
                return false;
            }

            var own = parsed.Message;
            if (own.Length > 20 && own[4] == '-' && own[10] == ' ' && SyslogLine.TryStamp(own, out var inner))
            {
                parsed.Stamp = own[..inner].TrimEnd((byte)' ');
                parsed.Message = own[inner..];
            }
        }
        else if (SyslogLine.TryStamp(line, out var length))
        {
            parsed.Stamp = line[..length].TrimEnd((byte)' ');
            parsed.Message = line[length..];
        }
        else
        {
            return false;
        }

        var rest = parsed.Message.TrimStart((byte)' ');
        if (rest.Length > 2 && rest[0] == '[' && rest.IndexOf("] "u8) is var pid and > 0)
        {
            rest = rest[(pid + 2)..];
        }

        if (TryId(rest, out id))
        {
            rest = rest[(id.Length + 1)..];
        }

        parsed.Message = rest;
        return true;
    }

    /// <summary>Three groups of letters and digits: 6-6-2, or 6-11-4.</summary>
    private static bool TryId(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> id)
    {
        var length = rest.Length > 17 && rest[16] == ' ' && rest[6] == '-' && rest[13] == '-' ? 16
            : rest.Length > 24 && rest[23] == ' ' && rest[6] == '-' && rest[18] == '-' ? 23
            : 0;
        id = rest[..length];
        return length > 0;
    }
}
