using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Undelivered.Authoring;

/// <summary>Reads the text of one file, within a bound that no honest catalogue reaches.</summary>
internal static class CatalogueText
{
    private const int MaxLength = 32 * 1024 * 1024;

    /// <summary>The file's text, or null with a problem noted.</summary>
    public static string? Read(string path, ProblemLog problems)
    {
        try
        {
            if (ReadBytes(path) is { } bytes)
            {
                return Decode(path, bytes, problems);
            }

            problems.Add(new(path, 1, 1, $"the file is larger than {MaxLength / 1024 / 1024} MB"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problems.Add(new(path, 1, 1, fault.Message));
        }

        return null;
    }

    /// <summary>Null for what is too long: pipes and devices say of themselves that they have no length, so it is counted.</summary>
    private static byte[]? ReadBytes(string path)
    {
        using var file = File.OpenRead(path);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (file.Read(buffer) is > 0 and var length)
        {
            if (read.Length + length > MaxLength)
            {
                return null;
            }

            read.Write(buffer, 0, length);
        }

        return read.ToArray();
    }

    private static string? Decode(string path, ReadOnlySpan<byte> bytes, ProblemLog problems)
    {
        var rest = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (!Utf8.IsValid(rest))
        {
            var at = FirstInvalid(rest);
            Report(rest, at, $"the file is not UTF-8: here stands the byte 0x{rest[at]:X2}; save it as UTF-8");
            return null;
        }

        // The parser would take it for the end of the file, and silently leave out what follows.
        if (rest.IndexOf((byte)0) is >= 0 and var nul)
        {
            Report(rest, nul, "a NUL character has no place in a catalogue file");
            return null;
        }

        return Encoding.UTF8.GetString(rest);

        void Report(ReadOnlySpan<byte> text, int at, string message)
        {
            var before = text[..at];
            problems.Add(new(path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1, message));
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
