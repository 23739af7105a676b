using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Undelivered;

/// <summary>Writes JSON into a span that is known to be long enough.</summary>
internal ref struct JsonCursor(Span<byte> target)
{
    /// <summary>How many bytes one byte of a text takes at most: a control character becomes <c>\u0000</c>.</summary>
    public const int MaxGrowth = 6;

    private static readonly JavaScriptEncoder Encoder = DiagnosisJson.Options().Encoder!;

    private static readonly byte[][] Shares = [.. Enumerable.Range(0, 101).Select(s => System.Text.Encoding.UTF8.GetBytes((s / 100d).ToString(CultureInfo.InvariantCulture)))];

    private readonly Span<byte> _target = target;

    public int Length { get; private set; }

    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(_target[Length..]);
        Length += json.Length;
    }

    /// <summary>A comma, unless something has just been opened.</summary>
    public void Separate()
    {
        if (_target[Length - 1] is not ((byte)'{' or (byte)'['))
        {
            Raw(","u8);
        }
    }

    public void String(scoped ReadOnlySpan<byte> utf8)
    {
        Raw("\""u8);
        Escaped(utf8);
        Raw("\""u8);
    }

    public void String(string? text)
    {
        if (text is null)
        {
            Raw("null"u8);
        }
        else
        {
            String(System.Text.Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The inside of a string.</summary>
    public void Escaped(scoped ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            utf8 = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(utf8));
        }

        var plain = Encoder.FindFirstCharacterToEncodeUtf8(utf8);
        if (plain < 0)
        {
            Raw(utf8);
            return;
        }

        Raw(utf8[..plain]);
        Encoder.EncodeUtf8(utf8[plain..], _target[Length..], out _, out var written);
        Length += written;
    }

    public void NumberOrNull(int number)
    {
        if (number == 0)
        {
            Raw("null"u8);
            return;
        }

        number.TryFormat(_target[Length..], out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A share with two decimals at most, which is all that a confidence has.</summary>
    public void Share(double share)
    {
        Raw(Shares[(int)Math.Round(share * 100)]);
    }

    public void Code(EnhancedCode code)
    {
        if (!code.IsKnown)
        {
            Raw("null"u8);
            return;
        }

        Raw("\""u8);
        code.TryFormat(_target[Length..], out var written);
        Length += written;
        Raw("\""u8);
    }
}
