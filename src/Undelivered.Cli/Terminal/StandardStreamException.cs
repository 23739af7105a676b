namespace Undelivered.Cli.Terminal;

/// <summary>A standard stream is closed or fails; the message is for the person who typed the command.</summary>
internal sealed class StandardStreamException : IOException
{
    private StandardStreamException(string message, int error) : base(message, error)
    {
    }

    public static StandardStreamException Closed(int descriptor) => new(descriptor == 0
        ? "There is no input: standard input is closed. Give a file, or pipe the error in."
        : $"Standard {NameOf(descriptor)} is closed.", 0);

    public static StandardStreamException Failed(int descriptor, int error) =>
        new($"Standard {NameOf(descriptor)} fails: {Failure.ReasonOf(error)}.", error);

    private static string NameOf(int descriptor) => descriptor switch { 0 => "input", 1 => "output", _ => "error" };
}
