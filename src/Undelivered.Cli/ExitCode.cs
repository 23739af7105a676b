namespace Undelivered.Cli;

/// <summary>What the command tells the shell: docs/cli.md.</summary>
internal static class ExitCode
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>A fault of ours.</summary>
    public const int InternalFault = 1;

    /// <summary>The command was misspelt, or the input cannot be read.</summary>
    public const int BadInput = 2;

    /// <summary>Only <c>explain</c>: the text was not recognised.</summary>
    public const int NotRecognised = 3;

    /// <summary>Who read the output has gone: what a shell makes of the signal (SIGPIPE) that ends other commands then.</summary>
    public const int ReaderGone = 128 + 13;
}

/// <summary>Ends a command with a message for the person who typed it.</summary>
internal sealed class UserException(string message) : Exception(message);
