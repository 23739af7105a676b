using System.Buffers.Text;
using System.Text;

namespace Undelivered.Mail.Logs;

/// <summary>Reads PowerMTA's records, and joins those of one recipient of one message.</summary>
internal sealed class PowerMtaReader(ReadOptions options, ReportBatch reports) : CsvReader(reports)
{
    private const int MaxColumns = 512;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);
    private readonly byte[] _key = new byte[4096];
    private readonly List<Column> _columns = [];
    private byte[] _text = [];
    private byte[] _subject = [];

    // Closed once its report has been taken: until then, the report shows what is kept of it.
    private int _ended = -1;

    private enum Column
    {
        Unknown, Type, TimeLogged, TimeQueued, Sender, Recipient, OriginalRecipient, Action, Status, Diagnostic, Mta, Category, Job, Envelope, ReportingMta, MessageId, Subject, From, To, FeedbackType,
    }

    /// <summary>Whether the line is the header of an accounting file: it names the columns that each has.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("timeLogged"u8) < 0)
        {
            return false;
        }

        var record = new CsvRecord(line.StartsWith("\uFEFF"u8) ? line[3..] : line);
        var (type, time) = (false, false);
        for (var columns = 0; columns < MaxColumns && record.TryNext(out var name); columns++)
        {
            type |= name.SequenceEqual("type"u8);
            time |= name.SequenceEqual("timeLogged"u8);
        }

        return type && time;
    }

    protected override void Take(CsvRecord record, long number)
    {
        if (IsHeader(record.Rest))
        {
            Header(record);
            return;
        }

        ReadOnlySpan<byte> type = default, queued = default, category = default, job = default, envelope = default, timeLogged = default, feedback = default, reporting = default;
        var draft = new ReportDraft { Line = number };
        for (var i = 0; i < _columns.Count && record.TryNext(out var field); i++)
        {
            switch (_columns[i])
            {
                case Column.Type: type = field; break;
                case Column.TimeLogged: timeLogged = field; break;
                case Column.TimeQueued: queued = field; break;
                case Column.Sender: draft.Sender = field; break;
                case Column.Recipient: draft.Recipient = Known(field); break;
                case Column.OriginalRecipient: draft.OriginalRecipient = Known(WithoutType(field)); break;
                case Column.Action: draft.Action = Known(field); break;
                case Column.Status: draft.Status = FirstWord(field); break;
                case Column.Diagnostic: draft.Text = CsvRecord.Plain(WithoutType(field), ref _text); break;
                case Column.Mta: draft.RemoteHost = Known(FirstWord(field)); break;
                case Column.Category: category = field; break;
                case Column.Job: job = field; break;
                case Column.Envelope: envelope = field; break;
                case Column.ReportingMta: reporting = Known(FirstWord(WithoutType(field))); break;
                case Column.MessageId: draft.MessageId = Known(LogBytes.InAngles(field)); break;
                case Column.Subject: draft.Subject = Known(CsvRecord.Plain(field, ref _subject)); break;
                case Column.From: draft.From = Known(Address(field)); break;
                case Column.To: draft.To = Known(Address(field)); break;
                case Column.FeedbackType: feedback = field; break;
            }
        }

        draft.Kind = Kind(type, draft.Action, draft.Status);
        if (draft.Kind == ReportKind.Other)
        {
            // Records of what was received say nothing of what became of it.
            Reports.Tally.Broken += type.IsEmpty ? 1 : 0;
            return;
        }

        draft.Action = IsAction(draft.Action) ? draft.Action : default;
        draft.Host = reporting;
        draft.Text = draft.Kind == ReportKind.Complaint && draft.Text.IsEmpty ? feedback : draft.Text;
        Join(ref draft, type, queued, job, envelope, category);
        if (Reports.Wants(draft.Kind))
        {
            draft.Time = timeLogged.Length < 12 && Utf8Parser.TryParse(timeLogged, out double seconds, out var used) && used == timeLogged.Length ? LogClock.FromUnix(seconds) : _clock.Read(timeLogged);
            Reports.Add(draft);
        }

        if (_ended >= 0)
        {
            _open.Close(_ended);
            _ended = -1;
        }
    }

    private void Header(CsvRecord record)
    {
        _columns.Clear();
        while (record.TryNext(out var name) && _columns.Count < MaxColumns)
        {
            _columns.Add(Encoding.Latin1.GetString(name[..Math.Min(name.Length, 64)].TrimStart("\uFEFF"u8)).ToLowerInvariant() switch
            {
                "type" => Column.Type,
                "timelogged" => Column.TimeLogged,
                "timequeued" => Column.TimeQueued,
                "orig" => Column.Sender,
                "rcpt" => Column.Recipient,
                "orcpt" => Column.OriginalRecipient,
                "dsnaction" => Column.Action,
                "dsnstatus" => Column.Status,
                "dsndiag" => Column.Diagnostic,
                "dsnmta" => Column.Mta,
                "bouncecat" => Column.Category,
                "jobid" => Column.Job,
                "envid" => Column.Envelope,
                "dsnreportingmta" or "reportingmta" => Column.ReportingMta,
                "header_message-id" => Column.MessageId,
                "header_subject" => Column.Subject,
                "header_from" => Column.From,
                "header_to" => Column.To,
                "feedbacktype" => Column.FeedbackType,
                _ => Column.Unknown,
            });
        }
    }

    /// <summary>Nothing in a record names the message, so sender, recipient and the time of queueing have to.</summary>
    private void Join(ref ReportDraft draft, ReadOnlySpan<byte> type, ReadOnlySpan<byte> queued, ReadOnlySpan<byte> job, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> category)
    {
        if (draft.Recipient.IsEmpty || type.Length == 0 || type[0] is not ((byte)'d' or (byte)'b' or (byte)'t'))
        {
            return;
        }

        var length = 0;
        Append(draft.Sender, ref length);
        Append(draft.Recipient, ref length);
        Append(queued, ref length);
        Append(job, ref length);
        Append(envelope, ref length);
        var key = _open.Key(default, _key.AsSpan(0, length));
        if (type[0] == 't')
        {
            draft.Attempts = _open.Defer(_open.Open(key), new Deferral { Recipient = draft.Recipient, RemoteHost = draft.RemoteHost, Status = draft.Status, Text = draft.Text });
            return;
        }

        var message = _open.Find(key);
        if (message < 0)
        {
            return;
        }

        var deferral = _open.FirstDeferral(message) is var first and >= 0 ? _open.ReadDeferral(first) : default;
        draft.Attempts = deferral.Count + 1;
        if (type[0] == 'b' && (category.SequenceEqual("message-expired"u8) || draft.Text.IndexOf("expired"u8) >= 0))
        {
            draft.Attempts = deferral.Count;
            draft.DeferralText = deferral.Text;
            draft.DeferralStatus = deferral.Status;
            draft.DeferralHost = deferral.RemoteHost;
        }

        _ended = message;
    }

    private void Append(ReadOnlySpan<byte> field, ref int length)
    {
        field = field[..Math.Min(field.Length, 512)];
        field.CopyTo(_key.AsSpan(length));
        length += field.Length;
        _key[length++] = 0;
    }

    private static ReportKind Kind(ReadOnlySpan<byte> type, ReadOnlySpan<byte> action, ReadOnlySpan<byte> status) =>
        type.SequenceEqual("b"u8) || type.SequenceEqual("bounce"u8) ? ReportKind.Failure
        : type.SequenceEqual("d"u8) || type.SequenceEqual("delivery"u8) ? ReportKind.Delivered
        : type.SequenceEqual("t"u8) || type.SequenceEqual("tq"u8) || type.StartsWith("transient"u8) ? ReportKind.Delay
        : type.SequenceEqual("f"u8) || type.StartsWith("feedback"u8) ? ReportKind.Complaint
        : !(type.SequenceEqual("rb"u8) || type.SequenceEqual("rs"u8) || type.StartsWith("remote"u8)) ? ReportKind.Other
        : action.StartsWith("delayed"u8) || action.IsEmpty && status.StartsWith("4"u8) ? ReportKind.Delay
        : action.StartsWith("deliver"u8) ? ReportKind.Delivered
        : action.StartsWith("relayed"u8) || action.StartsWith("expanded"u8) ? ReportKind.Relayed
        : ReportKind.Failure;

    private static bool IsAction(ReadOnlySpan<byte> action) =>
        action.SequenceEqual("failed"u8) || action.SequenceEqual("delayed"u8) || action.SequenceEqual("delivered"u8) || action.SequenceEqual("relayed"u8) || action.SequenceEqual("expanded"u8);

    private static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> field) => field.IsEmpty ? default : field;

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> field) => field.IndexOf((byte)' ') is var space and >= 0 ? field[..space] : field;

    private static ReadOnlySpan<byte> WithoutType(ReadOnlySpan<byte> field) =>
        field.StartsWith("smtp;"u8) ? field[5..].TrimStart((byte)' ') : field.StartsWith("rfc822;"u8) ? field[7..] : field.StartsWith("dns;"u8) ? field[4..].TrimStart((byte)' ') : field;

    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> field) =>
        field.LastIndexOf((byte)'<') is var open and >= 0 && field[(open + 1)..].IndexOf((byte)'>') is var close and >= 0 ? field.Slice(open + 1, close) : field;
}
