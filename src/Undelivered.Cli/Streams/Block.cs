using System.Buffers;

namespace Undelivered.Cli.Streams;

/// <summary>Some whole lines of the input, and what was made of them.</summary>
internal sealed class Block
{
    public byte[] Bytes = [];
    public int Length;

    /// <summary>The number of the first line, from 1.</summary>
    public long FirstLine;

    /// <summary>It holds the beginning of one line that is too long to be kept.</summary>
    public bool CutOff;

    public ArrayBufferWriter<byte> Output { get; } = new(64 * 1024);
}

/// <summary>Cuts a stream into blocks of whole lines, in constant memory.</summary>
internal sealed class BlockReader(Stream stream, int maxLine)
{
    private const int BlockLength = 128 * 1024;

    private byte[] _rest = [];
    private bool _ended;
    private bool _skipsLine;
    private long _line = 1;

    /// <summary>How many bytes have been read.</summary>
    public long Position { get; private set; }

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
        while (true)
        {
            var read = _ended ? 0 : stream.Read(block.Bytes, length, block.Bytes.Length - length);
            Position += read;
            _ended = read == 0;
            length += read;
            if (_skipsLine)
            {
                length = Skip(block.Bytes, length);
            }

            var bytes = block.Bytes.AsSpan(0, length);
            var end = bytes.LastIndexOf((byte)'\n');
            if (end >= 0 || _ended)
            {
                Take(block, end >= 0 ? end + 1 : length, length);
                return block.Length > 0;
            }

            if (length > maxLine)
            {
                // The line goes on: keep its beginning, and leave out what follows up to its end.
                _skipsLine = true;
                block.CutOff = true;
                Take(block, maxLine, maxLine);
                _line++;
                return true;
            }

            if (length == block.Bytes.Length)
            {
                Array.Resize(ref block.Bytes, Math.Min(length * 2, maxLine + BlockLength));
            }
        }
    }

    private void Take(Block block, int taken, int length)
    {
        block.Length = taken;
        _rest = block.Bytes.AsSpan(taken, length - taken).ToArray();
        _line += block.Bytes.AsSpan(0, taken).Count((byte)'\n');
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
