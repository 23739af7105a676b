namespace Undelivered.Publishing.Tests;

/// <summary>A stream such as a response's body: it can be written to and nothing else, and notices when it is closed.</summary>
internal sealed class ForwardOnlyStream : Stream
{
    private readonly MemoryStream _written = new();

    public bool IsClosed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What a publisher writes to a stream that it has to leave open.</summary>
    public static byte[] BytesOf(Action<Catalogue, Stream> write)
    {
        using var stream = new ForwardOnlyStream();
        write(HostileCatalogue.Catalogue, stream);
        Assert.False(stream.IsClosed);
        return stream._written.ToArray();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => _written.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
