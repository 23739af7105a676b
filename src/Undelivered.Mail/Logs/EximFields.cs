namespace Undelivered.Mail.Logs;

/// <summary>The fields of a line of Exim's: <c>R=router T=transport H=host [address] X=tls C="250 OK"</c>, and the text behind them.</summary>
internal static class EximFields
{
    /// <summary>The value of a field, without its quotation marks; empty where it is not there.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        while (!fields.IsEmpty)
        {
            var end = FieldEnd(fields);
            if (fields.StartsWith(name))
            {
                var value = fields[name.Length..end];
                return value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;
            }

            fields = fields[end..].TrimStart((byte)' ');
        }

        return default;
    }

    /// <summary>The host in "H=mx.example.org [192.0.2.1]:25"; of one without a name, the address.</summary>
    public static ReadOnlySpan<byte> Host(ReadOnlySpan<byte> fields)
    {
        var host = Find(fields, "H="u8);
        if (host.IsEmpty || host[0] == '(')
        {
            return default;
        }

        if (host[0] == '[')
        {
            return host.IndexOf((byte)']') is var close and > 1 ? host[1..close] : default;
        }

        return host.IndexOf((byte)' ') is var space and > 0 ? host[..space] : host;
    }

    /// <summary>Takes the text behind the fields off: what stands behind the first ": " outside of quotation marks, or behind "defer (-44)".</summary>
    public static ReadOnlySpan<byte> CutText(ref ReadOnlySpan<byte> fields)
    {
        if (fields.StartsWith(": "u8))
        {
            var only = fields[2..];
            fields = default;
            return only;
        }

        for (var at = 0; at < fields.Length;)
        {
            var end = at + FieldEnd(fields[at..]);
            if (end > at && fields[end - 1] == ':')
            {
                var text = fields[Math.Min(fields.Length, end + 1)..];
                fields = fields[..(end - 1)];
                return text;
            }

            if (fields[at..].StartsWith("defer ("u8))
            {
                // "defer (-44) H=mx [192.0.2.1]: text", "defer (111): text", and without either "defer (-1): ".
                at += 6;
                end = at + FieldEnd(fields[at..]);
                if (fields[end - 1] == ':')
                {
                    continue;
                }
            }

            at = end;
            while (at < fields.Length && fields[at] == ' ')
            {
                at++;
            }
        }

        return default;
    }

    /// <summary>The enhanced status code behind the reply code that the text quotes.</summary>
    public static ReadOnlySpan<byte> Status(ReadOnlySpan<byte> text)
    {
        if (ReplyText.AtStart(text) != 0)
        {
            return AfterCode(text);
        }

        for (var colons = 0; colons < 6 && text.IndexOf(": "u8) is var colon and >= 0; colons++)
        {
            text = text[(colon + 2)..];
            if (ReplyText.AtStart(text) != 0)
            {
                return AfterCode(text);
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> AfterCode(ReadOnlySpan<byte> text)
    {
        if (text.Length < 9)
        {
            return default;
        }

        var code = text[4..];
        var end = code.IndexOfAnyExcept(LogBytes.DigitsAndDots);
        code = end < 0 ? code : code[..end];
        return code.Length is >= 5 and <= 9 && code[1] == '.' && code[0] == text[0] ? code : default;
    }

    /// <summary>Where the field ends: at a space that is not in quotation marks, and not before the address that belongs to a host's name.</summary>
    private static int FieldEnd(ReadOnlySpan<byte> fields)
    {
        var quoted = false;
        for (var i = 0; i < fields.Length; i++)
        {
            switch (fields[i])
            {
                case (byte)'\\' when quoted:
                    i++;
                    break;
                case (byte)'"':
                    quoted = !quoted && i > 0 && fields[i - 1] == '=';
                    break;
                case (byte)' ' when !quoted && !(fields.StartsWith("H="u8) && i + 1 < fields.Length && fields[i + 1] is (byte)'[' or (byte)'('):
                    return i;
            }
        }

        return fields.Length;
    }
}
