using System.Buffers;

namespace Undelivered.Mail.Logs;

/// <summary>Sets of bytes that the readers search for.</summary>
internal static class LogBytes
{
    public static readonly SearchValues<byte> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
}
