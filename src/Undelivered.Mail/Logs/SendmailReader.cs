namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that sendmail writes on one queue id.</summary>
internal sealed class SendmailReader(ReadOptions options, ReportBatch reports) : MessageReader
{
    private const int MaxQueueId = 24;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);

    /// <summary>Whether the line is one of sendmail's ("sendmail", "sm-mta", "sm-msp-queue") that tells of a message.</summary>
    public static bool IsSendmail(in SyslogLine line) =>
        (line.Tag.StartsWith("sendmail"u8) || line.Tag.StartsWith("sm-"u8)) && TryQueueId(line.Message, out _, out var rest)
        && (rest.StartsWith("from="u8) || rest.StartsWith("to="u8) && rest.IndexOf(", stat="u8) > 0);

    public override void Take(in SyslogLine line)
    {
        if (!TryQueueId(line.Message, out var id, out var rest))
        {
            return;
        }

        if (rest.StartsWith("to="u8))
        {
            Attempt(line, id, rest[3..]);
        }
        else if (rest.StartsWith("from="u8))
        {
            var at = _open.Open(_open.Key(line.Host, id));
            _open.SetSender(at, LogBytes.InAngles(ListEnd(rest[5..]) is var end and >= 0 ? rest.Slice(5, end) : rest[5..]));
            if (Field(rest, ", msgid="u8) is { IsEmpty: false } messageId)
            {
                _open.SetMessageId(at, LogBytes.InAngles(messageId));
            }
        }
        else if (rest.StartsWith("done;"u8))
        {
            if (_open.Find(_open.Key(line.Host, id)) is var known and >= 0)
            {
                _open.Close(known);
            }
        }
        else if (TryQueueId(rest, out _, out var notice) && (notice.StartsWith("return to sender: "u8) || notice.StartsWith("sender notify: "u8) || notice.StartsWith("postmaster notify: "u8)))
        {
            // "QUEUEID: NEWID: return to sender: Cannot send message for 5 days".
            var text = notice[(notice.IndexOf((byte)':') + 2)..];
            if (text.StartsWith("Cannot send message"u8))
            {
                Expired(line, id, text);
            }
        }
    }

    private static bool TryQueueId(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> rest)
    {
        var colon = message[..Math.Min(message.Length, MaxQueueId)].IndexOf((byte)':');
        var isId = colon >= 8 && colon + 2 < message.Length && message[colon + 1] == ' ' && message[..colon].IndexOfAnyExcept(LogBytes.LettersAndDigits) < 0;
        id = isId ? message[..colon] : default;
        rest = isId ? message[(colon + 2)..] : default;
        return isId;
    }

    private void Expired(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> text)
    {
        var message = _open.Find(_open.Key(line.Host, id));
        var deferral = message < 0 ? -1 : _open.FirstDeferral(message);
        var draft = Draft(line, id, message, ReportKind.Failure);
        draft.Text = text;
        if (deferral < 0)
        {
            reports.Add(draft);
        }

        while (deferral >= 0)
        {
            var known = _open.ReadDeferral(deferral);
            draft.Recipient = known.Recipient;
            draft.RemoteHost = known.RemoteHost;
            draft.Status = known.Status;
            draft.Attempts = known.Count;
            draft.DeferralText = known.Text;
            draft.DeferralStatus = known.Status;
            draft.DeferralHost = known.RemoteHost;
            reports.Add(draft);
            var next = _open.NextDeferral(deferral);
            _open.DropDeferral(message, deferral);
            deferral = next;
        }
    }

    private void Attempt(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> rest)
    {
        // stat= stands last, and holds what another server said.
        var end = ListEnd(rest);
        var stat = end < 0 ? -1 : rest[end..].IndexOf(", stat="u8);
        if (stat < 0)
        {
            reports.Tally.Broken++;
            return;
        }

        var fields = rest[end..(end + stat)];
        var text = rest[(end + stat + 7)..];
        var status = Field(fields, ", dsn="u8);
        var kind = Kind(text, status);
        if (kind == ReportKind.Other)
        {
            return;
        }

        // Since 8.17, the reply stands before stat=, which then holds only sendmail's own word for it.
        var reply = fields.IndexOf(", reply="u8) is var at and >= 0 ? fields[(at + 8)..] : default;
        text = reply.IsEmpty ? text : reply;
        var key = _open.Key(line.Host, id);
        var message = kind == ReportKind.Delay ? _open.Open(key) : _open.Find(key);
        var draft = Draft(line, id, message, kind);
        draft.Text = kind == ReportKind.Delay && text.StartsWith("Deferred: "u8) ? text[10..] : text;
        draft.Status = status;
        draft.RemoteHost = Relay(fields);
        for (var recipients = rest[..end]; !recipients.IsEmpty;)
        {
            var comma = AddressEnd(recipients);
            draft.Recipient = LogBytes.InAngles(recipients[..comma]);
            recipients = recipients[Math.Min(recipients.Length, comma + 1)..];
            if (draft.Recipient.IsEmpty || draft.Recipient.StartsWith("...["u8))
            {
                continue;
            }

            var known = message < 0 ? -1 : _open.FindDeferral(message, draft.Recipient);
            draft.Attempts = 1 + (known < 0 ? 0 : _open.ReadDeferral(known).Count);
            if (kind == ReportKind.Delay)
            {
                draft.Attempts = _open.Defer(message, new Deferral { Recipient = draft.Recipient, RemoteHost = draft.RemoteHost, Status = status, Text = draft.Text });
            }
            else if (known >= 0)
            {
                _open.DropDeferral(message, known);
            }

            reports.Add(draft);
        }
    }

    private ReportDraft Draft(in SyslogLine line, ReadOnlySpan<byte> id, int message, ReportKind kind) => new()
    {
        Kind = kind,
        Line = line.Number,
        Time = reports.Wants(kind) ? line.Time ?? _clock.Read(line.Stamp) : null,
        Host = line.Host,
        QueueId = id,
        Sender = message < 0 ? default : _open.Sender(message),
        MessageId = message < 0 ? default : _open.MessageId(message),
    };

    private static ReportKind Kind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> status) =>
        text.StartsWith("Sent"u8) ? ReportKind.Delivered
        : text.StartsWith("Deferred"u8) ? ReportKind.Delay
        : text.StartsWith("queued"u8) || text.StartsWith("quarantined"u8) ? ReportKind.Other
        : status.Length > 0 && status[0] == '4' ? ReportKind.Delay
        : status.Length > 0 && status[0] == '2' ? ReportKind.Delivered
        : ReportKind.Failure;

    /// <summary>Where the list of addresses ends: before ", name=".</summary>
    private static int ListEnd(ReadOnlySpan<byte> list)
    {
        for (var at = 0; at < list.Length;)
        {
            at += AddressEnd(list[at..]);
            if (at + 1 >= list.Length || list[at + 1] == ' ')
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>Where one address ends: at a comma that stands neither in angle brackets nor in quotation marks.</summary>
    private static int AddressEnd(ReadOnlySpan<byte> list)
    {
        var quoted = false;
        var angle = false;
        for (var i = 0; i < list.Length; i++)
        {
            switch (list[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)'<' or (byte)'>' when !quoted:
                    angle = list[i] == '<';
                    break;
                case (byte)',' when !quoted && !angle:
                    return i;
            }
        }

        return list.Length;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = fields[(at + name.Length)..];
        var end = value.IndexOf(", "u8);
        return end < 0 ? value : value[..end];
    }

    /// <summary>The host of "relay=mx.example.org. [192.0.2.1]".</summary>
    private static ReadOnlySpan<byte> Relay(ReadOnlySpan<byte> fields)
    {
        var relay = Field(fields, ", relay="u8);
        var space = relay.IndexOf((byte)' ');
        var host = LogBytes.WithoutDot(space < 0 ? relay : relay[..space]);
        return host.IsEmpty || host[0] == '[' ? default : host;
    }
}
