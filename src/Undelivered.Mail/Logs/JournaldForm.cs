using System.Buffers.Text;
using System.Text.Json;

namespace Undelivered.Mail.Logs;

/// <summary>What <c>journalctl -o json</c> gives of a mail server: Postfix, Exim, sendmail, OpenSMTPD or qmail.</summary>
/// <remarks>systemd.journal-fields(7) and https://systemd.io/JOURNAL_EXPORT_FORMATS/: a MESSAGE that is not UTF-8 is an array of its bytes.</remarks>
public sealed class JournaldForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "journald";

    /// <inheritdoc/>
    public override string Description => "systemd's journal (journalctl -o json)";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line =>
        line.StartsWith("{"u8) && line.IndexOf("\"__REALTIME_TIMESTAMP\""u8) > 0 && line.IndexOf("\"MESSAGE\""u8) > 0);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new JournaldReader(options, reports);
}

/// <summary>Takes journald's objects apart, and gives each to the reader of the program that wrote it.</summary>
internal sealed class JournaldReader(ReadOptions options, ReportBatch reports) : LogReader
{
    private readonly PostfixReader _postfix = new(options, reports);
    private readonly EximReader _exim = new(options, reports);
    private readonly SendmailReader _sendmail = new(options, reports);
    private readonly OpenSmtpdReader _openSmtpd = new(options, reports);
    private readonly QmailReader _qmail = new(options, reports);
    private readonly JsonFields _fields = new();
    private byte[] _bytes = [];

    public override void Take(ReadOnlySpan<byte> line, long number)
    {
        // journalctl -o json-sse.
        line = line.StartsWith("data: "u8) ? line[6..] : line;
        try
        {
            _fields.Clear(line.Length);
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                reports.Tally.Broken++;
                return;
            }

            Range? message = null, tag = null, program = null, host = null;
            DateTimeOffset? time = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("MESSAGE"u8))
                {
                    reader.Read();
                    message = reader.TokenType == JsonTokenType.StartArray ? Bytes(ref reader) : _fields.String(ref reader);
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("SYSLOG_IDENTIFIER"u8)) { tag = Next(ref reader); }
                else if (reader.ValueTextEquals("_COMM"u8)) { program = Next(ref reader); }
                else if (reader.ValueTextEquals("_HOSTNAME"u8)) { host = Next(ref reader); }
                else if (reader.ValueTextEquals("__REALTIME_TIMESTAMP"u8)) { time = Time(ref reader); }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            if (message is null)
            {
                return;
            }

            Give(new SyslogLine { Number = number, Time = time, Host = _fields[host], Tag = _fields[tag ?? program], Message = _fields[message] });
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            reports.Tally.Broken++;
        }
    }

    private void Give(in SyslogLine line)
    {
        if (line.Tag.Contains((byte)'/'))
        {
            _postfix.Take(line);
        }
        else if (line.Tag.StartsWith("exim"u8))
        {
            _exim.TakeMessage(line);
        }
        else if (line.Tag.StartsWith("sendmail"u8) || line.Tag.StartsWith("sm-"u8))
        {
            _sendmail.Take(line);
        }
        else if (line.Tag.SequenceEqual("smtpd"u8))
        {
            _openSmtpd.Take(line);
        }
        else if (line.Tag.IndexOf("qmail"u8) >= 0)
        {
            _qmail.Take(line);
        }
    }

    private Range? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = _fields.String(ref reader);
        reader.Skip();
        return value;
    }

    /// <summary>The bytes that a JSON array of numbers lists.</summary>
    private Range? Bytes(ref Utf8JsonReader reader)
    {
        var length = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var value))
            {
                if (length == _bytes.Length)
                {
                    Array.Resize(ref _bytes, Math.Max(256, length * 2));
                }

                _bytes[length++] = value;
            }
            else
            {
                reader.Skip();
            }
        }

        return _fields.Add(_bytes.AsSpan(0, length));
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        var known = reader.TokenType is JsonTokenType.String or JsonTokenType.Number && Utf8Parser.TryParse(reader.ValueSpan, out long microseconds, out _) && microseconds is > 0 and < 253_402_300_800_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10) : (DateTimeOffset?)null;
        reader.Skip();
        return known;
    }
}
