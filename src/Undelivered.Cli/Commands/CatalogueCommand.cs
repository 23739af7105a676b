using System.CommandLine;
using Undelivered.Authoring;
using Undelivered.Cli.Rendering;
using Undelivered.Cli.Terminal;
using Undelivered.Publishing;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered catalogue</c>: the library itself.</summary>
internal static class CatalogueCommand
{
    public static Command Create() => new("catalogue", "List, search, show, count, validate and export the catalogue; read its guides.")
    {
        List(), Search(), Show(), GuideCommand.Create(), StatsCommand.Create(), Validate(), Export(),
    };

    private static Command List()
    {
        var speaker = new Option<string?>("--speaker") { Description = "Only this speaker.", HelpName = "id" };
        var cause = new Option<string?>("--cause") { Description = "Only this cause, or group of causes such as authentication.", HelpName = "id" };
        var overlay = CommonOptions.Overlay();
        var command = new Command("list", "List the entries.") { speaker, cause, overlay };
        command.SetAction(parsed =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var (wantedSpeaker, wantedCause) = (parsed.GetValue(speaker), parsed.GetValue(cause));
            var entries = catalogue.Entries
                .Where(e => wantedSpeaker is null || e.Speaker == wantedSpeaker)
                .Where(e => wantedCause is null || e.Cause == wantedCause || e.Cause.StartsWith(wantedCause + ".", StringComparison.Ordinal))
                .ToList();
            if (entries.Count == 0)
            {
                throw new UserException("No entry fits. Speakers are: " + string.Join(", ", catalogue.Speakers.Select(s => s.Id)) + ".");
            }

            Table(entries);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Search()
    {
        var query = new Argument<string[]>("query") { Description = "Words (misspellings are forgiven), a code in any spelling, or an error.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20, HelpName = "n" };
        var overlay = CommonOptions.Overlay();
        var command = new Command("search", "Search the entries.") { query, limit, overlay };
        command.SetAction(parsed =>
        {
            var most = parsed.GetValue(limit);
            if (most < 1)
            {
                throw new UserException("--limit takes the number of entries to show, from 1 on.");
            }

            var words = string.Join(' ', parsed.GetValue(query)!);
            var hits = new CatalogueSearch(CommonOptions.Load(parsed.GetValue(overlay))).Find(words, most);
            if (hits.Count == 0)
            {
                Standard.Tell($"undelivered: nothing in the catalogue fits '{Harmless.Line(words)}'. Try fewer words, or explain the whole error.");
                return ExitCode.NotRecognised;
            }

            Table([.. hits.Select(h => h.Entry)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "The entry's id, such as gmail.dmarc-policy." };
        id.CompletionSources.Add(context => Catalogue.Default.Entries.Select(e => e.Id)
            .Where(e => e.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Take(200).Select(e => new System.CommandLine.Completions.CompletionItem(e)));
        var format = CommonOptions.OneOf("--format", "text, json or markdown.", "text", "text", "json", "markdown");
        var overlay = CommonOptions.Overlay();
        var command = new Command("show", "Show everything that is known of one entry.") { id, format, overlay };
        command.SetAction(parsed =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var wanted = parsed.GetValue(id)!;
            var entry = catalogue.FindEntry(wanted);
            if (entry is null)
            {
                var near = new CatalogueSearch(catalogue).Find(wanted.Replace('.', ' ').Replace('-', ' '), 3).Select(h => h.Entry.Id).ToList();
                throw new UserException($"There is no entry '{wanted}'." + (near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : " 'undelivered catalogue search' finds entries by words and codes."));
            }

            EntryView.Write(catalogue, entry, parsed.GetValue(format)!);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Validate()
    {
        var paths = new Argument<string[]>("paths") { Description = "Catalogue files or folders; they are checked as laid over the built-in catalogue.", Arity = ArgumentArity.OneOrMore };
        var alone = new Option<bool>("--alone") { Description = "Check them as a catalogue of their own, with causes and glossary." };
        var command = new Command("validate", "Say what is wrong in catalogue files, with file, line and column.") { paths, alone };
        command.SetAction(parsed =>
        {
            var basis = parsed.GetValue(alone) ? null : Catalogue.Default.ToSource();
            var files = parsed.GetValue(paths)!;
            byte[] compiled = [];
            IReadOnlyList<AuthoringProblem> problems = [];
            if (Failure.Naming(string.Join("', '", files), "read", () => CatalogueBuild.TryBuild(files, Catalogue.Default.Version, basis, out compiled, out problems)))
            {
                Standard.Out.WriteLine($"No problem found; the catalogue then has {Catalogue.FromCompiled(compiled).Entries.Count:N0} entries.");
                return ExitCode.Done;
            }

            foreach (var problem in problems)
            {
                Standard.Out.WriteLine(Harmless.Line(problem.ToString()));
            }

            Standard.Flush();
            Standard.Tell($"undelivered: {problems.Count} problem{(problems.Count == 1 ? "" : "s")}; docs/catalogue.md describes the format.");
            return ExitCode.BadInput;
        });
        return command;
    }

    private static Command Export()
    {
        var format = CommonOptions.OneOf("--format", "json, csv, markdown or xlsx.", "json", "json", "csv", "markdown", "xlsx");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; left out, standard output.", HelpName = "path" };
        var overlay = CommonOptions.Overlay();
        var command = new Command("export", "Write the whole catalogue: JSON, CSV, Markdown tables, or a workbook with a sheet for each speaker.") { format, output, overlay };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(output);
            var kind = parsed.GetValue(format)!;
            if (path is "" || Directory.Exists(path))
            {
                throw new UserException($"'{path}' is {(path is "" ? "no file" : "a folder")}: name the file to write, such as errors.{(kind == "markdown" ? "md" : kind)}");
            }

            if (path is null && kind == "xlsx" && !Console.IsOutputRedirected)
            {
                throw new UserException("A workbook is not for the terminal: add --output errors.xlsx");
            }

            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            if (path is null)
            {
                using var target = Standard.OpenOutput();
                Write(catalogue, kind, target);
                return ExitCode.Done;
            }

            return Failure.Naming(path, "written", () =>
            {
                using var target = File.Create(path);
                Write(catalogue, kind, target);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static void Write(Catalogue catalogue, string format, Stream target)
    {
        switch (format)
        {
            case "csv": CatalogueCsv.Write(catalogue, target); break;
            case "markdown": CatalogueMarkdown.Write(catalogue, target); break;
            case "xlsx": CatalogueXlsx.Write(catalogue, target); break;
            default: CatalogueJson.Write(catalogue, target); break;
        }
    }

    private static void Table(List<Entry> entries)
    {
        if (Console.IsOutputRedirected)
        {
            foreach (var entry in entries)
            {
                Standard.Out.WriteLine(string.Join('\t', Harmless.Line(entry.Id), Harmless.Line(entry.Cause), Harmless.Line(entry.Title)));
            }

            return;
        }

        var page = Page.ForOutput();
        foreach (var entry in entries)
        {
            page.Hanging(" ", (entry.Id, Style.Bold), ("  " + entry.Cause, Style.Dim));
            page.Hanging("   ", (entry.Title, Style.Plain));
        }

        page.Print();
    }
}
