namespace Undelivered.Mail.Bounces;

/// <summary>A mailbox: mails one after another, each after a line that begins with "From ".</summary>
/// <remarks>A "From " of a mail itself is quoted with &gt; (mboxrd). Content-Length is not believed: it is wrong too often.</remarks>
public sealed class MboxForm : InputForm
{
    /// <inheritdoc/>
    public override string Name => "mbox";

    /// <inheritdoc/>
    public override string Description => "a mailbox of many mails";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head)
    {
        var length = MailHead.LineLength(head, out var next);
        if (!MailHead.IsFromLine(head[..length]))
        {
            return false;
        }

        // Some programs repeat the line, quoted.
        head = head[next..];
        if (head.StartsWith(">From "u8))
        {
            MailHead.LineLength(head, out next);
            head = head[next..];
        }

        return head.IsEmpty || MailHead.NameLength(head[..MailHead.LineLength(head, out _)]) > 0;
    }

    /// <inheritdoc/>
    public override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options)
    {
        var reader = new MboxReader(stream, options.MaxMailLength);
        while (reader.TryRead(out var bytes))
        {
            yield return new MailPiece(bytes, reader.WasCut, options) { Line = reader.FirstLine, Position = reader.Position };
        }
    }
}

/// <summary>Cuts a mailbox into mails, in memory bounded by the longest mail that is kept.</summary>
internal sealed class MboxReader(Stream stream, int limit)
{
    private const int BufferLength = 128 * 1024;

    private readonly byte[] _buffer = new byte[BufferLength];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line;
    private bool _lastWasWhole = true;

    /// <summary>The "From " line of the next mail has been taken.</summary>
    private byte[]? _next;

    public bool WasCut { get; private set; }

    public long FirstLine { get; private set; }

    public long Position { get; private set; }

    /// <summary>Reads the next mail, its "From " line included.</summary>
    public bool TryRead(out byte[] mail)
    {
        var bytes = new byte[8 * 1024];
        var length = 0;
        var hasContent = false;
        WasCut = false;
        FirstLine = _line + 1;
        if (_next is not null)
        {
            FirstLine = _line;
            Add(_next);
            _next = null;
            hasContent = true;
        }

        var afterBlank = !hasContent;
        while (TryReadLine(out var line, out var isWhole))
        {
            if (afterBlank && MailHead.IsFromLine(line))
            {
                if (hasContent)
                {
                    _next = line.ToArray();
                    break;
                }

                FirstLine = _line;
            }

            // ">From " is "From " quoted, ">>From " is ">From " (mboxrd).
            if (line.Length > 6 && line[0] == '>' && line.TrimStart((byte)'>').StartsWith("From "u8))
            {
                line = line[1..];
            }

            // The blanks between mails belong to none.
            afterBlank = isWhole && line.TrimEnd("\r\n"u8).IsEmpty;
            if (hasContent || !afterBlank)
            {
                hasContent = true;
                Add(line);
            }
        }

        Array.Resize(ref bytes, length);
        mail = bytes;
        return hasContent;

        void Add(ReadOnlySpan<byte> line)
        {
            var taken = Math.Min(line.Length, limit - length);
            WasCut |= taken < line.Length;
            if (length + taken > bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(limit, Math.Max(bytes.Length * 2L, length + taken)));
            }

            line[..taken].CopyTo(bytes.AsSpan(length));
            length += taken;
        }
    }

    /// <summary>Reads a line with its end; of one that is longer than the buffer, a piece.</summary>
    private bool TryReadLine(out ReadOnlySpan<byte> line, out bool isWhole)
    {
        var wasWhole = _lastWasWhole;
        while (true)
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (end >= 0 || _end - _start == BufferLength || (_ended && _end > _start))
            {
                var length = end >= 0 ? end + 1 : _end - _start;
                line = _buffer.AsSpan(_start, length);
                _start += length;
                Position += length;
                _lastWasWhole = end >= 0;
                isWhole = wasWhole && _lastWasWhole;
                _line += wasWhole ? 1 : 0;
                return true;
            }

            if (_ended)
            {
                line = [];
                isWhole = false;
                return false;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            var read = stream.Read(_buffer, _end, BufferLength - _end);
            _ended = read == 0;
            _end += read;
        }
    }
}
