using System.Buffers.Binary;
using System.Text;

namespace Undelivered.Mail.Logs;

/// <summary>Some reports of a log, joined already, as bytes; <see cref="Read"/> makes strings of them on any thread.</summary>
internal sealed class LogPiece(string form, string? file, ReadOnlyMemory<byte> bytes, int count) : InputPiece
{
    public override IReadOnlyList<DeliveryReport> Read()
    {
        var reports = new DeliveryReport[count];
        var fields = new Fields(bytes.Span);
        for (var i = 0; i < count; i++)
        {
            reports[i] = Report(ref fields);
        }

        return reports;
    }

    private DeliveryReport Report(ref Fields fields)
    {
        var head = fields.Head();
        var kind = (ReportKind)head[0];
        DateTimeOffset? time = head[1] == 0 ? null
            : new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(head[16..]), TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(head[24..])));
        int replyCode = BinaryPrimitives.ReadInt16LittleEndian(head[2..]);
        var attempts = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        var line = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        var text = fields.Reply(ref replyCode);
        var code = fields.Code(out var status);
        var action = fields.Common() ?? kind switch { ReportKind.Failure => "failed", ReportKind.Delay => "delayed", ReportKind.Delivered => "delivered", ReportKind.Relayed => "relayed", _ => null };
        var recipient = fields.Text();
        var originalRecipient = fields.Text();
        var sender = fields.Text();
        var host = fields.Common();
        var remote = fields.Common();
        var queueId = fields.Text();
        var original = Original(ref fields);
        return new DeliveryReport
        {
            Kind = kind,
            Source = new ReportSource(form, file, line),
            Time = time,
            Evidence = new Evidence { Text = text, ReplyCode = replyCode == 0 ? null : replyCode, EnhancedCode = code, RemoteHost = remote },
            Status = status,
            Action = action,
            Recipient = recipient,
            OriginalRecipient = originalRecipient == recipient ? null : originalRecipient,
            EnvelopeSender = sender,
            ReportingMta = host,
            RemoteMta = remote,
            QueueId = queueId,
            Original = original,
            Attempts = attempts == 0 ? null : attempts,
            LastDeferral = Deferral(ref fields),
        };
    }

    private static OriginalMessage? Original(ref Fields fields)
    {
        var id = fields.Text();
        var from = fields.Text();
        var to = fields.Text();
        var subject = fields.Text();
        return id is null && from is null && to is null && subject is null ? null : new OriginalMessage { MessageId = id, From = from, To = to, Subject = subject };
    }

    private static Evidence? Deferral(ref Fields fields)
    {
        var reply = 0;
        var text = fields.Reply(ref reply);
        var code = fields.Code(out _);
        var host = fields.Common();
        return text is null ? null : new Evidence { Text = text, ReplyCode = reply == 0 ? null : reply, EnhancedCode = code, RemoteHost = host };
    }

    /// <summary>Reads what <see cref="ReportBatch.Add"/> wrote.</summary>
    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private const int PoolLength = 128;

        private ReadOnlySpan<byte> _rest = bytes;
        private readonly string?[] _pool = new string?[PoolLength];

        public ReadOnlySpan<byte> Head()
        {
            var head = _rest[..26];
            _rest = _rest[26..];
            return head;
        }

        public string? Text()
        {
            var field = Next(out var isKnown);
            return isKnown ? Encoding.UTF8.GetString(field) : null;
        }

        /// <summary>What a server said, and its reply code where the log did not tell it apart.</summary>
        public string? Reply(ref int code)
        {
            var field = Next(out var isKnown);
            code = code == 0 ? ReplyText.Code(field) : code;
            return isKnown ? Encoding.UTF8.GetString(field) : null;
        }

        /// <summary>A string that the piece holds more than once, as a rule: a host, a status.</summary>
        public string? Common()
        {
            var field = Next(out var isKnown);
            return isKnown ? Pooled(field) : null;
        }

        /// <summary>A status, and the code that it is; X.0.0 says nothing that would go before the text.</summary>
        public EnhancedCode? Code(out string? status)
        {
            var field = Next(out var isKnown);
            status = isKnown && field.Length > 0 ? Pooled(field) : null;
            return status is not null && EnhancedCode.TryParse(status, out var code) && (code.Subject, code.Detail) != (0, 0) ? code : null;
        }

        private readonly string Pooled(ReadOnlySpan<byte> field)
        {
            if (field.IsEmpty)
            {
                return "";
            }

            ref var slot = ref _pool[(field.Length * 31 + field[0] * 7 + field[^1] * 5 + field[field.Length / 2]) & PoolLength - 1];
            return slot is { } known && Ascii.Equals(field, known) ? known : slot = Encoding.UTF8.GetString(field);
        }

        private ReadOnlySpan<byte> Next(out bool isKnown)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            isKnown = length >= 0;
            var field = _rest.Slice(4, Math.Max(length, 0));
            _rest = _rest[(4 + field.Length)..];
            return field;
        }
    }
}
