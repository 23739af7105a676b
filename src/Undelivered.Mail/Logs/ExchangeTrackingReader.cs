using System.Text;

namespace Undelivered.Mail.Logs;

/// <summary>Reads Exchange's tracking events, and joins those of one recipient of one message.</summary>
internal sealed class ExchangeTrackingReader(ReadOptions options, ReportBatch reports) : CsvReader(reports)
{
    private const int MaxColumns = 256;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);
    private readonly List<Column> _columns = [];
    private byte[] _status = [];
    private byte[] _context = [];
    private byte[] _subject = [];

    private enum Column
    {
        Unknown, Time, Client, Server, Context, Connector, Event, InternalId, MessageId, Recipients, Status, Subject, Sender, ReturnPath,
    }

    protected override void Take(CsvRecord record, long number)
    {
        if (record.Rest.StartsWith("#"u8))
        {
            if (record.Rest.StartsWith("#Fields:"u8))
            {
                Header(new CsvRecord(record.Rest[8..].Trim((byte)' ')));
            }

            return;
        }

        ReadOnlySpan<byte> time = default, client = default, server = default, context = default, connector = default, @event = default, recipients = default, status = default, sender = default, path = default;
        var draft = new ReportDraft { Line = number };
        for (var i = 0; i < _columns.Count && record.TryNext(out var field); i++)
        {
            switch (_columns[i])
            {
                case Column.Time: time = field; break;
                case Column.Client: client = Known(field); break;
                case Column.Server: server = Known(field); break;
                case Column.Context: context = CsvRecord.Plain(field, ref _context); break;
                case Column.Connector: connector = field; break;
                case Column.Event: @event = field; break;
                case Column.InternalId: draft.QueueId = Known(field); break;
                case Column.MessageId: draft.MessageId = Known(LogBytes.InAngles(field)); break;
                case Column.Recipients: recipients = field; break;
                case Column.Status: status = CsvRecord.Plain(field, ref _status); break;
                case Column.Subject: draft.Subject = Known(CsvRecord.Plain(field, ref _subject)); break;
                case Column.Sender: sender = field; break;
                case Column.ReturnPath: path = field; break;
            }
        }

        if (@event.IsEmpty)
        {
            Reports.Tally.Broken++;
            return;
        }

        draft.Kind = Kind(@event, connector);
        if (draft.Kind == ReportKind.Other || !Reports.Wants(draft.Kind) && draft.Kind is not (ReportKind.Delay or ReportKind.Failure))
        {
            return;
        }

        draft.From = Known(sender);
        draft.Sender = path.SequenceEqual("<>"u8) ? ""u8 : path.IsEmpty ? draft.From : path;
        draft.Time = Reports.Wants(draft.Kind) ? _clock.Read(time) : null;
        var leaves = @event.StartsWith("SEND"u8);
        draft.Host = leaves || server.IsEmpty ? client : server;
        var remote = leaves ? server : default;
        draft.Action = @event.SequenceEqual("EXPAND"u8) || @event.SequenceEqual("REDIRECT"u8) ? "expanded"u8 : default;
        Recipients(draft, recipients, status, context, remote);
    }

    /// <summary>Recipients and their statuses stand in two lists with semicolons between.</summary>
    private void Recipients(ReportDraft draft, ReadOnlySpan<byte> recipients, ReadOnlySpan<byte> statuses, ReadOnlySpan<byte> context, ReadOnlySpan<byte> remote)
    {
        var isListed = statuses.Count((byte)';') == recipients.Count((byte)';');
        var blocks = statuses.IndexOf("{LED="u8) >= 0;
        while (!recipients.IsEmpty)
        {
            var end = recipients.IndexOf((byte)';');
            draft.Recipient = Known(end < 0 ? recipients : recipients[..end]);
            recipients = end < 0 ? default : recipients[(end + 1)..];
            var status = blocks ? NextBlock(ref statuses) : isListed ? NextPart(ref statuses) : statuses;
            draft.Text = Part(status, "{LED="u8) is { IsEmpty: false } error ? error : status.IsEmpty ? context : status;
            draft.RemoteHost = Part(status, "{FQDN="u8) is { IsEmpty: false } host ? host : remote;
            draft.Status = EximFields.Status(draft.Text);
            var key = _open.Key(draft.Recipient, draft.MessageId.IsEmpty ? draft.QueueId : draft.MessageId);
            if (draft.Kind == ReportKind.Delay)
            {
                draft.Attempts = _open.Defer(_open.Open(key), new Deferral { Recipient = draft.Recipient, RemoteHost = draft.RemoteHost, Status = draft.Status, Text = draft.Text });
                Reports.Add(draft);
                continue;
            }

            var message = _open.Find(key);
            var known = message < 0 ? -1 : _open.FirstDeferral(message);
            var deferral = known < 0 ? default : _open.ReadDeferral(known);
            draft.Attempts = deferral.Count + 1;
            draft.DeferralText = default;
            if (draft.Kind == ReportKind.Failure && draft.Text.IndexOf("QUEUE.Expired"u8) >= 0)
            {
                draft.Attempts = deferral.Count;
                draft.DeferralText = deferral.Text;
                draft.DeferralStatus = deferral.Status;
                draft.DeferralHost = deferral.RemoteHost;
            }

            Reports.Add(draft);
            if (message >= 0)
            {
                _open.Close(message);
            }
        }
    }

    private void Header(CsvRecord record)
    {
        _columns.Clear();
        while (record.TryNext(out var name) && _columns.Count < MaxColumns)
        {
            _columns.Add(Encoding.Latin1.GetString(name[..Math.Min(name.Length, 64)]).ToLowerInvariant() switch
            {
                "date-time" => Column.Time,
                "client-hostname" => Column.Client,
                "server-hostname" => Column.Server,
                "source-context" => Column.Context,
                "connector-id" => Column.Connector,
                "event-id" => Column.Event,
                "internal-message-id" => Column.InternalId,
                "message-id" => Column.MessageId,
                "recipient-address" => Column.Recipients,
                "recipient-status" => Column.Status,
                "message-subject" => Column.Subject,
                "sender-address" => Column.Sender,
                "return-path" => Column.ReturnPath,
                _ => Column.Unknown,
            });
        }
    }

    private static ReportKind Kind(ReadOnlySpan<byte> @event, ReadOnlySpan<byte> connector) =>
        @event.SequenceEqual("FAIL"u8) || @event.SequenceEqual("BADMAIL"u8) ? ReportKind.Failure
        : @event.SequenceEqual("DEFER"u8) ? ReportKind.Delay
        : @event.SequenceEqual("DELIVER"u8) || @event.SequenceEqual("SENDEXTERNAL"u8) ? ReportKind.Delivered

        // From one server of the organisation to the next: the mailbox's own DELIVER follows.
        : @event.SequenceEqual("SEND"u8) ? connector.StartsWith("Intra-Organization"u8) ? ReportKind.Other : ReportKind.Delivered
        : @event.SequenceEqual("EXPAND"u8) || @event.SequenceEqual("REDIRECT"u8) ? ReportKind.Relayed
        : ReportKind.Other;

    private static ReadOnlySpan<byte> NextPart(scoped ref ReadOnlySpan<byte> list)
    {
        var end = list.IndexOf((byte)';');
        var part = end < 0 ? list : list[..end];
        list = end < 0 ? default : list[(end + 1)..];
        return part;
    }

    /// <summary>"[{LED=550 …};{MSG=…};{FQDN=mx.example.org};{IP=…};{LRT=…}];[{LED=…": one block for each recipient.</summary>
    private static ReadOnlySpan<byte> NextBlock(scoped ref ReadOnlySpan<byte> list)
    {
        var next = list.IndexOf("];[{"u8);
        var block = next < 0 ? list : list[..(next + 1)];

        // The last block is said of all that remain.
        list = next < 0 ? list : list[(next + 2)..];
        return block;
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> block, ReadOnlySpan<byte> name)
    {
        var at = block.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = block[(at + name.Length)..];
        var end = value.IndexOf("};{"u8);
        end = end < 0 ? value.IndexOf("}]"u8) : end;
        return end < 0 ? value : value[..end];
    }

    private static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> field) => field.IsEmpty ? default : field;
}
