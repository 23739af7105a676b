namespace Undelivered.Mail.Events;

/// <summary>A window over a stream: what is being read is kept, what was read is dropped.</summary>
internal sealed class SlidingBuffer(Stream stream)
{
    private const int ChunkLength = 64 * 1024;

    private byte[] _bytes = new byte[ChunkLength];
    private long _dropped;
    private bool _ended;

    /// <summary>What is kept: from where <see cref="Keep"/> was set, or from <see cref="At"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, End);

    /// <summary>The next byte that nobody has looked at yet.</summary>
    public int At { get; set; }

    /// <summary>Where that begins which must be kept; -1 where nothing must.</summary>
    public int Keep { get; set; } = -1;

    public int End { get; private set; }

    /// <summary>How many bytes of the stream have been looked at.</summary>
    public long Position => _dropped + At;

    /// <summary>Whether there is a byte at <see cref="At"/>; reads on where need be.</summary>
    public bool HasMore => At < End || Fill();

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
