namespace Undelivered.Mail.Events;

/// <summary>Cuts input into lines, in bounded memory; blank ones are left out.</summary>
/// <param name="buffer">What to read.</param>
internal sealed class LineElements(SlidingBuffer buffer)
{
    /// <summary>The next one; false at the end.</summary>
    public bool TryNext(out Element line)
    {
        line = default;
        while (buffer.HasMore)
        {
            line = Next();
            if (line.Fault is not null || line.Bytes.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private Element Next()
    {
        buffer.Keep = buffer.At;
        var isTooLong = false;
        var foundEnd = false;
        while (!foundEnd && buffer.HasMore)
        {
            var length = buffer.Bytes[buffer.At..].IndexOf((byte)'\n');
            foundEnd = length >= 0;
            buffer.At = foundEnd ? buffer.At + length + 1 : buffer.End;
            if (buffer.At - buffer.Keep > JsonElements.MaxLength)
            {
                // It is followed to its end, but no longer kept.
                isTooLong = true;
                buffer.Keep = buffer.At;
            }
        }

        var bytes = buffer.Bytes[buffer.Keep..buffer.At].Trim(" \t\r\n"u8).ToArray();
        var line = new Element(isTooLong ? [] : bytes, isTooLong ? JsonElements.TooLong : null, buffer.Line, buffer.Position);
        buffer.Line += foundEnd ? 1 : 0;
        buffer.Keep = -1;
        return line;
    }
}
