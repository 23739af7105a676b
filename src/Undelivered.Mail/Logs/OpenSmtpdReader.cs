namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that OpenSMTPD writes on one envelope; each recipient has its own.</summary>
internal sealed class OpenSmtpdReader(ReadOptions options, ReportBatch reports) : MessageReader
{
    private const int IdLength = 16;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);

    /// <summary>Whether the message is one of OpenSMTPD's on a session or an envelope.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> message) =>
        TryOld(message, out _, out _, out _)
        || message.Length > IdLength + 8 && message[IdLength] == ' ' && message[..IdLength].IndexOfAnyExcept(LogBytes.Hexadecimal) < 0
            && (message[(IdLength + 1)..].StartsWith("smtp "u8) || message[(IdLength + 1)..].StartsWith("mta "u8) || message[(IdLength + 1)..].StartsWith("mda "u8));

    public override void Take(in SyslogLine line)
    {
        var message = line.Message;
        if (TryOld(message, out var result, out var id, out var fields))
        {
            Delivery(line, id, result, fields);
        }
        else if (message.Length > IdLength + 24 && message[IdLength] == ' ' && message[(IdLength + 1)..] is var rest
            && (rest.StartsWith("mta "u8) || rest.StartsWith("mda "u8))
            && (rest[4..].StartsWith("delivery evpid="u8) || rest[4..].StartsWith("event=delivery evpid="u8)))
        {
            fields = rest[(rest.IndexOf("evpid="u8) + 6)..];
            id = Word(fields);
            Delivery(line, id, Value(fields, " result="u8), fields);
        }
    }

    /// <summary>"relay: PermFail for 0123456789abcdef: …", "delivery: Ok for …", "scheduler: Expire for …".</summary>
    private static bool TryOld(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> result, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> fields)
    {
        result = id = fields = default;
        var start = message.IndexOf(": "u8);
        if (start is < 2 or > 16)
        {
            return false;
        }

        var rest = message[(start + 2)..];
        var length = rest.StartsWith("Ok for "u8) ? 2 : rest.StartsWith("TempFail for "u8) || rest.StartsWith("PermFail for "u8) ? 8 : rest.StartsWith("Expire for "u8) || rest.StartsWith("Bounce for "u8) || rest.StartsWith("Remove for "u8) ? 6 : 0;
        if (length == 0 || rest.Length < length + 5 + IdLength + 2)
        {
            return false;
        }

        result = rest[..length];
        id = rest.Slice(length + 5, IdLength);
        fields = rest[(length + 5 + IdLength)..];
        return fields[0] == ':' && id.IndexOfAnyExcept(LogBytes.Hexadecimal) < 0;
    }

    private void Delivery(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> result, ReadOnlySpan<byte> fields)
    {
        var expired = result.SequenceEqual("Expire"u8);
        var kind = result.SequenceEqual("Ok"u8) ? ReportKind.Delivered
            : result.SequenceEqual("TempFail"u8) ? ReportKind.Delay
            : result.SequenceEqual("PermFail"u8) || result.SequenceEqual("LoopFail"u8) || result.SequenceEqual("Loop"u8) || expired ? ReportKind.Failure
            : ReportKind.Other;
        var wanted = reports.Wants(kind);
        if (kind == ReportKind.Other || !wanted && kind == ReportKind.Delivered && !_open.HasDeferrals)
        {
            return;
        }

        // The result's text stands last, and holds what another server said.
        var stat = fields.IndexOf(" stat="u8);
        var text = stat < 0 ? default : Unquoted(fields[(stat + 6)..]);
        var head = stat < 0 ? fields : fields[..stat];
        var recipient = InAngles(head, " to=<"u8);
        if (!LogBytes.IsKnown(recipient))
        {
            reports.Tally.Broken++;
            return;
        }

        // "rcpt" is what the sender wrote, where an alias made another address of it.
        var original = InAngles(head, " rcpt=<"u8);
        original = original.SequenceEqual("-"u8) || original.SequenceEqual(recipient) ? default : original;
        var relay = Value(head, " relay="u8);
        var host = Relay(relay);
        var key = _open.Key(line.Host, id);
        var message = kind == ReportKind.Delay ? _open.Open(key) : _open.Find(key);
        var known = message < 0 ? -1 : _open.FindDeferral(message, recipient);
        var deferral = known < 0 ? default : _open.ReadDeferral(known);
        var draft = new ReportDraft
        {
            Kind = kind,
            Line = line.Number,
            Time = wanted ? line.Time ?? _clock.Read(line.Stamp) : null,
            Host = line.Host,
            QueueId = id,
            Sender = InAngles(head, " from=<"u8),
            Recipient = recipient,
            OriginalRecipient = original,
            RemoteHost = host,
            Text = text,
            Status = EximFields.Status(text),
            Attempts = deferral.Count + 1,
        };
        if (kind == ReportKind.Delay)
        {
            draft.Attempts = _open.Defer(message, new Deferral { Recipient = recipient, OriginalRecipient = original, RemoteHost = host, Status = draft.Status, Text = text });
        }
        else if (expired)
        {
            draft.Attempts = deferral.Count;
            draft.RemoteHost = deferral.RemoteHost;
            draft.DeferralText = deferral.Text;
            draft.DeferralStatus = deferral.Status;
            draft.DeferralHost = deferral.RemoteHost;
        }

        reports.Add(draft);
        if (kind != ReportKind.Delay && message >= 0)
        {
            _open.Close(message);
        }
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)' ', (byte)',') is var end and >= 0 ? text[..end] : text;

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = fields[(at + name.Length)..];
        return value.Length > 0 && value[0] == '"' ? value[1..].IndexOf((byte)'"') is var end and >= 0 ? value.Slice(1, end) : value[1..]
            : value.IndexOf(", "u8) is var comma and >= 0 ? value[..comma]
            : Word(value);
    }

    private static ReadOnlySpan<byte> InAngles(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = fields[(at + name.Length)..];
        return value.IndexOf((byte)'>') is var end and >= 0 ? value[..end] : default;
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> text) => text.Length > 1 && text[0] == '"' ? text[^1] == '"' ? text[1..^1] : text[1..] : text;

    /// <summary>The host's name in "192.0.2.1 (mx.example.org)"; the address where there is no other.</summary>
    private static ReadOnlySpan<byte> Relay(ReadOnlySpan<byte> relay)
    {
        var open = relay.IndexOf((byte)'(');
        return open >= 0 && relay[(open + 1)..] is var name && name.IndexOf((byte)')') is var close and > 0 ? name[..close] : relay.IsEmpty || relay.SequenceEqual("-"u8) ? default : relay;
    }
}
