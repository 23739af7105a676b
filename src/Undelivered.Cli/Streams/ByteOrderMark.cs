using System.Text;

namespace Undelivered.Cli.Streams;

/// <summary>Takes the byte order mark off a stream, and makes UTF-8 of the UTF-16 that PowerShell's <c>&gt;</c> writes.</summary>
internal static class ByteOrderMark
{
    public static Stream TakeOff(Stream stream)
    {
        Span<byte> head = stackalloc byte[3];
        var length = 0;

        // Byte by byte: on a live stream there may be no more than what is no mark.
        while (length < head.Length && IsBeginning(head[..length]) && stream.Read(head.Slice(length, 1)) == 1)
        {
            length++;
        }

        var found = head[..length];
        if (found.SequenceEqual(Encoding.UTF8.Preamble))
        {
            return stream;
        }

        var utf16 = found.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode : found.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode : null;
        var whole = new Headed(utf16 is null ? found.ToArray() : [], stream);
        return utf16 is null ? whole : Encoding.CreateTranscodingStream(whole, utf16, Encoding.UTF8);
    }

    private static bool IsBeginning(ReadOnlySpan<byte> head) =>
        head.Length < 2 ? Encoding.UTF8.Preamble.StartsWith(head) || Encoding.Unicode.Preamble.StartsWith(head) || Encoding.BigEndianUnicode.Preamble.StartsWith(head)
            : Encoding.UTF8.Preamble.StartsWith(head);

    /// <summary>A stream with what was read of it already in front.</summary>
    private sealed class Headed(byte[] head, Stream rest) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanWrite => false;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_given == head.Length)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, head.Length - _given);
            head.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
