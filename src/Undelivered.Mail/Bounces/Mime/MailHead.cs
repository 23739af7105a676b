namespace Undelivered.Mail.Bounces;

/// <summary>Tells a mail's header from other text by its beginning.</summary>
internal static class MailHead
{
    private const int MaxNameLength = 78;
    private const int MaxLines = 200;

    /// <summary>Fields that hardly anything but a mail bears.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Return-Path", "Received", "Delivered-To", "X-Original-To", "Envelope-To", "From", "To", "Cc", "Sender", "Reply-To", "Subject",
        "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted", "X-Failed-Recipients",
        "DKIM-Signature", "Received-SPF", "Authentication-Results", "ARC-Seal", "References", "In-Reply-To", "X-Mailer", "Precedence",
        "Errors-To", "Delivery-Date", "Status", "X-UIDL", "X-Mozilla-Status", "X-MS-Exchange-Organization-SCL", "Resent-From",
    };

    /// <summary>Those of which a single one will do, where no second follows.</summary>
    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "Return-Path", "Received", "Delivered-To", "Message-ID", "MIME-Version", "From", "X-Failed-Recipients", "Auto-Submitted", "Subject",
    };

    /// <summary>Whether it begins with header fields, at least some of which belong to mail.</summary>
    public static bool Fits(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
        {
            head = head[3..];
        }

        head = head.TrimStart("\r\n"u8);
        var known = 0;
        var telling = 0;
        var fields = 0;
        for (var line = 0; line < MaxLines && !head.IsEmpty; line++)
        {
            var length = LineLength(head, out var next);
            var whole = next > length;
            var text = head[..length];
            head = head[next..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text[0] is (byte)' ' or (byte)'\t')
            {
                if (fields == 0)
                {
                    return false;
                }

                continue;
            }

            var name = NameLength(text);
            if (name == 0)
            {
                // The head may be cut in the midst of a name; a broken line deep in a header is no proof against it.
                if (!whole && head.IsEmpty && fields > 0)
                {
                    break;
                }

                return fields >= 3 && known >= 2;
            }

            fields++;
            var word = System.Text.Encoding.ASCII.GetString(text[..name]);
            known += Known.Contains(word) ? 1 : 0;
            telling += Telling.Contains(word) ? 1 : 0;
        }

        return known >= 2 || (known == 1 && telling == 1 && (fields > 1 || head.Length > 0));
    }

    /// <summary>The length of the name of the field that the line is; 0 where it is none.</summary>
    public static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, MaxNameLength)].IndexOf((byte)':');
        if (colon <= 0)
        {
            return 0;
        }

        var name = line[..colon];
        while (name.Length > 0 && name[^1] is (byte)' ' or (byte)'\t')
        {
            name = name[..^1];
        }

        foreach (var b in name)
        {
            if (b is <= 32 or >= 127 or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'@' or (byte)'"' or (byte)',' or (byte)';' or (byte)'\\' or (byte)'[' or (byte)']')
            {
                return 0;
            }
        }

        return name.Length;
    }

    /// <summary>The length of the first line without its end; <paramref name="next"/> is where the second begins.</summary>
    public static int LineLength(ReadOnlySpan<byte> text, out int next)
    {
        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            next = text.Length;
            return text.Length;
        }

        next = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        return end;
    }

    /// <summary>Whether a line is the "From " with which each mail of an mbox begins: a sender and a time of day.</summary>
    public static bool IsFromLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8))
        {
            return false;
        }

        line = line[5..Math.Min(line.Length, 400)];
        for (var at = line.IndexOf((byte)':'); at >= 0;)
        {
            if (at >= 2 && at + 2 < line.Length && IsDigit(line[at - 1]) && IsDigit(line[at + 1]) && IsDigit(line[at + 2]))
            {
                return true;
            }

            var more = line[(at + 1)..].IndexOf((byte)':');
            at = more < 0 ? -1 : at + 1 + more;
        }

        return false;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
