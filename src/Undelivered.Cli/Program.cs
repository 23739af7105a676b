using System.CommandLine;
using System.Text;
using Undelivered;
using Undelivered.Cli;
using Undelivered.Cli.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("Undelivered says what a failed email means, whose problem it is, what to do, and whether to send again.")
{
    ExplainCommand.Create(),
    ClassifyCommand.Create(),
    CatalogueCommand.Create(),
    EvaluateCommand.Create(),
    CompletionsCommand.Create(),
    TourCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine($"undelivered: {error.Message}");
        }

        Console.Error.WriteLine($"Type 'undelivered {parsed.CommandResult.Command.Name.Replace("undelivered", "", StringComparison.Ordinal)} --help' for what it takes.".Replace("  ", " ", StringComparison.Ordinal));
        return ExitCode.BadInput;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault) when (fault is UserException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CatalogueException)
{
    Console.Error.WriteLine($"undelivered: {fault.Message}");
    return ExitCode.BadInput;
}
catch (IOException fault)
{
    // A reader that has seen enough (head, less) closes the pipe: that is no fault.
    if (fault.HResult != BrokenPipe)
    {
        Console.Error.WriteLine($"undelivered: {fault.Message}");
        return ExitCode.BadInput;
    }

    return ExitCode.Done;
}
catch (OperationCanceledException)
{
    return ExitCode.Done;
}
catch (Exception fault)
{
    Console.Error.WriteLine($"undelivered: a fault of ours: {fault}");
    return ExitCode.InternalFault;
}

internal partial class Program
{
    // EPIPE, as .NET reports it on Unix.
    private const int BrokenPipe = 32;
}
