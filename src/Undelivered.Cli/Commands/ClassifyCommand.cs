using System.CommandLine;
using Undelivered.Cli.Streams;
using Undelivered.Cli.Terminal;
using Undelivered.Mail;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered classify</c>: a stream of failures, for programs.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "The files and folders to read, one after the other; - or nothing for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var reading = new ReadingOptions();
        var output = CommonOptions.OneOf("--output", "jsonl, csv, or none for the totals alone.", "jsonl", "jsonl", "csv", "none");
        var fields = new Option<string?>("--fields") { Description = "Only these fields of the JSON objects, separated by commas; 'decision' for those that a program acts on.", HelpName = "names" };
        var jobs = new Option<int>("--jobs") { Description = "How many processor cores to use; 0 for all.", DefaultValueFactory = _ => 1, HelpName = "n" };
        var provider = CommonOptions.Provider();
        var overlay = CommonOptions.Overlay();
        var command = new Command("classify", "Diagnose a stream of errors: one JSON object or CSV row for each.") { files, output, fields, jobs, provider, overlay };
        reading.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var sources = reading.Sources(parsed, parsed.GetValue(files)!, out var length);
            using var target = Standard.OpenOutput();
            var names = Fields(parsed.GetValue(fields));
            var format = parsed.GetValue(output)!;
            var classifier = new Classifier(() => FailureWriter.Create(format, catalogue, names), parsed.GetValue(provider), CommonOptions.Jobs(parsed.GetValue(jobs)));
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

    private static string[] Fields(string? option)
    {
        if (option is null)
        {
            return [];
        }

        var asked = option == "decision"
            ? ["kind", "recipient", "entry", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress", "confidence"]
            : option.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] known = ["id", .. ReportJson.FieldNames, .. DiagnosisJson.FieldNames];
        var unknown = asked.FirstOrDefault(f => !known.Contains(f));
        return unknown is null ? asked
            : throw new UserException($"There is no field '{unknown}'. The fields are: {string.Join(", ", known)}; or 'decision'.");
    }
}
