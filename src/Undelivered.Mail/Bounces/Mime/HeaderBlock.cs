using System.Text;
using MimeKit.Utils;

namespace Undelivered.Mail.Bounces;

/// <summary>The header fields of a mail or a part, as they came; bounded in number and length.</summary>
internal sealed class HeaderBlock
{
    /// <summary>Bounces bear some thirty fields; what comes after so many is not looked at.</summary>
    public const int MaxCount = 300;

    private const int MaxValueLength = 32 * 1024;

    private readonly List<(string Name, byte[] Value)> _fields = [];

    public IReadOnlyList<(string Name, byte[] Value)> Fields => _fields;

    public bool Overflowed { get; private set; }

    public void Add(string name, byte[] value)
    {
        if (_fields.Count < MaxCount)
        {
            _fields.Add((name, value));
        }
        else
        {
            Overflowed = true;
        }
    }

    public bool Has(string name) => IndexOf(name, 0) >= 0;

    /// <summary>The value of the first field of that name, unfolded and decoded; null where there is none.</summary>
    public string? Find(string name)
    {
        var at = IndexOf(name, 0);
        return at < 0 ? null : Decode(_fields[at].Value);
    }

    /// <summary>The values of all fields of that name.</summary>
    public IEnumerable<string> FindAll(string name)
    {
        for (var at = IndexOf(name, 0); at >= 0; at = IndexOf(name, at + 1))
        {
            yield return Decode(_fields[at].Value);
        }
    }

    /// <summary>Unfolds a value, and decodes what RFC 2047 encodes.</summary>
    public static string Decode(byte[] value)
    {
        var bytes = value.AsSpan(0, Math.Min(value.Length, MaxValueLength));
        if (bytes.IndexOf("=?"u8) >= 0)
        {
            return Unfold(Rfc2047.DecodeText(value, 0, bytes.Length));
        }

        bytes = bytes.Trim(" \t\r\n"u8);
        return bytes.IndexOfAny("\r\n\t"u8) < 0 ? Charsets.Guess(bytes) : Unfold(Charsets.Guess(bytes));
    }

    /// <summary>Reads fields from text that quotes them; ends at the first line that cannot be one.</summary>
    public static HeaderBlock Parse(ReadOnlySpan<byte> text)
    {
        var block = new HeaderBlock();
        string? name = null;
        var start = 0;
        var end = 0;
        for (var at = 0; at < text.Length && block._fields.Count < MaxCount;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var next = length < 0 ? text.Length : at + length + 1;
            var line = text[at..next].TrimEnd("\r\n"u8);
            if (name is not null && line.Length > 0 && line[0] is (byte)' ' or (byte)'\t')
            {
                end = at + line.Length;
            }
            else
            {
                Keep(text);
                var colon = MailHead.NameLength(line);
                if (colon == 0)
                {
                    // One odd line among fields is passed over: "From x@y Mon…" of an mbox, a comment.
                    if (line.IsEmpty ? block._fields.Count > 0 : !line.StartsWith("From "u8) && !line.StartsWith(">From "u8))
                    {
                        break;
                    }
                }
                else
                {
                    name = Encoding.ASCII.GetString(line[..colon]);
                    start = at + colon + 1;
                    while (start < text.Length && text[start - 1] != ':')
                    {
                        start++;
                    }

                    end = Math.Max(start, at + line.Length);
                }
            }

            at = next;
        }

        Keep(text);
        return block;

        void Keep(ReadOnlySpan<byte> text)
        {
            if (name is not null)
            {
                block.Add(name, text[start..end].ToArray());
                name = null;
            }
        }
    }

    private int IndexOf(string name, int from)
    {
        for (var i = from; i < _fields.Count; i++)
        {
            if (_fields[i].Name.Length == name.Length && _fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Unfold(string value)
    {
        if (!value.AsSpan().ContainsAny('\r', '\n', '\t'))
        {
            return value.Trim();
        }

        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is '\r' or '\n')
            {
                continue;
            }

            text.Append(c == '\t' ? ' ' : c);
        }

        return text.ToString().Trim();
    }
}
