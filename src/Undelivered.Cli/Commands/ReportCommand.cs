using System.CommandLine;
using Undelivered.Cli.Streams;
using Undelivered.Cli.Terminal;
using Undelivered.Mail;
using Undelivered.Reporting;
using Undelivered.Reporting.Formats;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered report</c>: what fails, how much, since when, for whom, and what to do first.</summary>
internal static class ReportCommand
{
    private static readonly Dictionary<string, string> FormatsByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "html",
        [".htm"] = "html",
        [".json"] = "json",
        [".csv"] = "csv",
        [".xlsx"] = "xlsx",
        [".md"] = "markdown",
    };

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "The logs, mails, events and folders to read; - or nothing for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string?>("--format") { Description = "html, json, csv, xlsx or markdown; left out, as the name of the output says.", HelpName = "name" };
        format.AcceptOnlyFromAmong([.. FormatsByExtension.Values.Distinct()]);
        var output = new Option<string?>("--output", "-o") { Description = "The file to write, such as report.html; left out, standard output.", HelpName = "path" };
        var suppressions = new Option<string[]>("--suppressions")
        {
            Description = $"Also write the addresses to suppress, such as mailgun=FILE (may be repeated): {string.Join(", ", SuppressionFile.FormatNames)}.",
            HelpName = "format=path",
        };
        var jobs = new Option<int>("--jobs") { Description = "How many processor cores to use; 0 for all.", DefaultValueFactory = _ => 0, HelpName = "n" };
        var provider = CommonOptions.Provider();
        var overlay = CommonOptions.Overlay();
        var reading = new ReadingOptions();
        var command = new Command("report", "Report on logs, bounce mails and events: what fails, since when, for whom, and what to do first.") { files, format, output, suppressions, jobs, provider, overlay };
        reading.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(output);
            var kind = Format(parsed.GetValue(format), path);
            var lists = parsed.GetValue(suppressions)!.Select(List).ToArray();
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));

            // Successes are what failures are a share of.
            var sources = reading.Sources(parsed, parsed.GetValue(files)!, out var length, Enum.GetValues<ReportKind>().ToHashSet());
            var report = Count(catalogue, sources, length, parsed.GetValue(provider), CommonOptions.Jobs(parsed.GetValue(jobs)), cancellation);
            Save(path, stream => Write(report, kind, stream));
            foreach (var (listFormat, listPath) in lists)
            {
                Save(listPath, stream =>
                {
                    var result = SuppressionFile.Write(listFormat, report.Suppressions, stream);
                    Standard.Tell($"undelivered: {result.Written} addresses to suppress are in '{listPath}'{(result.LeftOut > 0 ? $"; {result.LeftOut} that a spreadsheet would run as a formula were left out" : "")}.");
                });
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Report Count(Catalogue catalogue, IEnumerable<InputSource> sources, long? length, string? provider, int jobs, CancellationToken cancellation)
    {
        var classifier = new Classifier(() => new ReportingWriter(catalogue), provider, jobs);
        classifier.Run(catalogue, sources, Stream.Null, length, cancellation);
        var all = new ReportBuilder(catalogue);
        foreach (var writer in classifier.Writers.OfType<ReportingWriter>())
        {
            all.Merge(writer.Builder);
        }

        if (cancellation.IsCancellationRequested)
        {
            all.AddNote("The reading was stopped before the end: the report tells of what had been read by then.");
        }

        return all.Build();
    }

    private static string Format(string? asked, string? path)
    {
        var byName = path is null ? null : FormatsByExtension.GetValueOrDefault(Path.GetExtension(path));
        if (path is not null && asked is null && byName is null)
        {
            throw new UserException($"'{path}' does not tell the form of the report: add --format html, json, csv, xlsx or markdown.");
        }

        var format = asked ?? byName ?? (Console.IsOutputRedirected ? "html" : "markdown");
        return path is null && format is ("html" or "xlsx") && !Console.IsOutputRedirected
            ? throw new UserException($"A report as {format} is not for the terminal: add --output report.{format}")
            : format;
    }

    private static (SuppressionFormat Format, string Path) List(string option) =>
        option.Split('=', 2) is [var name, { Length: > 0 } path] && SuppressionFile.TryParse(name, out var format) ? (format, path)
            : throw new UserException($"--suppressions takes a format and a file, such as mailgun=suppress.csv, not '{option}'. The formats are: {string.Join(", ", SuppressionFile.FormatNames)}.");

    private static void Write(Report report, string format, Stream target)
    {
        switch (format)
        {
            case "json": Reporting.ReportJson.Write(report, target); break;
            case "csv": ReportCsv.Write(report, target); break;
            case "html": ReportHtml.Write(report, target); break;
            case "xlsx": ReportXlsx.Write(report, target); break;
            default: target.Write(System.Text.Encoding.UTF8.GetBytes(ReportMarkdown.Render(report))); break;
        }
    }

    /// <summary>Writes a file as a whole or not at all; what was there before stays until then.</summary>
    private static void Save(string? path, Action<Stream> write)
    {
        if (path is null)
        {
            using var target = Standard.OpenOutput();
            write(target);
            return;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new UserException($"'{path}' is {(path.Length == 0 ? "no file" : "a folder")}: name the file to write, such as report.html");
        }

        Failure.Naming(path, "written", () =>
        {
            var partial = path + ".part";
            using (var target = File.Create(partial))
            {
                write(target);
            }

            File.Move(partial, path, overwrite: true);
            return true;
        });
    }
}
