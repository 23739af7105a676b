namespace Undelivered.Mail.Logs;

/// <summary>Reads a log that is CSV (RFC 4180); a quoted field may go over several lines.</summary>
internal abstract class CsvReader(ReportBatch reports) : LogReader
{
    // A quotation mark that nobody closes must not swallow the rest of the log.
    private const int MaxRecord = 256 * 1024;

    private byte[] _pending = [];
    private int _length;
    private long _line;

    protected ReportBatch Reports { get; } = reports;

    public sealed override void Take(ReadOnlySpan<byte> line, long number)
    {
        var quotes = line.Count((byte)'"');
        if (_length == 0 && quotes % 2 == 0)
        {
            Take(new CsvRecord(line), number);
            return;
        }

        if (_length + line.Length + 1 > MaxRecord)
        {
            _length = 0;
            Reports.Tally.Broken++;
            return;
        }

        _line = _length == 0 ? number : _line;
        if (_pending.Length < _length + line.Length + 1)
        {
            Array.Resize(ref _pending, Math.Max(4096, (_length + line.Length + 1) * 2));
        }

        if (_length > 0)
        {
            _pending[_length++] = (byte)'\n';
        }

        line.CopyTo(_pending.AsSpan(_length));
        _length += line.Length;
        if (_length > line.Length && quotes % 2 == 1)
        {
            var record = new CsvRecord(_pending.AsSpan(0, _length));
            _length = 0;
            Take(record, _line);
        }
    }

    public sealed override void End()
    {
        Reports.Tally.Broken += _length > 0 ? 1 : 0;
        _length = 0;
    }

    /// <summary>Takes a whole record.</summary>
    protected abstract void Take(CsvRecord record, long number);
}

/// <summary>The fields of a record, one after the other.</summary>
internal ref struct CsvRecord(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;
    private bool _ended;

    /// <summary>The whole record, as it stands there.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The next field, without the quotation marks around it; those that are doubled within it stay so.</summary>
    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_ended)
        {
            return false;
        }

        var end = 0;
        if (_rest.Length > 0 && _rest[0] == '"')
        {
            for (end = 1; end < _rest.Length; end++)
            {
                if (_rest[end] == '"')
                {
                    if (end + 1 < _rest.Length && _rest[end + 1] == '"')
                    {
                        end++;
                    }
                    else
                    {
                        break;
                    }
                }
            }

            field = _rest[1..Math.Min(end, _rest.Length)];
            _rest = _rest[Math.Min(end + 1, _rest.Length)..];
            end = _rest.IndexOf((byte)',');
        }
        else
        {
            end = _rest.IndexOf((byte)',');
            field = end < 0 ? _rest : _rest[..end];
        }

        _ended = end < 0;
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return true;
    }

    /// <summary>The field with single quotation marks; in the buffer, where it had any.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> field, ref byte[] buffer)
    {
        var quote = field.IndexOf("\"\""u8);
        if (quote < 0)
        {
            return field;
        }

        if (buffer.Length < field.Length)
        {
            buffer = new byte[field.Length];
        }

        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            buffer[length++] = field[i];
            i += field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"' ? 1 : 0;
        }

        return buffer.AsSpan(0, length);
    }
}
