using System.Buffers;
using System.Text;
using MimeKit.Utils;

namespace Undelivered.Mail.Bounces;

/// <summary>Reads what is known of the mail that failed from the header of it that a notice quotes.</summary>
internal static class OriginalReader
{
    private const int MaxQuoted = 64 * 1024;

    public static OriginalMessage Read(HeaderBlock headers)
    {
        return new OriginalMessage
        {
            MessageId = MessageId(headers.Find("Message-ID")),
            From = Addresses.First(headers.Find("From")),
            To = Addresses.First(headers.Find("To")),
            Subject = headers.Find("Subject"),
            Date = Date(headers.Find("Date")),
            Headers = new KeptHeaders(headers.Fields),
        };
    }

    /// <summary>Reads the header that text quotes, indented or marked with &gt; as it may be.</summary>
    public static HeaderBlock? Quoted(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxQuoted)].TrimStart("\r\n");
        var prefix = 0;
        while (prefix < text.Length && text[prefix] is ' ' or '\t' or '>' or '|')
        {
            prefix++;
        }

        var bytes = new Utf8Lines(text.Length);
        foreach (var line in text.EnumerateLines())
        {
            var skip = 0;
            while (skip < prefix && skip < line.Length && line[skip] is ' ' or '\t' or '>' or '|')
            {
                skip++;
            }

            // A rule between the words that lead to the quotation and the quotation itself.
            if (bytes.IsEmpty && (line[skip..].IsWhiteSpace() || NoticeText.IsRule(line[skip..].Trim())))
            {
                continue;
            }

            bytes.Line(line[skip..]);
            if (line[skip..].IsEmpty)
            {
                break;
            }
        }

        var headers = HeaderBlock.Parse(bytes.Written);
        return headers.Fields.Count > 0 ? headers : null;
    }

    /// <summary>The id without its brackets.</summary>
    public static string? MessageId(string? field)
    {
        if (string.IsNullOrWhiteSpace(field))
        {
            return null;
        }

        var open = field.IndexOf('<');
        var close = open < 0 ? -1 : field.IndexOf('>', open);
        var id = (close > open + 1 ? field[(open + 1)..close] : field.Trim('<', '>', ' ')).Trim();
        return id.Length is 0 or > 1000 ? null : id;
    }

    public static DateTimeOffset? Date(string? field) =>
        field is { Length: > 0 and < 200 } && DateUtils.TryParse(field, out var date) && date.Year > 1980 ? date : null;

    /// <summary>Lines as UTF-8.</summary>
    private sealed class Utf8Lines(int capacity)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(Math.Max(capacity, 16));

        public bool IsEmpty => _bytes.WrittenCount == 0;

        public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

        public void Line(ReadOnlySpan<char> line)
        {
            Encoding.UTF8.GetBytes(line, _bytes);
            _bytes.Write("\n"u8);
        }
    }
}
