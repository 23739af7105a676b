namespace Undelivered.Mail.Logs;

/// <summary>Finds reply codes in what servers quote.</summary>
internal static class ReplyText
{
    /// <summary>The reply code at the beginning of the text or of the reply that it quotes; 0 where there is none.</summary>
    public static int Code(ReadOnlySpan<byte> text)
    {
        var code = AtStart(text);
        return code != 0 ? code
            : After(text, " said: "u8, out var at) || After(text, " refused to talk to me: "u8, out at) || After(text, "Remote host said: "u8, out at) ? AtStart(text[at..])
            : After(text, "SMTP error from remote mail server after "u8, out at) ? AfterColon(text[at..])
            : 0;
    }

    /// <summary>The reply code that the text begins with: three digits, then a space, a hyphen or the end.</summary>
    public static int AtStart(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && text[0] is >= (byte)'2' and <= (byte)'5' && IsDigit(text[1]) && IsDigit(text[2]) && (text.Length == 3 || text[3] is (byte)' ' or (byte)'-')
            ? (text[0] - '0') * 100 + (text[1] - '0') * 10 + text[2] - '0'
            : 0;

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words, out int at)
    {
        at = text.IndexOf(words);
        at += at < 0 ? 0 : words.Length;
        return at >= 0;
    }

    /// <summary>Exim's "after RCPT TO:&lt;a@b&gt;: 550 …", "after end of data: host x [1.2.3.4]: 552 …".</summary>
    private static int AfterColon(ReadOnlySpan<byte> text)
    {
        for (var colons = 0; colons < 4 && text.IndexOf(": "u8) is var colon and >= 0; colons++)
        {
            text = text[(colon + 2)..];
            if (AtStart(text) is var code and not 0)
            {
                return code;
            }
        }

        return 0;
    }
}
