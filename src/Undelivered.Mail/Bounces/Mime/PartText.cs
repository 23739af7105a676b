using MimeKit.Encodings;

namespace Undelivered.Mail.Bounces;

/// <summary>The text of a part: its transfer encoding and its charset taken off, as well as can be.</summary>
internal static class PartText
{
    /// <summary>Notices are some kilobytes long; this holds a thousand recipients.</summary>
    public const int MaxLength = 256 * 1024;

    public static string Read(ReadOnlySpan<byte> content, MailPart part, List<string> defects)
    {
        var decoded = Decode(content[..Math.Min(content.Length, MaxLength)], part.Encoding, defects);
        if (!Charsets.TryDecode(decoded, part.Charset, out var text))
        {
            Note(defects, "the charset of its text is unknown or wrong: it was guessed");
        }

        return text;
    }

    /// <summary>The bytes without their transfer encoding.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> content, string? encoding, List<string> defects)
    {
        if (string.IsNullOrEmpty(encoding))
        {
            return content;
        }

        if (encoding.StartsWith("base64", StringComparison.OrdinalIgnoreCase))
        {
            if (!LooksLikeBase64(content, out var broken))
            {
                Note(defects, "its text is not in base64 as its header says: it was read as it stands");
                return content;
            }

            if (broken)
            {
                Note(defects, "its base64 is broken: what could be decoded of it was");
            }

            return Run(new Base64Decoder(), content);
        }

        return encoding.StartsWith("quoted-printable", StringComparison.OrdinalIgnoreCase) ? Run(new QuotedPrintableDecoder(), content) : content;
    }

    private static ReadOnlySpan<byte> Run(IMimeDecoder decoder, ReadOnlySpan<byte> content)
    {
        var input = content.ToArray();
        var output = new byte[decoder.EstimateOutputLength(input.Length)];
        return output.AsSpan(0, decoder.Decode(input, 0, input.Length, output));
    }

    private static bool LooksLikeBase64(ReadOnlySpan<byte> content, out bool broken)
    {
        var good = 0;
        var bad = 0;
        var blanks = 0;
        foreach (var b in content)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=')
            {
                good++;
            }
            else if (b == ' ')
            {
                blanks++;
            }
            else if (b is not ((byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                bad++;
            }
        }

        broken = bad > 0;
        return bad + blanks <= good / 12;
    }

    private static void Note(List<string> defects, string defect)
    {
        if (!defects.Contains(defect))
        {
            defects.Add(defect);
        }
    }
}
