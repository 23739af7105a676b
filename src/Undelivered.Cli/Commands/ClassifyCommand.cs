using System.CommandLine;
using Undelivered.Cli.Streams;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered classify</c>: a stream of failures, for programs.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "The files to read, one after the other; - or nothing for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var input = CommonOptions.OneOf("--input", "The form of the input: auto, lines (one error a line) or jsonl ({\"id\": …, \"text\": \"…\"}).", "auto", "auto", "lines", "jsonl");
        var output = CommonOptions.OneOf("--output", "jsonl, csv, or none for the totals alone.", "jsonl", "jsonl", "csv", "none");
        var fields = new Option<string?>("--fields") { Description = "Only these fields of the JSON objects, separated by commas; 'decision' for those that a program acts on.", HelpName = "names" };
        var jobs = new Option<int>("--jobs") { Description = "How many processor cores to use; 0 for all.", DefaultValueFactory = _ => 1, HelpName = "n" };
        var provider = CommonOptions.Provider();
        var overlay = CommonOptions.Overlay();
        var command = new Command("classify", "Diagnose a stream of errors: one JSON object or CSV row for each.") { files, input, output, fields, jobs, provider, overlay };
        command.SetAction((parsed, cancellation) =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var sources = Sources(parsed.GetValue(files)!, parsed.GetValue(input)!, out var length);
            using var target = Standard.OpenOutput();
            var names = Fields(parsed.GetValue(fields));
            var format = parsed.GetValue(output)!;
            var classifier = new Classifier(() => FailureWriter.Create(format, catalogue, names), parsed.GetValue(provider), Jobs(parsed.GetValue(jobs)));
            var totals = classifier.Run(catalogue, sources, target, length, cancellation);
            if (format == "none")
            {
                totals.Write(Standard.Out);
            }
            else if (totals.Bad > 0)
            {
                Standard.Tell($"undelivered: {totals.Bad} of {totals.Read} lines could not be read; each is an object with 'error' in the output.");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static int Jobs(int asked) => asked switch
    {
        < 0 => throw new UserException("--jobs takes the number of cores to use, or 0 for all."),
        0 => Environment.ProcessorCount,
        _ => Math.Min(asked, 4 * Environment.ProcessorCount),
    };

    /// <summary>What is to be read; a path that leads nowhere is found before the run begins.</summary>
    private static List<InputSource> Sources(string[] paths, string form, out long? length)
    {
        CommonOptions.RefuseOptions(paths);
        if (paths.Length == 0)
        {
            paths = ["-"];
        }

        length = 0;
        foreach (var path in paths)
        {
            length = path == "-" ? null : length + InputFile.Length(path, "give a file, or pipe the files in with cat");
        }

        return [.. paths.Select(path => new InputSource(paths.Length > 1 ? path : null, form, path == "-" ? Standard.OpenInput : () => InputFile.Open(path)))];
    }

    private static string[] Fields(string? option)
    {
        if (option is null)
        {
            return [];
        }

        var asked = option == "decision"
            ? ["entry", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress", "confidence"]
            : option.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = asked.FirstOrDefault(f => f != "id" && !DiagnosisJson.FieldNames.Contains(f));
        return unknown is null ? asked
            : throw new UserException($"There is no field '{unknown}'. The fields are: id, {string.Join(", ", DiagnosisJson.FieldNames)}; or 'decision'.");
    }
}
