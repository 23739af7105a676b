using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>Turns bytes into text by the charset that is named, or by what they look like.</summary>
internal static class Charsets
{
    /// <summary>Decodes; false where the charset is unknown or does not fit the bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, string? charset, out string text)
    {
        if (Ascii.IsValid(bytes) && !NeedsDecoding(charset))
        {
            text = Encoding.ASCII.GetString(bytes);
            return true;
        }

        if (string.IsNullOrEmpty(charset) || IsAscii(charset))
        {
            text = Guess(bytes);
            return false;
        }

        if (NeedsDecoding(charset) && !Ascii.IsValid(bytes) && !charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            // Eight bits where seven are promised: a gateway has changed the text and not its name.
            text = charset.StartsWith("iso-2022-jp", StringComparison.OrdinalIgnoreCase) ? GuessJapanese(bytes) : Guess(bytes);
            return false;
        }

        if (Find(charset) is not { } encoding)
        {
            text = Guess(bytes);
            return false;
        }

        text = encoding.GetString(bytes);
        if (!text.Contains('\uFFFD'))
        {
            return true;
        }

        // What is broken in the charset that is named may be whole in the one that everyone uses.
        var guess = Guess(bytes);
        text = guess.Contains('\uFFFD') || encoding.IsSingleByte ? text : guess;
        return false;
    }

    /// <summary>UTF-8 where the bytes are; else Latin, in which every byte is something.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        // The end may be cut off within a character.
        var end = bytes.Length;
        for (var i = 0; i < 3 && end > 0 && (bytes[end - 1] & 0xC0) == 0x80; i++)
        {
            end--;
        }

        end -= end > 0 && bytes[end - 1] >= 0xC0 ? 1 : 0;
        return System.Text.Unicode.Utf8.IsValid(bytes) || System.Text.Unicode.Utf8.IsValid(bytes[..end])
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes);
    }

    private static string GuessJapanese(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // Unix wrote EUC, Windows Shift JIS; hardly any text is whole in both.
        var unix = Find("euc-jp")?.GetString(bytes);
        return unix is null || unix.Contains('\uFFFD') || unix.Contains('\u30FB') ? Find("shift_jis")?.GetString(bytes) ?? Guess(bytes) : unix;
    }

    private static bool IsAscii(string charset) =>
        charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || charset.Equals("ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether seven bits may mean something else than ASCII in it.</summary>
    private static bool NeedsDecoding(string? charset) => charset is not null
        && (charset.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) || charset.Contains("utf-7", StringComparison.OrdinalIgnoreCase)
            || charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || charset.StartsWith("hz", StringComparison.OrdinalIgnoreCase));

    private static Encoding? Find(string charset)
    {
        // UTF-7 is refused by .NET for its dangers; what notices write in it is ASCII nearly always.
        if (charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Contains("utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
