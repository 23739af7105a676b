namespace Undelivered.Matching;

/// <summary>Cutting UTF-8 without cutting characters.</summary>
internal static class Utf8Text
{
    /// <summary>At most so many bytes, and no half character at the end.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        while (length > 0 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return text[..length];
    }
}
