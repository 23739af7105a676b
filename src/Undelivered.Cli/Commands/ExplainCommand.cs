using System.CommandLine;
using Undelivered.Cli.Rendering;
using Undelivered.Cli.Streams;
using Undelivered.Cli.Terminal;
using Undelivered.Publishing;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered explain</c>: one failure, for a person.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var text = new Argument<string[]>("text")
        {
            Description = "The error, in quotes. Left out, it is read from --file or standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--file", "-f") { Description = "Read the error from a file.", HelpName = "path" };
        var format = CommonOptions.OneOf("--format", "text, json or markdown.", "text", "text", "json", "markdown");
        var provider = CommonOptions.Provider();
        var overlay = CommonOptions.Overlay();
        var command = new Command("explain", "Explain one error: what it means, whose problem it is, what to do.") { text, file, format, provider, overlay };
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(text) ?? [];
            CommonOptions.RefuseOptions(words, " If it is part of the error, put the whole error in quotes.");
            var path = parsed.GetValue(file);
            if (words.Length > 0 && path is not null)
            {
                throw new UserException("Give the text or --file, not both.");
            }

            var input = words.Length > 0 ? TextInput.Checked(string.Join(' ', words), "The text")
                : path is not null ? TextInput.FromFile(path) : TextInput.FromStandardInput();
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var diagnosis = catalogue.Diagnose(new Evidence { Text = input, Provider = parsed.GetValue(provider) });
            Print(catalogue, diagnosis, parsed.GetValue(format)!);
            return diagnosis.IsRecognised ? ExitCode.Done : ExitCode.NotRecognised;
        });
        return command;
    }

    private static void Print(Catalogue catalogue, Diagnosis diagnosis, string format)
    {
        switch (format)
        {
            case "json":
                Standard.Out.WriteLine(Harmless.Json(diagnosis.ToJson(indented: true)));
                break;
            case "markdown":
                Standard.Out.WriteLine(DiagnosisMarkdown.Render(diagnosis));
                break;
            default:
                var page = Page.ForOutput();
                DiagnosisView.Write(page, catalogue, diagnosis);
                page.Print();
                break;
        }
    }
}
