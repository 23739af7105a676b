namespace Undelivered.Mail.Logs;

/// <summary>Cuts a stream into blocks of whole lines, in constant memory; a block is there as soon as the stream has given a line's end.</summary>
/// <param name="stream">The stream.</param>
/// <param name="maxLine">The longest line that is kept whole.</param>
internal sealed class LineBlocks(Stream stream, int maxLine)
{
    // Fits the second-level cache: the bytes are read again while they are still near.
    private const int BlockLength = 256 * 1024;

    private byte[] _bytes = new byte[BlockLength];
    private int _taken;
    private int _length;
    private bool _ended;
    private bool _skipsLine;

    /// <summary>How many bytes the stream has given that stand in this block or before it.</summary>
    public long Position { get; private set; }

    /// <summary>The whole lines of this block; the last line of the stream may lack its end.</summary>
    public ReadOnlySpan<byte> Block => _bytes.AsSpan(0, _taken);

    /// <summary>The block is the beginning of one line that was too long.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the next block; false at the end of the stream.</summary>
    public bool Next()
    {
        var rest = _length - _taken;
        _bytes.AsSpan(_taken, rest).CopyTo(_bytes);
        _length = rest;
        _taken = 0;
        IsCut = false;
        var searched = 0;
        while (true)
        {
            var end = _bytes.AsSpan(searched, _length - searched).LastIndexOf((byte)'\n');
            if (_skipsLine)
            {
                SkipLine();
                searched = 0;
                end = _bytes.AsSpan(0, _length).LastIndexOf((byte)'\n');
            }

            if (end >= 0)
            {
                return Take(searched + end + 1);
            }

            if (_ended)
            {
                return _length > 0 && Take(_length);
            }

            searched = _length;
            if (_length == _bytes.Length)
            {
                if (_length >= maxLine)
                {
                    IsCut = true;
                    _skipsLine = true;
                    return Take(_length);
                }

                Array.Resize(ref _bytes, Math.Min(maxLine, _length * 2));
            }

            var read = stream.Read(_bytes, _length, _bytes.Length - _length);
            _ended = read == 0;
            _length += read;
        }
    }

    private bool Take(int length)
    {
        _taken = length;
        Position += length;
        return true;
    }

    private void SkipLine()
    {
        var end = _bytes.AsSpan(0, _length).IndexOf((byte)'\n');
        var skipped = end < 0 ? _length : end + 1;
        _skipsLine = end < 0;
        Position += skipped;
        _bytes.AsSpan(skipped, _length - skipped).CopyTo(_bytes);
        _length -= skipped;
    }
}
