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
        var whole = new HeadedStream(utf16 is null ? found.ToArray() : [], stream);
        return utf16 is null ? whole : Encoding.CreateTranscodingStream(whole, utf16, Encoding.UTF8);
    }

    private static bool IsBeginning(ReadOnlySpan<byte> head) =>
        head.Length < 2 ? Encoding.UTF8.Preamble.StartsWith(head) || Encoding.Unicode.Preamble.StartsWith(head) || Encoding.BigEndianUnicode.Preamble.StartsWith(head)
            : Encoding.UTF8.Preamble.StartsWith(head);
}
