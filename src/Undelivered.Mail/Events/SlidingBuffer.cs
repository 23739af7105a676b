namespace Undelivered.Mail.Events;

/// <summary>A window over a stream: what is being read is kept, what was read is dropped.</summary>
internal sealed class SlidingBuffer(Stream stream)
{
    private const int ChunkLength = 64 * 1024;

    private byte[] _bytes = new byte[ChunkLength];
    private long _dropped;
    private bool _ended;
    private bool _begun;

    /// <summary>What is kept: from where <see cref="Keep"/> was set, or from <see cref="At"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, End);

    /// <summary>The next byte that nobody has looked at yet.</summary>
    public int At { get; set; }

    /// <summary>Where that begins which must be kept; -1 where nothing must.</summary>
    public int Keep { get; set; } = -1;

    public int End { get; private set; }

    /// <summary>The line that <see cref="At"/> is in, from 1: whoever passes a line end counts it.</summary>
    public long Line { get; set; } = 1;

    /// <summary>How many bytes of the stream have been looked at.</summary>
    public long Position => _dropped + At;

    /// <summary>Whether there is a byte at <see cref="At"/>; reads on where need be.</summary>
    public bool HasMore => At < End || Fill();

    /// <summary>Passes the mark that some programs begin a file with; says what is wrong where it is the mark of UTF-16.</summary>
    public string? TakeMark()
    {
        if (_begun)
        {
            return null;
        }

        _begun = true;
        while (End < 3 && Fill())
        {
        }

        if (Bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            At = 3;
        }
        else if (Bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || Bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            (At, _ended) = (End, true);
            return "it is UTF-16: save it as UTF-8";
        }

        return null;
    }

    /// <summary>The first byte that is not blank; 0 where there is none, or nothing that can be read.</summary>
    public byte Peek()
    {
        if (Bytes.IsEmpty && Fill() && Bytes[0] is 0xFF or 0xFE)
        {
            return 0;
        }

        TakeMark();
        while (HasMore)
        {
            var next = Bytes[At];
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return next;
            }

            Line += next == '\n' ? 1 : 0;
            At++;
        }

        return 0;
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        var from = Keep >= 0 ? Keep : At;
        if (from > 0)
        {
            _bytes.AsSpan(from, End - from).CopyTo(_bytes);
            _dropped += from;
            At -= from;
            End -= from;
            Keep = Keep >= 0 ? 0 : -1;
        }

        if (End == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = stream.Read(_bytes, End, _bytes.Length - End);
        _ended = read == 0;
        End += read;
        return !_ended;
    }
}
