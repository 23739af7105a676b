using System.Text;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Streams;

/// <summary>Reads the one text that <c>explain</c> is about: bounded, and only if it is text.</summary>
internal static class TextInput
{
    // Some binary formats hold long runs of text; a NUL near the beginning gives them away.
    private const int ProbeLength = 4096;

    public static string FromFile(string path)
    {
        InputFile.Length(path, "give a file that holds the error");
        using var stream = InputFile.Open(path);
        return Read(stream, $"The file '{path}'");
    }

    public static string FromStandardInput()
    {
        if (!Console.IsInputRedirected)
        {
            Standard.Tell("Paste the error, then press Ctrl+D (Ctrl+Z and Enter on Windows):");
        }

        using var stream = Standard.OpenInput();
        return Read(stream, "Standard input");
    }

    public static string Checked(string text, string what) => string.IsNullOrWhiteSpace(text)
        ? throw new UserException($"{what} is empty: give the error text, for instance: undelivered explain '550 5.1.1 User unknown'")
        : text;

    private static string Read(Stream source, string what)
    {
        using var stream = ByteOrderMark.TakeOff(source);
        var bytes = new byte[Evidence.MaxTextLength];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var text = bytes.AsSpan(0, length);
        if (length == bytes.Length && stream.ReadByte() >= 0)
        {
            Standard.Tell($"{what} is longer than {Evidence.MaxTextLength / 1024} KB: only the beginning is read. For many errors, use 'undelivered classify'.");
        }

        if (text[..Math.Min(length, ProbeLength)].Contains((byte)0))
        {
            throw new UserException($"{what} is binary, not text: save the error as text, or paste it.");
        }

        return Checked(Encoding.UTF8.GetString(text), what);
    }
}
