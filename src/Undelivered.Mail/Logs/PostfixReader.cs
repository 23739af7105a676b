namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that Postfix writes on one queue id.</summary>
internal sealed class PostfixReader(ReadOptions options, ReportBatch reports) : MessageReader
{
    // Long queue ids have at most 20 characters.
    private const int MaxQueueId = 24;
    private const int MaxMessageId = 998;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);
    private readonly bool _joins = reports.Wants(ReportKind.Failure) || reports.Wants(ReportKind.Delay) || reports.Wants(ReportKind.Delivered) || reports.Wants(ReportKind.Relayed);

    /// <summary>Whether the line is one of Postfix's: "postfix/smtp", "postfix-out/qmgr", "postfix/submission/smtpd".</summary>
    public static bool IsPostfix(in SyslogLine line)
    {
        var slash = line.Tag.LastIndexOf((byte)'/');
        if (slash <= 0)
        {
            return false;
        }

        var program = line.Tag[(slash + 1)..];
        return line.Tag.StartsWith("postfix"u8)
            || TryQueueId(line.Message, out _, out var rest) && (rest.StartsWith("to=<"u8) || rest.StartsWith("from=<"u8) || rest.StartsWith("message-id="u8) || rest.SequenceEqual("removed"u8))
            && (program.SequenceEqual("smtp"u8) || program.SequenceEqual("qmgr"u8) || program.SequenceEqual("cleanup"u8) || program.SequenceEqual("local"u8) || program.SequenceEqual("lmtp"u8));
    }

    public override void Take(in SyslogLine line)
    {
        // smtpd speaks most, and only of mail that comes in.
        var tag = line.Tag;
        if (!_joins || tag.Length < 6 || tag[^1] == 'd' && tag.EndsWith("smtpd"u8) || tag.IndexOf((byte)'/') < 0)
        {
            return;
        }

        if (!TryQueueId(line.Message, out var id, out var rest) || rest.Length < 4)
        {
            return;
        }

        switch (rest[0])
        {
            case (byte)'t' when rest.StartsWith("to=<"u8):
                Delivery(line, id, rest);
                break;
            case (byte)'f' when rest.StartsWith("from=<"u8):
                Sender(line, id, rest[6..]);
                break;
            case (byte)'m' when rest.StartsWith("message-id="u8):
                _open.SetMessageId(_open.Open(_open.Key(line.Host, id)), InAngles(rest[11..]));
                break;
            case (byte)'r' when rest.SequenceEqual("removed"u8):
                if (_open.Find(_open.Key(line.Host, id)) is var known and >= 0)
                {
                    _open.Close(known);
                }

                break;
        }
    }

    /// <summary>"QUEUEID: …": short ids are hexadecimal, long ones letters (without vowels) and digits.</summary>
    private static bool TryQueueId(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> rest)
    {
        id = default;
        rest = default;
        var colon = message[..Math.Min(message.Length, MaxQueueId)].IndexOf((byte)':');
        if (colon < 5 || colon + 1 >= message.Length || message[colon + 1] != ' ')
        {
            return false;
        }

        id = message[..colon];
        rest = message[(colon + 2)..];
        return id.IndexOfAnyExcept(LogBytes.LettersAndDigits) < 0;
    }

    private void Sender(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> rest)
    {
        // "from=<a@b>, size=…", "from=<a@b>, status=expired, returned to sender".
        var end = AddressEnd(rest, ">, "u8);
        if (end < 0)
        {
            reports.Tally.Broken++;
            return;
        }

        var at = _open.Open(_open.Key(line.Host, id));
        _open.SetSender(at, rest[..end]);
        var fields = rest[(end + 3)..];
        if (fields.StartsWith("status="u8) && (fields.StartsWith("status=expired"u8) || fields.StartsWith("status=force-expired"u8)))
        {
            Expired(line, id, at, fields);
        }
    }

    /// <summary>The message ran out of time: whoever still waits has failed, and what they were last deferred for is why.</summary>
    private void Expired(in SyslogLine line, ReadOnlySpan<byte> id, int at, ReadOnlySpan<byte> text)
    {
        if (!reports.Wants(ReportKind.Failure))
        {
            return;
        }

        var draft = Draft(line, id, at, ReportKind.Failure);
        draft.Text = text;
        var deferral = _open.FirstDeferral(at);
        if (deferral < 0)
        {
            // The deferrals stand in an older log.
            reports.Add(draft);
        }

        while (deferral >= 0)
        {
            var known = _open.ReadDeferral(deferral);
            draft.Recipient = known.Recipient;
            draft.OriginalRecipient = known.OriginalRecipient;
            draft.RemoteHost = known.RemoteHost;
            draft.Status = known.Status;
            draft.Attempts = known.Count;
            draft.DeferralText = known.Text;
            draft.DeferralStatus = known.Status;
            draft.DeferralHost = known.RemoteHost;
            reports.Add(draft);
            var next = _open.NextDeferral(deferral);
            _open.DropDeferral(at, deferral);
            deferral = next;
        }
    }

    private void Delivery(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> rest)
    {
        rest = rest[4..];
        var end = AddressEnd(rest, ">, "u8);
        if (end < 0)
        {
            reports.Tally.Broken++;
            return;
        }

        var recipient = rest[..end];
        rest = rest[(end + 3)..];
        ReadOnlySpan<byte> original = default;
        if (rest.StartsWith("orig_to=<"u8) && AddressEnd(rest[9..], ">, "u8) is var originalEnd and >= 0)
        {
            original = rest.Slice(9, originalEnd);
            rest = rest[(9 + originalEnd + 3)..];
        }

        // What follows is the server's own up to the status; behind it may stand anything that another server said.
        var at = rest.IndexOf(", status="u8);
        if (at < 0)
        {
            reports.Tally.Broken++;
            return;
        }

        var fields = rest[..at];
        var result = rest[(at + 9)..];
        var kind = Kind(result);
        if (kind == ReportKind.Other)
        {
            return;
        }

        var wanted = reports.Wants(kind);
        if (!wanted && kind is ReportKind.Delivered or ReportKind.Relayed && !_open.HasDeferrals)
        {
            return;
        }

        var key = _open.Key(line.Host, id);
        var message = kind == ReportKind.Delay ? _open.Open(key) : _open.Find(key);
        var known = message < 0 ? -1 : _open.FindDeferral(message, recipient);
        var attempts = 1 + (known < 0 ? 0 : _open.ReadDeferral(known).Count);
        var space = result.IndexOf((byte)' ');
        var text = space < 0 ? default : Inside(result[(space + 1)..]);
        if (kind == ReportKind.Delay)
        {
            attempts = _open.Defer(message, new Deferral { Recipient = recipient, OriginalRecipient = original, RemoteHost = Relay(fields), Status = Field(fields, "dsn="u8), Text = text });
        }
        else if (known >= 0)
        {
            _open.DropDeferral(message, known);
        }

        if (!wanted)
        {
            return;
        }

        var draft = Draft(line, id, message, kind);
        draft.Text = text;
        draft.Status = Field(fields, "dsn="u8);
        draft.Recipient = recipient;
        draft.OriginalRecipient = original;
        draft.RemoteHost = Relay(fields);
        draft.Attempts = attempts;
        draft.Action = kind == ReportKind.Relayed ? "expanded"u8 : default;
        reports.Add(draft);
    }

    private ReportDraft Draft(in SyslogLine line, ReadOnlySpan<byte> id, int message, ReportKind kind) => new()
    {
        Kind = kind,
        Line = line.Number,
        Time = line.Time ?? _clock.Read(line.Stamp),
        Host = line.Host,
        QueueId = id,
        Sender = message < 0 ? default : _open.Sender(message),
        MessageId = message < 0 ? default : _open.MessageId(message),
    };

    private static ReportKind Kind(ReadOnlySpan<byte> result) =>
        result.StartsWith("sent"u8) ? result.StartsWith("sent (forwarded as "u8) ? ReportKind.Relayed : ReportKind.Delivered
        : result.StartsWith("bounced"u8) || result.StartsWith("expired"u8) || result.StartsWith("force-expired"u8) ? ReportKind.Failure
        : result.StartsWith("deferred"u8) || result.StartsWith("SOFTBOUNCE"u8) ? ReportKind.Delay
        : ReportKind.Other;

    /// <summary>Where an address ends. A quoted local part may hold whatever its sender liked, and is stepped over.</summary>
    private static int AddressEnd(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> end)
    {
        var from = 0;
        if (rest.Length > 0 && rest[0] == '"')
        {
            for (from = 1; from < rest.Length && rest[from] != '"'; from++)
            {
                from += rest[from] == '\\' ? 1 : 0;
            }

            from = Math.Min(from, rest.Length);
        }

        var at = rest[from..].IndexOf(end);
        return at < 0 ? -1 : from + at;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.LastIndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = fields[(at + name.Length)..];
        var comma = value.IndexOf((byte)',');
        return comma < 0 ? value : value[..comma];
    }

    /// <summary>The host of "relay=mx.example.org[192.0.2.1]:25"; "none", "local" and other services are no hosts.</summary>
    private static ReadOnlySpan<byte> Relay(ReadOnlySpan<byte> fields)
    {
        if (!fields.StartsWith("relay="u8))
        {
            return default;
        }

        var bracket = fields.IndexOf((byte)'[');
        var comma = fields.IndexOf((byte)',');
        return bracket > 6 && (comma < 0 || bracket < comma) ? fields[6..bracket] : default;
    }

    /// <summary>What stands in the brackets; a line that was cut lacks the last.</summary>
    private static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)' ');
        text = text.Length > 0 && text[0] == '(' ? text[1..] : text;
        return text.Length > 0 && text[^1] == ')' ? text[..^1] : text;
    }

    private static ReadOnlySpan<byte> InAngles(ReadOnlySpan<byte> id)
    {
        id = LogBytes.InAngles(id);
        return id[..Math.Min(id.Length, MaxMessageId)];
    }
}
