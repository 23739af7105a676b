using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MimeKit.Utils;

namespace Undelivered.Mail.Events;

/// <summary>A JSON object whose fields may be missing or of any type: what does not fit is as if it were not there.</summary>
internal readonly struct EventObject(JsonElement element)
{
    private const int MaxText = Evidence.MaxTextLength;
    private const int MaxWord = 1000;

    public JsonElement Element { get; } = element;

    public bool Exists => Element.ValueKind == JsonValueKind.Object;

    public bool Has(string name) => Exists && Element.TryGetProperty(name, out _);

    public bool HasText(string name) => Kind(name) == JsonValueKind.String;

    public bool HasObject(string name) => Kind(name) == JsonValueKind.Object;

    public JsonValueKind Kind(string name) => Exists && Element.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    /// <summary>A text or a number as text; null where it is missing or blank.</summary>
    public string? Text(string name) => Exists && Element.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>A text that is no longer than a name or an address may be; of one that is, nothing.</summary>
    public string? Word(string name) => Text(name) is { Length: <= MaxWord } word ? word : null;

    public EventObject Object(string name) => Exists && Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new(value) : default;

    /// <summary>The elements of an array; a single value counts as an array of one.</summary>
    public IEnumerable<JsonElement> Items(string name)
    {
        if (!Exists || !Element.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Null => [],
            _ => [value],
        };
    }

    /// <summary>The texts of an array, or the one text.</summary>
    public IEnumerable<string> Texts(string name) => Items(name).Select(TextOf).OfType<string>();

    /// <summary>The addresses of an array, or the one address.</summary>
    public IEnumerable<string> Addresses(string name) => Texts(name).Select(AddressIn).OfType<string>();

    /// <summary>An address without its name and brackets.</summary>
    public string? Address(string name) => AddressIn(Text(name));

    public long? Number(string name) =>
        long.TryParse(Word(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int? Count(string name) => Number(name) is >= 0 and <= int.MaxValue and var number ? (int)number : null;

    public bool? Flag(string name) => Kind(name) switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A time: seconds or milliseconds since 1970, or a date as RFC 3339 or RFC 5322 writes it; one without a zone is UTC.</summary>
    public DateTimeOffset? Time(string name) => TimeIn(Word(name));

    public static DateTimeOffset? TimeIn(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            // No mail was sent before 1971, and none will be after the year 3000: the greater numbers are milliseconds.
            var seconds = number > 32_503_680_000 ? number / 1000 : number;
            return seconds is > 0 and < 32_503_680_000 ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        return DateUtils.TryParse(text, out var date) ? date.ToUniversalTime() : null;
    }

    public static string? AddressIn(string? text)
    {
        if (text is not { Length: <= 4 * MaxWord })
        {
            return null;
        }

        var open = text.LastIndexOf('<');
        var close = text.IndexOf('>', open + 1);
        var address = (open >= 0 && close > open ? text[(open + 1)..close] : text).Trim();
        return address.Length is 0 or > MaxWord ? null : address;
    }

    public static string? TextOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.GetRawText() is { Length: <= MaxWord } number ? number : null;
            case JsonValueKind.String:
                break;
            default:
                return null;
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A reply that was cut in the middle of a character, as some providers cut it.
            text = DecodeLeniently(JsonMarshal.GetRawUtf8Value(value)[1..^1]);
        }

        text = text.Trim();
        if (text.Length > MaxText)
        {
            text = text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
        }

        return text.Length == 0 ? null : text;
    }

    private static string DecodeLeniently(ReadOnlySpan<byte> raw)
    {
        var decoded = new StringBuilder();
        while (!raw.IsEmpty)
        {
            var escape = raw.IndexOf((byte)'\\');
            decoded.Append(Encoding.UTF8.GetString(escape < 0 ? raw : raw[..escape]));
            if (escape < 0 || escape + 1 >= raw.Length)
            {
                break;
            }

            var letter = (char)raw[escape + 1];
            raw = raw[(escape + 2)..];
            if (letter == 'u' && raw.Length >= 4 && ushort.TryParse(raw[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                decoded.Append((char)unit);
                raw = raw[4..];
            }
            else
            {
                decoded.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => letter });
            }
        }

        // Halves of pairs would break whoever encodes the text again.
        for (var i = 0; i < decoded.Length; i++)
        {
            if (char.IsHighSurrogate(decoded[i]) && i + 1 < decoded.Length && char.IsLowSurrogate(decoded[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(decoded[i]))
            {
                decoded[i] = '\uFFFD';
            }
        }

        return decoded.ToString();
    }
}
