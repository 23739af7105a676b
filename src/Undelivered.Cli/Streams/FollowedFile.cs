namespace Undelivered.Cli.Streams;

/// <summary>A file that is read as it grows, as <c>tail -F</c> does: also when it is cut, or moved away and begun anew.</summary>
internal sealed class FollowedFile(string path) : Stream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ManualResetEventSlim _closed = new();
    private FileStream _file = Open(path);

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = _file.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            if (_closed.Wait(Pause))
            {
                return 0;
            }

            Reopen();
        }
    }

    /// <summary>What is in the way ends here; the next read gives no more.</summary>
    public void Stop() => _closed.Set();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Stop();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);

    /// <summary>Begins anew where the file was cut, or where another one has taken its place and this one is read to its end.</summary>
    private void Reopen()
    {
        if (_file.Length < _file.Position)
        {
            _file.Seek(0, SeekOrigin.Begin);
            return;
        }

        try
        {
            var now = Open(path);
            if (now.Length < _file.Position || IsOther(now))
            {
                _file.Dispose();
                _file = now;
            }
            else
            {
                now.Dispose();
            }
        }
        catch (IOException)
        {
            // Between moving the old file away and beginning the new one there is none for a moment.
        }
    }

    // .NET names no inode. A rotated log's successor was made later; where that is not known, only a shorter one is told apart.
    private bool IsOther(FileStream now) => File.GetCreationTimeUtc(now.SafeFileHandle) is var made && made != File.GetCreationTimeUtc(_file.SafeFileHandle);
}
