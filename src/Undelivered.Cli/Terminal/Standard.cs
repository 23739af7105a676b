using System.Text;

namespace Undelivered.Cli.Terminal;

/// <summary>Standard input, output and error.</summary>
/// <remarks>
/// Instead of System.Console's: that one switches a terminal to another keypad, hides that the reader has gone, and dies of
/// a standard error that cannot be written.
/// </remarks>
internal static class Standard
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static StreamWriter? _out;

    /// <summary>For text; what was written is sent by <see cref="Flush"/>.</summary>
    public static TextWriter Out => _out ??= new StreamWriter(OpenOutput(), Utf8);

    public static Stream OpenInput() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new UnixStream(0);

    public static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            return new UnixStream(1);
        }

        Console.OutputEncoding = Utf8;
        return Console.OpenStandardOutput();
    }

    public static void Flush() => _out?.Flush();

    /// <summary>Tells the person one line; from where it came, nothing in it can harm the terminal.</summary>
    public static void Tell(string message) => Send(Rendering.Harmless.Line(message) + "\n");

    /// <summary>Writes to standard error as it is; where nobody listens, there is nothing to be done about it.</summary>
    public static void Send(string text)
    {
        try
        {
            using var stream = OperatingSystem.IsWindows() ? Console.OpenStandardError() : new UnixStream(2);
            stream.Write(Utf8.GetBytes(text));
        }
        catch (IOException)
        {
        }
    }
}
