namespace Undelivered.Cli.Streams;

/// <summary>Some whole lines of the input, and what was made of them.</summary>
internal sealed class Block : Work
{
    public byte[] Bytes = [];
    public int Length;

    /// <summary>The number of the first line, from 1.</summary>
    public long FirstLine;

    /// <summary>It holds the beginning of one line that is too long to be kept.</summary>
    public bool CutOff;

    public override void Do(Worker worker) => worker.Process(this);
}

/// <summary>Cuts a stream into blocks of whole lines, in constant memory.</summary>
/// <param name="stream">The stream.</param>
/// <param name="maxLine">The longest line that is kept whole, without its end; however the bytes arrive.</param>
internal sealed class BlockReader(Stream stream, int maxLine)
{
    private const int BlockLength = 128 * 1024;

    private byte[] _rest = [];
    private bool _ended;
    private bool _skipsLine;
    private long _line = 1;

    /// <summary>Fills a block with the next lines; false at the end of the stream.</summary>
    public bool TryRead(Block block)
    {
        block.CutOff = false;
        block.FirstLine = _line;
        var capacity = Math.Max(BlockLength, _rest.Length + BlockLength);
        if (block.Bytes.Length < capacity)
        {
            block.Bytes = new byte[capacity];
        }

        _rest.CopyTo(block.Bytes, 0);
        var length = _rest.Length;
        var searched = 0;
        while (true)
        {
            if (_skipsLine)
            {
                length = Skip(block.Bytes, length);
                searched = 0;
            }

            // Only the first line can be too long: any other has come whole in one read.
            var end = block.Bytes.AsSpan(searched, length - searched).IndexOf((byte)'\n');
            end += end < 0 ? 0 : searched;
            if ((end < 0 ? length : end) > maxLine)
            {
                CutOff(block, end, length);
                return true;
            }

            if (end >= 0 || _ended)
            {
                Take(block, end < 0 ? length : block.Bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1, length);
                return block.Length > 0;
            }

            if (length == block.Bytes.Length)
            {
                Array.Resize(ref block.Bytes, Math.Min(length * 2, maxLine + BlockLength));
            }

            searched = length;
            var read = stream.Read(block.Bytes, length, Math.Min(BlockLength, block.Bytes.Length - length));
            _ended = read == 0;
            length += read;
        }
    }

    private void Take(Block block, int taken, int length)
    {
        block.Length = taken;
        _rest = block.Bytes.AsSpan(taken, length - taken).ToArray();
        _line += block.Bytes.AsSpan(0, taken).Count((byte)'\n');
    }

    /// <summary>Keeps the beginning of the first line, and leaves out what follows up to its end.</summary>
    private void CutOff(Block block, int end, int length)
    {
        block.Length = maxLine;
        block.CutOff = true;
        _rest = end < 0 ? [] : block.Bytes.AsSpan(end + 1, length - end - 1).ToArray();
        _skipsLine = end < 0;
        _line++;
    }

    private int Skip(byte[] bytes, int length)
    {
        var end = bytes.AsSpan(0, length).IndexOf((byte)'\n');
        _skipsLine = end < 0;
        if (end < 0)
        {
            return 0;
        }

        bytes.AsSpan(end + 1, length - end - 1).CopyTo(bytes);
        return length - end - 1;
    }
}
