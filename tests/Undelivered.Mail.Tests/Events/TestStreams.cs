namespace Undelivered.Mail.Tests.Events;

/// <summary>Gives its bytes in portions of these sizes, over and over.</summary>
internal sealed class CutStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _turn;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, sizes[_turn++ % sizes.Length]));
}

/// <summary>A beginning and then a pattern over and over, without holding it in memory.</summary>
internal sealed class RepeatingStream(byte[] head, byte[] pattern, long length) : Stream
{
    private long _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = (int)Math.Min(count, length - _given);
        for (var i = 0; i < count; i++)
        {
            var at = _given + i;
            buffer[offset + i] = at < head.Length ? head[at] : pattern[(at - head.Length) % pattern.Length];
        }

        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
