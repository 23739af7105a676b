using System.Text.Unicode;

namespace Undelivered;

/// <summary>An enhanced mail system status code, <c>class.subject.detail</c> (RFC 3463).</summary>
/// <param name="Class">2, 4 or 5; 0 for the <c>X</c> with which tables print any class.</param>
/// <param name="Subject">0 to 999.</param>
/// <param name="Detail">0 to 999.</param>
public readonly record struct EnhancedCode(byte Class, ushort Subject, ushort Detail)
{
    private const byte NoClass = 1;

    /// <summary>Whether there is a code at all: <c>default</c> is none.</summary>
    public bool IsKnown => Class != 0 || Subject != 0 || Detail != 0 || _any;

    // X.0.0 has only zeros and must yet differ from no code.
    private readonly bool _any = Class == 0;

    /// <summary>As it is written: <c>5.7.26</c>, <c>x.7.26</c>; empty for none.</summary>
    public override string ToString() => !IsKnown ? "" : Class == 0 ? $"x.{Subject}.{Detail}" : $"{Class}.{Subject}.{Detail}";

    /// <summary>Writes what <see cref="ToString"/> gives.</summary>
    internal bool TryFormat(Span<byte> utf8, out int length) =>
        Class == 0 ? Utf8.TryWrite(utf8, $"x.{Subject}.{Detail}", out length) : Utf8.TryWrite(utf8, $"{Class}.{Subject}.{Detail}", out length);

    /// <summary>Reads <c>5.7.26</c> or <c>X.7.26</c>, and nothing before or after it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedCode code)
    {
        code = default;
        Span<byte> bytes = stackalloc byte[12];
        if (text.Length is < 5 or > 9 || !System.Text.Ascii.IsValid(text))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)char.ToLowerInvariant(text[i]);
        }

        if (TryRead(bytes[..text.Length], out var read, out var length) && length == text.Length)
        {
            code = read;
            return true;
        }

        return false;
    }

    /// <summary>Reads a code at the beginning of folded text.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out EnhancedCode code, out int length)
    {
        code = default;
        length = 0;
        if (text.Length < 5 || text[1] != (byte)'.')
        {
            return false;
        }

        var @class = text[0] switch { (byte)'2' => 2, (byte)'4' => 4, (byte)'5' => 5, (byte)'x' or (byte)'X' => 0, _ => NoClass };
        if (@class == NoClass || !TryReadNumber(text, 2, out var subject, out var dot)
            || dot >= text.Length || text[dot] != (byte)'.' || !TryReadNumber(text, dot + 1, out var detail, out length))
        {
            return false;
        }

        code = new EnhancedCode((byte)@class, subject, detail);
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, int from, out ushort number, out int end)
    {
        number = 0;
        for (end = from; end < text.Length && text[end] is >= (byte)'0' and <= (byte)'9'; end++)
        {
            if (end - from == 3)
            {
                return false;
            }

            number = (ushort)((number * 10) + (text[end] - '0'));
        }

        return end > from;
    }
}
