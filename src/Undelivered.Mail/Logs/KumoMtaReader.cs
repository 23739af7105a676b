using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Undelivered.Mail.Logs;

/// <summary>Reads KumoMTA's records, and joins those of one message.</summary>
internal sealed class KumoMtaReader(ReadOptions options, ReportBatch reports) : LogReader
{
    private const int MaxRecipients = 10_000;

    private readonly LogClock _clock = new(options);
    private readonly OpenMessages _open = new(reports.Tally, options.MaxOpenMessages);
    private readonly JsonFields _fields = new();
    private readonly List<Range> _recipients = [];
    private readonly byte[] _text = new byte[Evidence.MaxTextLength + 64];
    private Range? _type, _id, _sender, _content, _peer, _messageId, _subject, _from, _to, _complainer, _complaint;
    private DateTimeOffset? _time;
    private int _code, _attempts;
    private (int Class, int Subject, int Detail) _enhanced;

    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            _fields.Clear(line.Length * 2);
            _recipients.Clear();
            (_type, _id, _sender, _content, _peer, _messageId, _subject, _from, _to, _complainer, _complaint) = (null, null, null, null, null, null, null, null, null, null, null);
            (_time, _code, _attempts, _enhanced) = (null, 0, 0, default);
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                Read(ref reader);
                Report(number);
            }
            else
            {
                reports.Tally.Broken++;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            reports.Tally.Broken++;
        }
    }

    private void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) { _type = Next(ref reader); }
            else if (reader.ValueTextEquals("id"u8)) { _id = Next(ref reader); }
            else if (reader.ValueTextEquals("sender"u8)) { _sender = Next(ref reader); }
            else if (reader.ValueTextEquals("recipient"u8)) { Recipients(ref reader); }
            else if (reader.ValueTextEquals("response"u8)) { Response(ref reader); }
            else if (reader.ValueTextEquals("peer_address"u8)) { _peer = Member(ref reader, "name"u8); }
            else if (reader.ValueTextEquals("timestamp"u8)) { Time(ref reader); }
            else if (reader.ValueTextEquals("num_attempts"u8)) { _attempts = Number(ref reader); }
            else if (reader.ValueTextEquals("headers"u8)) { Headers(ref reader); }
            else if (reader.ValueTextEquals("feedback_report"u8)) { Feedback(ref reader); }
            else { Skip(ref reader); }
        }
    }

    private void Report(long number)
    {
        var type = _fields[_type];
        var kind = type.SequenceEqual("Delivery"u8) ? ReportKind.Delivered
            : type.SequenceEqual("Bounce"u8) || type.SequenceEqual("Expiration"u8) || type.SequenceEqual("AdminBounce"u8) ? ReportKind.Failure
            : type.SequenceEqual("TransientFailure"u8) || type.SequenceEqual("Delay"u8) ? ReportKind.Delay
            : type.SequenceEqual("OOB"u8) ? _code is >= 400 and < 500 ? ReportKind.Delay : ReportKind.Failure
            : type.SequenceEqual("Feedback"u8) ? ReportKind.Complaint
            : ReportKind.Other;
        if (kind == ReportKind.Other)
        {
            return;
        }

        var id = _fields[_id];
        var isOwn = !type.SequenceEqual("OOB"u8) && kind != ReportKind.Complaint;
        var key = _open.Key(default, id);
        var message = kind == ReportKind.Delay && isOwn ? _open.Open(key) : isOwn ? _open.Find(key) : -1;
        Span<byte> status = stackalloc byte[16];
        var draft = new ReportDraft
        {
            Kind = kind,
            Line = number,
            Time = _time,
            QueueId = _id is null ? default : id,
            Sender = _fields[_sender],
            ReplyCode = _code is >= 200 and <= 599 ? _code : 0,
            RemoteHost = LogBytes.WithoutDot(_fields[_peer]),
            MessageId = LogBytes.InAngles(_fields[_messageId]),
            Subject = _fields[_subject],
            From = Address(_fields[_from]),
            To = Address(_fields[_to]),
            Text = kind == ReportKind.Complaint ? _fields[_complaint] : Text(),
            Status = _enhanced.Class > 0 && Utf8.TryWrite(status, $"{_enhanced.Class}.{_enhanced.Subject}.{_enhanced.Detail}", out var written) ? status[..written] : default,
        };
        if (kind == ReportKind.Complaint)
        {
            draft.Recipient = LogBytes.InAngles(_fields[_complainer]);
            reports.Add(draft);
            return;
        }

        if (_recipients.Count == 0)
        {
            _recipients.Add(default);
        }

        foreach (var range in _recipients)
        {
            draft.Recipient = range.Equals(default(Range)) ? default : _fields[range];
            var known = message < 0 || draft.Recipient.IsEmpty ? -1 : _open.FindDeferral(message, draft.Recipient);
            var deferral = known < 0 ? default : _open.ReadDeferral(known);
            draft.Attempts = Math.Max(_attempts, deferral.Count) + (type.SequenceEqual("Expiration"u8) ? 0 : 1);
            draft.DeferralText = default;
            if (kind == ReportKind.Delay)
            {
                _open.Defer(message, new Deferral { Recipient = draft.Recipient, RemoteHost = draft.RemoteHost, Status = draft.Status, Text = draft.Text });
            }
            else if (type.SequenceEqual("Expiration"u8))
            {
                draft.DeferralText = deferral.Text;
                draft.DeferralStatus = deferral.Status;
                draft.DeferralHost = deferral.RemoteHost;
            }

            reports.Add(draft);
        }

        if (kind != ReportKind.Delay && message >= 0)
        {
            _open.Close(message);
        }
    }

    /// <summary>The reply as the server said it: code, enhanced code, text.</summary>
    private ReadOnlySpan<byte> Text()
    {
        var content = _fields[_content];
        if (_code is < 200 or > 599)
        {
            return content;
        }

        content = content[..Math.Min(content.Length, Evidence.MaxTextLength)];
        var length = 0;
        _ = _enhanced.Class > 0
            ? Utf8.TryWrite(_text, $"{_code} {_enhanced.Class}.{_enhanced.Subject}.{_enhanced.Detail} ", out length)
            : Utf8.TryWrite(_text, $"{_code} ", out length);
        content.CopyTo(_text.AsSpan(length));
        return _text.AsSpan(0, length + content.Length);
    }

    private Range? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = _fields.String(ref reader);
        reader.Skip();
        return value;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        var number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? Math.Clamp(value, 0, 1_000_000) : 0;
        reader.Skip();
        return number;
    }

    private void Recipients(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Recipient(ref reader);
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Recipient(ref reader);
            reader.Skip();
        }
    }

    private void Recipient(ref Utf8JsonReader reader)
    {
        if (_recipients.Count < MaxRecipients && _fields.String(ref reader) is { } recipient)
        {
            _recipients.Add(recipient);
        }
    }

    private void Response(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8)) { _code = Number(ref reader); }
            else if (reader.ValueTextEquals("content"u8)) { _content = Next(ref reader); }
            else if (reader.ValueTextEquals("enhanced_code"u8)) { Enhanced(ref reader); }
            else { Skip(ref reader); }
        }
    }

    private void Enhanced(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("class"u8)) { _enhanced.Class = Number(ref reader); }
            else if (reader.ValueTextEquals("subject"u8)) { _enhanced.Subject = Number(ref reader); }
            else if (reader.ValueTextEquals("detail"u8)) { _enhanced.Detail = Number(ref reader); }
            else { Skip(ref reader); }
        }
    }

    private Range? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        Range? found = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name)) { found = Next(ref reader); }
            else { Skip(ref reader); }
        }

        return found;
    }

    private void Headers(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (Ascii.EqualsIgnoreCase(name, "Message-ID"u8)) { _messageId = Next(ref reader); }
            else if (Ascii.EqualsIgnoreCase(name, "Subject"u8)) { _subject = Next(ref reader); }
            else if (Ascii.EqualsIgnoreCase(name, "From"u8)) { _from = Next(ref reader); }
            else if (Ascii.EqualsIgnoreCase(name, "To"u8)) { _to = Next(ref reader); }
            else { Skip(ref reader); }
        }
    }

    private void Feedback(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("feedback_type"u8))
            {
                _complaint = Next(ref reader);
            }
            else if (reader.ValueTextEquals("original_mail_from"u8))
            {
                _sender = Next(ref reader) is { } sender ? _fields.Add(LogBytes.InAngles(_fields[sender])) : _sender;
            }
            else if (reader.ValueTextEquals("original_rcpto_to"u8) || reader.ValueTextEquals("original_rcpt_to"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray && reader.Read())
                {
                    _complainer = _fields.String(ref reader);
                    while (reader.TokenType != JsonTokenType.EndArray)
                    {
                        reader.Skip();
                        reader.Read();
                    }
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("supplemental_trace"u8))
            {
                _complainer = Member(ref reader, "recipient"u8) ?? _complainer;
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private void Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        _time = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) ? LogClock.FromUnix(seconds)
            : reader.TokenType == JsonTokenType.String ? _clock.Read(reader.ValueSpan) : null;
        reader.Skip();
    }

    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> field) =>
        field.LastIndexOf((byte)'<') is var open and >= 0 && field[(open + 1)..].IndexOf((byte)'>') is var close and >= 0 ? field.Slice(open + 1, close) : field;
}
