using System.Globalization;

namespace Undelivered.Matching;

/// <summary>Windows error numbers (HRESULT) in the spellings that people meet: <c>0x800CCC0F</c>, <c>800ccc0f</c>, <c>2148322319</c>, <c>-2146644977</c>.</summary>
internal static class ErrorNumber
{
    /// <summary>What a number counts for, in literal bytes, however it is spelt.</summary>
    public const int Weight = 10;

    private const int MinHexDigits = 5;
    private const int HexDigits = 8;

    public static bool TryParse(string text, out uint number)
    {
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }

        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a number that begins at a word of folded text.</summary>
    /// <param name="folded">The text.</param>
    /// <param name="at">Where the word begins.</param>
    /// <param name="number">The number.</param>
    /// <param name="length">How many bytes it takes, without a sign before it.</param>
    /// <param name="isNegative">Whether a sign stands before it that is part of it.</param>
    public static bool TryRead(ReadOnlySpan<byte> folded, int at, out uint number, out int length, out bool isNegative)
    {
        number = 0;
        isNegative = false;
        var rest = folded[at..];
        if (rest is [(byte)'0', (byte)'x', ..])
        {
            var digits = CountHex(rest[2..]);
            length = 2 + digits;
            return digits is >= MinHexDigits and <= HexDigits && EndsThere(rest, 2 + digits) && ParseHex(rest.Slice(2, digits), out number);
        }

        length = CountHex(rest);
        if (length == HexDigits && rest[0] == '8' && EndsThere(rest, length))
        {
            return ParseHex(rest[..length], out number);
        }

        if (length == 10 && EndsThere(rest, length) && !rest[..length].ContainsAnyInRange((byte)'a', (byte)'f')
            && ulong.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            isNegative = at > 0 && folded[at - 1] == '-';
            number = isNegative ? unchecked((uint)-(long)value) : (uint)value;
            return isNegative ? value <= 0x8000_0000 : value is >= 0x8000_0000 and <= uint.MaxValue;
        }

        return false;
    }

    private static int CountHex(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && count <= 16 && char.IsAsciiHexDigit((char)text[count]))
        {
            count++;
        }

        return count;
    }

    private static bool EndsThere(ReadOnlySpan<byte> text, int at) => at >= text.Length || !Anchor.IsWord(text[at]);

    private static bool ParseHex(ReadOnlySpan<byte> digits, out uint number) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
