using System.Runtime.InteropServices;

namespace Undelivered.Cli.Terminal;

/// <summary>A standard stream as the system has it.</summary>
/// <remarks>System.Console's swallows the news that the reader has gone; a FileStream keeps an offset of its own, so that two writers of one file overwrite each other.</remarks>
internal sealed class UnixStream : Stream
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;
    private const int Interrupted = 4;

    private readonly int _descriptor;

    /// <summary>Opens standard input, output or error.</summary>
    /// <exception cref="StandardStreamException">Whoever started us has closed it.</exception>
    public UnixStream(int descriptor)
    {
        // What is inherited was not closed on exec. The runtime opens its own files to be closed on exec, and gets the free number for one of them.
        var flags = GetFlags(descriptor, GetDescriptorFlags);
        if (flags < 0 || (flags & CloseOnExec) != 0)
        {
            throw StandardStreamException.Closed(descriptor);
        }

        _descriptor = descriptor;
    }

    public override bool CanRead => _descriptor == 0;

    public override bool CanWrite => _descriptor > 0;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private static int WouldBlock => OperatingSystem.IsMacOS() ? 35 : 11;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var length = (int)ReadSome(_descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (length >= 0)
            {
                return length;
            }

            Recover();
        }

        return 0;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var length = (int)WriteSome(_descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (length >= 0)
            {
                buffer = buffer[length..];
            }
            else
            {
                Recover();
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Waits where whoever shares the stream has set it not to block; throws on anything worse.</summary>
    private void Recover()
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == WouldBlock)
        {
            var wait = new Waiting { Descriptor = _descriptor, Events = (short)(CanRead ? 1 : 4) };
            _ = Poll(ref wait, 1, -1);
        }
        else if (error != Interrupted)
        {
            throw StandardStreamException.Failed(_descriptor, error);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Waiting
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint ReadSome(int descriptor, ref byte buffer, nuint length);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteSome(int descriptor, ref readonly byte buffer, nuint length);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref Waiting descriptors, nuint count, int timeout);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int GetFlags(int descriptor, int command);
}
