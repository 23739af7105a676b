using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Undelivered.Mail.Logs;

/// <summary>Sets of bytes that the readers search for.</summary>
internal static class LogBytes
{
    public static readonly SearchValues<byte> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    public static readonly SearchValues<byte> DigitsAndDots = SearchValues.Create("0123456789."u8);

    public static readonly SearchValues<byte> HeaderName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"u8);

    public static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The text without what stands around it.</summary>
    public static ReadOnlySpan<byte> InAngles(ReadOnlySpan<byte> text) => text.Length > 1 && text[0] == '<' && text[^1] == '>' ? text[1..^1] : text;

    /// <summary>A host's name without the root's dot.</summary>
    public static ReadOnlySpan<byte> WithoutDot(ReadOnlySpan<byte> host) => host.Length > 1 && host[^1] == '.' ? host[..^1] : host;

    /// <summary>Whether a field was found at all: an empty one was.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> field) => !Unsafe.IsNullRef(ref MemoryMarshal.GetReference(field));
}
