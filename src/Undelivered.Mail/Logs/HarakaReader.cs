namespace Undelivered.Mail.Logs;

/// <summary>Joins the lines that Haraka writes on one transaction.</summary>
internal sealed class HarakaReader(ReadOptions options, ReportBatch reports) : LogReader
{
    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);

    /// <summary>Reads "[LEVEL] [uuid] [plugin] message", and what stands before it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out SyslogLine parsed, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> plugin)
    {
        parsed = new SyslogLine();
        id = default;
        plugin = default;
        var rest = line;
        if (line.Length > 0 && line[0] != '[')
        {
            if (line.Length > 24 && line[4] == '-' && SyslogLine.TryStamp(line, out var length) && length < line.Length && line[length] == '[')
            {
                parsed.Stamp = line[..length].TrimEnd((byte)' ');
                rest = line[length..];
            }
            else if (SyslogLine.TryParse(line, 0, out var syslog))
            {
                parsed = syslog;
                rest = syslog.Message;
            }
            else
            {
                return false;
            }
        }

        if (!TryBracket(ref rest, out var level) || level.Length is 0 or > 9 || level.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') >= 0 || !TryBracket(ref rest, out id) || !TryBracket(ref rest, out plugin))
        {
            return false;
        }

        parsed.Message = rest;
        return true;
    }

    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        if (!TryParse(line, out var parsed, out var id, out var plugin))
        {
            reports.Tally.Broken++;
            return;
        }

        parsed.Number = number;
        if (plugin.SequenceEqual("outbound"u8))
        {
            Outbound(parsed, Transaction(id));
        }
        else if (plugin.SequenceEqual("core"u8))
        {
            Core(parsed, id);
        }
    }

    private void Core(in SyslogLine line, ReadOnlySpan<byte> id)
    {
        var message = line.Message;
        if (message.StartsWith("sender <"u8) && message.IndexOf((byte)'>') is var end and > 0)
        {
            _open.SetSender(_open.Open(_open.Key(line.Host, id)), message[8..end]);
        }
        else if (message.StartsWith("recipient <"u8) && message.IndexOf("> code="u8) is var close and > 0 && (message[(close + 7)..].StartsWith("CONT"u8) || message[(close + 7)..].StartsWith("OK"u8)))
        {
            // Each is one that waits: nothing was tried yet.
            _open.Defer(_open.Open(_open.Key(line.Host, id)), new Deferral { Recipient = message[11..close] });
        }
    }

    private void Outbound(in SyslogLine line, ReadOnlySpan<byte> id)
    {
        var message = line.Message;
        if (message.StartsWith("recipient <"u8))
        {
            var rejected = message.IndexOf("> rejected: "u8);
            var deferred = message.IndexOf("> deferred: "u8);
            if (rejected > 0 && (deferred < 0 || rejected < deferred))
            {
                Recipient(line, id, message[11..rejected], message[(rejected + 12)..], ReportKind.Failure);
            }
            else if (deferred > 0)
            {
                Recipient(line, id, message[11..deferred], message[(deferred + 12)..], ReportKind.Delay);
            }
        }
        else if (message.StartsWith("delivered file="u8))
        {
            All(line, id, Value(message, " response="u8), ReportKind.Delivered, Value(message, " domain="u8), Value(message, " host="u8));
        }
        else if (message.StartsWith("bouncing mail: "u8) && !message[15..].StartsWith("Some recipients"u8))
        {
            All(line, id, message[15..], ReportKind.Failure, default, default);
        }
        else if (message.StartsWith("Temp failing "u8) && message.IndexOf(" seconds: "u8) is var at and > 0 && message[(at + 10)..] is var text && !text.StartsWith("Some recipients"u8))
        {
            All(line, id, text, ReportKind.Delay, default, default);
        }
    }

    /// <summary>One recipient's reply.</summary>
    private void Recipient(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> text, ReportKind kind)
    {
        var key = _open.Key(line.Host, id);
        var message = kind == ReportKind.Delay ? _open.Open(key) : _open.Find(key);
        var known = message < 0 ? -1 : _open.FindDeferral(message, recipient);

        // One that waited without having been tried counts for nothing.
        var tried = known < 0 ? 0 : _open.ReadDeferral(known).Count - (IsFresh(message) ? 1 : 0);
        var draft = Draft(line, id, message, kind, text);
        draft.Recipient = recipient;
        draft.Attempts = tried + 1;
        if (kind == ReportKind.Delay)
        {
            _open.Defer(message, new Deferral { Recipient = recipient, Status = draft.Status, Text = text });
        }

        reports.Add(draft);
        if (kind != ReportKind.Delay && known >= 0)
        {
            _open.DropDeferral(message, known);
        }
    }

    /// <summary>All that wait, of one domain where it is named: Haraka sends for each domain by itself.</summary>
    private void All(in SyslogLine line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> text, ReportKind kind, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> host)
    {
        var message = _open.Find(_open.Key(line.Host, id));
        var draft = Draft(line, id, message, kind, text);
        draft.RemoteHost = host.IsEmpty ? default : host;
        var expired = kind == ReportKind.Failure && text.StartsWith("Too many failures"u8);
        var deferral = message < 0 ? -1 : _open.FirstDeferral(message);
        if (deferral < 0 || domain.IsEmpty && !OneDomain(deferral))
        {
            reports.Add(draft);
            return;
        }

        while (deferral >= 0)
        {
            var next = _open.NextDeferral(deferral);
            var known = _open.ReadDeferral(deferral);
            if (domain.IsEmpty || IsAt(known.Recipient, domain))
            {
                draft.Recipient = known.Recipient;
                draft.Attempts = Math.Max(1, known.Count - (IsFresh(message) ? 1 : 0) + (expired ? 0 : 1));
                if (expired)
                {
                    draft.DeferralText = known.Text;
                    draft.DeferralStatus = known.Status;
                }

                reports.Add(draft);
                if (kind == ReportKind.Delay)
                {
                    _open.Defer(message, new Deferral { Recipient = known.Recipient, Status = draft.Status, Text = text });
                }
                else
                {
                    _open.DropDeferral(message, deferral);
                }
            }

            deferral = next;
        }

        if (_open.FirstDeferral(message) < 0)
        {
            _open.Close(message);
        }
    }

    private ReportDraft Draft(in SyslogLine line, ReadOnlySpan<byte> id, int message, ReportKind kind, ReadOnlySpan<byte> text) => new()
    {
        Kind = kind,
        Line = line.Number,
        Time = reports.Wants(kind) ? _clock.Read(line.Stamp) : null,
        Host = line.Host,
        QueueId = id,
        Sender = message < 0 ? default : _open.Sender(message),
        Text = text,
        Status = EximFields.Status(text),
    };

    /// <summary>Whether the transaction was read from its beginning, so that each recipient was noted once before it was tried.</summary>
    private bool IsFresh(int message) => LogBytes.IsKnown(_open.Sender(message));

    private bool OneDomain(int deferral)
    {
        ReadOnlySpan<byte> domain = default;
        for (var first = true; deferral >= 0; deferral = _open.NextDeferral(deferral), first = false)
        {
            var recipient = _open.ReadDeferral(deferral).Recipient;
            var own = recipient[(recipient.LastIndexOf((byte)'@') + 1)..];
            if (!first && !own.SequenceEqual(domain))
            {
                return false;
            }

            domain = own;
        }

        return true;
    }

    private static bool IsAt(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> domain) =>
        recipient.Length > domain.Length && recipient.EndsWith(domain) && recipient[^(domain.Length + 1)] == '@';

    /// <summary>The transaction's "uuid.1" of an outgoing part's "uuid.1.2".</summary>
    private static ReadOnlySpan<byte> Transaction(ReadOnlySpan<byte> id)
    {
        var last = id.LastIndexOf((byte)'.');
        return last > 0 && id[..last].Contains((byte)'.') ? id[..last] : id;
    }

    private static bool TryBracket(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        var end = rest.Length > 0 && rest[0] == '[' ? rest.IndexOf((byte)']') : -1;
        word = end < 0 ? default : rest[1..end];
        rest = end < 0 ? rest : rest[(end + 1)..].TrimStart((byte)' ');
        return end >= 0;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = fields[(at + name.Length)..];
        return value.Length > 0 && value[0] == '"' ? value[1..].IndexOf((byte)'"') is var end and >= 0 ? value.Slice(1, end) : value[1..]
            : value.IndexOf((byte)' ') is var space and >= 0 ? value[..space] : value;
    }
}
