using System.Buffers;
using System.Net;

namespace Undelivered.Matching;

/// <summary>What may stand in a phrase's gap: docs/catalogue.md, "Slots".</summary>
internal enum Slot : byte
{
    None,
    Domain,
    Host,
    Ip,
    Address,
    Number,
    Size,
    Date,
    Duration,
    Url,
    Id,
    Word,
    Anything,
}

/// <summary>The rules of the slots, on folded bytes.</summary>
internal static class Slots
{
    /// <summary>No slot takes more than this many bytes, so that a verification is bounded.</summary>
    public const int MaxLength = 256;

    private const int MaxAnything = 200;
    private const int MaxDate = 64;
    private const int MaxMoreQuantities = 3;

    private static readonly string[] Names =
        ["", "domain", "host", "ip", "address", "number", "size", "date", "duration", "url", "id", "word", "*"];

    // What stands for a slot's content where it could not be captured; index as in Names.
    private static readonly string[] Neutral =
    [
        "", "the domain", "the server", "the IP address", "the address", "the number", "the size", "the time given",
        "the time given", "the link", "the id", "the value", "",
    ];

    private static readonly SearchValues<byte> HostBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_*"u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789.,' "u8);
    private static readonly SearchValues<byte> QuantityBytes = SearchValues.Create("0123456789.,:"u8);

    // A date or a range is taken whole, to be read as such or not at all: "12/24/2026" is no twelve seconds.
    private static readonly SearchValues<byte> DurationBytes = SearchValues.Create("0123456789.,:/-"u8);
    private static readonly SearchValues<byte> IpBytes = SearchValues.Create("0123456789:"u8);
    private static readonly SearchValues<byte> ClauseEnds = SearchValues.Create("\"()}]|<"u8);
    // What shows that brackets hold something real.
    private static readonly SearchValues<byte> NotInPlaceholders = SearchValues.Create("0123456789.:@"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    public static string NameOf(Slot slot) => Names[(int)slot];

    public static string NeutralWord(Slot slot) => Neutral[(int)slot];

    public static bool TryParse(string name, out Slot slot)
    {
        slot = (Slot)Math.Max(0, Array.IndexOf(Names, name));
        return slot != Slot.None;
    }

    public static int LimitOf(Slot slot) => slot switch
    {
        Slot.Anything => MaxAnything,
        Slot.Date => MaxDate,
        Slot.Number or Slot.Size or Slot.Duration => 48,
        _ => MaxLength,
    };

    public static bool MayHoldBlanks(Slot slot) => slot is Slot.Anything or Slot.Date or Slot.Duration or Slot.Size;

    /// <summary>Whether the content is what the slot takes, or a placeholder for it.</summary>
    public static bool Takes(Slot slot, ReadOnlySpan<byte> content) =>
        slot == Slot.Anything || Holds(slot, Trim(content)) || IsPlaceholder(content);

    /// <summary>Whether the trimmed content really is what the slot is named for, so that it can be reported.</summary>
    public static bool Holds(Slot slot, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return false;
        }

        switch (slot)
        {
            case Slot.Domain or Slot.Host:
                return IsHost(content);
            case Slot.Ip:
                return IsIp(content);
            case Slot.Address:
                var at = content.LastIndexOf((byte)'@');
                return at > 0 && at < content.Length - 1 && !content.Contains((byte)' ');
            case Slot.Number:
                return content.ContainsAny(Digits) && !content.ContainsAnyExcept(NumberBytes) && content[0] != ' ';
            case Slot.Size:
                return IsSize(content);
            case Slot.Duration:
                return content.ContainsAny(Digits) || content.StartsWith("a few"u8) || content.StartsWith("an hour"u8);
            case Slot.Date:
                return content.ContainsAny(Digits);
            case Slot.Url:
                return !content.Contains((byte)' ') && (content.StartsWith("http"u8) || content.StartsWith("mailto:"u8) || content.StartsWith("www."u8));
            case Slot.Id or Slot.Word:
                return !content.Contains((byte)' ');
            default:
                return false;
        }
    }

    /// <summary>How much of the text a slot at a phrase's end takes.</summary>
    public static int TrailingLength(Slot slot, ReadOnlySpan<byte> text)
    {
        text = Utf8Text.Cut(text, LimitOf(slot));
        var end = slot switch
        {
            Slot.Anything => 0,
            Slot.Date => ClauseLength(text),
            Slot.Duration => DurationLength(text),
            Slot.Size => QuantityLength(text, QuantityBytes),
            _ => WordLength(text),
        };
        while (end > 0 && text[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)' ')
        {
            end--;
        }

        return end;
    }

    /// <summary>The content without the brackets and quotes around it, and how many bytes were cut off before it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> content, out int before)
    {
        before = 0;
        while (content.Length > 0 && content[0] is (byte)'<' or (byte)'[' or (byte)'{' or (byte)'(' or (byte)'"' or (byte)'\'' or (byte)' ')
        {
            content = content[1..];
            before++;
        }

        while (content.Length > 0 && content[^1] is (byte)'>' or (byte)']' or (byte)'}' or (byte)')' or (byte)'"' or (byte)'\'' or (byte)',' or (byte)';' or (byte)'.' or (byte)' ' or (byte)':')
        {
            content = content[..^1];
        }

        return content;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> content) => Trim(content, out _);

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        // "<a b>" stays together: documents print placeholders of several words.
        if (text.Length > 0 && text[0] == '<' && text.IndexOf((byte)'>') is > 0 and < 64 and var close)
        {
            return close + 1;
        }

        var end = text.IndexOf((byte)' ');
        return end < 0 ? text.Length : end;
    }

    private static int ClauseLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(ClauseEnds);
        if (end >= 0)
        {
            text = text[..end];
        }

        // A full stop ends the clause only if a blank follows: 20.12.2021 holds some.
        end = text.IndexOf(". "u8);
        return end < 0 ? text.Length : end;
    }

    /// <summary>A quantity, and those that follow it: <c>2 hours and 30 minutes</c>.</summary>
    private static int DurationLength(ReadOnlySpan<byte> text)
    {
        var end = QuantityLength(text, DurationBytes);
        for (var i = 0; i < MaxMoreQuantities; i++)
        {
            var rest = text[end..].TrimStart(", "u8);
            rest = rest.StartsWith("and "u8) || rest.StartsWith("to "u8) ? rest[(rest.IndexOf((byte)' ') + 1)..] : rest;
            if (rest.IsEmpty || !Digits.Contains(rest[0]))
            {
                break;
            }

            end = text.Length - rest.Length + QuantityLength(rest, DurationBytes);
        }

        return end;
    }

    private static int QuantityLength(ReadOnlySpan<byte> text, SearchValues<byte> bytes)
    {
        var end = text.IndexOfAnyExcept(bytes);
        if (end < 0)
        {
            return text.Length;
        }

        if (end == 0)
        {
            return text.StartsWith("a few "u8) ? "a few ".Length + WordLength(text[6..]) : text.StartsWith("an hour"u8) ? 7 : WordLength(text);
        }

        var unit = end < text.Length && text[end] == ' ' ? end + 1 : end;
        while (unit < text.Length && text[unit] is >= (byte)'a' and <= (byte)'z')
        {
            unit++;
        }

        return unit;
    }

    private static bool IsHost(ReadOnlySpan<byte> content)
    {
        foreach (var b in content)
        {
            if (b < 0x80 && !HostBytes.Contains(b))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIp(ReadOnlySpan<byte> content)
    {
        var slash = content.IndexOf((byte)'/');
        if (slash > 0)
        {
            content = content[..slash];
        }

        if (content.Length is < 2 or > 45 || !content.ContainsAny(IpBytes))
        {
            return false;
        }

        if (content.StartsWith("ipv6:"u8))
        {
            content = content[5..];
        }

        if (!IPAddress.IsValidUtf8(content))
        {
            return false;
        }

        // "192.0.2" is an address to the parser, which lets the last number fill several bytes.
        return content.Contains((byte)':') || content.Count((byte)'.') == 3;
    }

    private static bool IsSize(ReadOnlySpan<byte> content)
    {
        var unit = content.IndexOfAnyExcept(NumberBytes);
        return unit != 0 && content.ContainsAny(Digits)
            && (unit < 0 || content[unit..] is [(byte)'k' or (byte)'m' or (byte)'g' or (byte)'b', ..]);
    }

    /// <summary>Whether documents print this for what varies: <c>&lt;domain&gt;</c>, <c>[IP]</c>, <c>&lt;the sending domain&gt;</c>.</summary>
    public static bool IsNamedPlaceholder(ReadOnlySpan<byte> content) =>
        content is [(byte)'<' or (byte)'[' or (byte)'{', .., (byte)'>' or (byte)']' or (byte)'}'] && !content.ContainsAny(NotInPlaceholders);

    private static bool IsPlaceholder(ReadOnlySpan<byte> content)
    {
        if (content.Length is < 2 or > 64)
        {
            return false;
        }

        return (content[0], content[^1]) is ((byte)'<', (byte)'>') or ((byte)'[', (byte)']') or ((byte)'{', (byte)'}') or ((byte)'(', (byte)')')
            || content.SequenceEqual("x.x.x.x"u8) || content.SequenceEqual("%s"u8) || content.SequenceEqual("xxx"u8);
    }
}
