using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>Makes of a mail as it is stored one as it is transferred.</summary>
internal static class MailBytes
{
    /// <summary>Takes what stands before the header off, and gives a mail of old Macs line feeds.</summary>
    /// <param name="bytes">The mail.</param>
    /// <param name="sender">The sender in the "From " line, where there is one.</param>
    public static ReadOnlyMemory<byte> Normalise(ReadOnlyMemory<byte> bytes, out string? sender)
    {
        sender = null;
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        var head = bytes.Span[..Math.Min(bytes.Length, 16 * 1024)];
        if (!head.Contains((byte)'\n') && head.Contains((byte)'\r'))
        {
            var copy = bytes.ToArray();
            copy.AsSpan().Replace((byte)'\r', (byte)'\n');
            bytes = copy;
        }

        while (true)
        {
            var span = bytes.Span;
            var blank = span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
            if (blank > 0)
            {
                bytes = bytes[blank..];
                continue;
            }

            if (!span.StartsWith("From "u8) && !span.StartsWith(">From "u8))
            {
                return bytes;
            }

            var length = MailHead.LineLength(span, out var next);
            if (sender is null && span[0] == 'F')
            {
                var words = span[5..length];
                var end = words.IndexOf((byte)' ');
                sender = Encoding.ASCII.GetString(end < 0 ? words[..Math.Min(words.Length, 320)] : words[..Math.Min(end, 320)]);
            }

            bytes = bytes[next..];
        }
    }
}
