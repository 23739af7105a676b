using System.CommandLine;
using Undelivered.Cli;
using Undelivered.Cli.Commands;
using Undelivered.Cli.Terminal;

var root = new RootCommand("Undelivered says what a failed email means, whose problem it is, what to do, and whether to send again.")
{
    ExplainCommand.Create(),
    ClassifyCommand.Create(),
    ReportCommand.Create(),
    CatalogueCommand.Create(),
    SiteCommand.Create(),
    EvaluateCommand.Create(),
    CompletionsCommand.Create(),
    TourCommand.Create(),
};

try
{
    if (Suggestions.AreAsked(args))
    {
        return Suggestions.Write(root, args);
    }

    // A text that begins with '@' is an address more often than the name of a file with arguments.
    var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
    {
        foreach (var error in parsed.Errors)
        {
            Standard.Tell($"undelivered: {error.Message}");
        }

        Standard.Tell($"Type 'undelivered {parsed.CommandResult.Command.Name.Replace("undelivered", "", StringComparison.Ordinal)} --help' for what it takes.".Replace("  ", " ", StringComparison.Ordinal));
        return ExitCode.BadInput;
    }

    if (parsed.Action is System.CommandLine.Help.HelpAction help && !Console.IsOutputRedirected)
    {
        help.MaxWidth = TerminalWidth.Columns;
    }

    var code = await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        Output = Standard.Out,
        Error = TextWriter.Null,

        // After Ctrl+C, what has been read is still reported.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
    });
    Standard.Flush();
    return code;
}
catch (Exception fault)
{
    return Failure.Report(fault);
}
