using Undelivered.Cli.Terminal;

namespace Undelivered.Cli;

/// <summary>Says in our own words what went wrong: those of the system are left out of the native binary.</summary>
internal static class Failure
{
    // EPIPE.
    private const int ReaderGone = 32;

    /// <summary>Tells the person, and gives the exit code.</summary>
    public static int Report(Exception fault)
    {
        switch (fault)
        {
            case OperationCanceledException:
                return ExitCode.Done;
            case IOException { HResult: ReaderGone }:
                // A reader that has seen enough (head, less): there is nobody to tell, and nothing to tell.
                return ExitCode.ReaderGone;
            case CatalogueException:
                foreach (var line in fault.Message.Split('\n'))
                {
                    Standard.Tell($"undelivered: {line}");
                }

                return ExitCode.BadInput;
            case UserException or StandardStreamException:
                Standard.Tell($"undelivered: {fault.Message}");
                return ExitCode.BadInput;
            case IOException or UnauthorizedAccessException:
                Standard.Tell($"undelivered: {Message(fault)}");
                return ExitCode.BadInput;
            default:
                Standard.Tell("undelivered: a fault of ours; please report it:");
                foreach (var line in fault.ToString().Split('\n'))
                {
                    Standard.Tell(line);
                }

                return ExitCode.InternalFault;
        }
    }

    /// <summary>Does something with a file, and names the file if it fails; one that is not there has its name already.</summary>
    public static T Naming<T>(string path, string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is (IOException and not FileNotFoundException) or UnauthorizedAccessException)
        {
            throw new UserException($"'{path}' cannot be {what}: {Reason(fault)}.");
        }
    }

    /// <summary>What an error number of the system means; the low ones are the same on every Unix, the others Linux's.</summary>
    public static string ReasonOf(int error) => error switch
    {
        1 or 13 => "it is not allowed",
        5 => "the device fails",
        9 => "it is not open",
        17 => "there is a file of that name",
        20 => "a part of its path is no folder",
        21 => "it is a folder",
        23 or 24 => "too many files are open",
        26 => "the file is being run",
        27 => "the file is too large",
        28 => "the disk is full",
        30 => "the disk is read-only",
        36 => "its name is too long",
        40 => "its links lead in a circle",
        122 => "the quota is used up",
        _ => $"the system says error {error}",
    };

    private static string Reason(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "it is not allowed",
        DirectoryNotFoundException => "there is no such folder",
        PathTooLongException => "its path is too long",
        _ => ReasonOf(fault.HResult),
    };

    private static string Message(Exception fault) => fault is FileNotFoundException { FileName: { Length: > 0 } path }
        ? $"There is no file or folder '{path}'."
        : $"A file or folder cannot be read or written: {Reason(fault)}.";
}
