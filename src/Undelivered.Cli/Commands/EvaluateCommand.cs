using System.CommandLine;
using System.Text.Json;
using Undelivered.Cli.Evaluation;
using Undelivered.Cli.Rendering;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered evaluate</c>: how often the answers are right.</summary>
internal static class EvaluateCommand
{
    private const int MinParts = 2;
    private const int MaxParts = 20;

    public static Command Create()
    {
        var file = new Argument<string?>("file") { Description = "Labelled texts, one JSON object a line: id, text, cause (or a list of right ones), and permanence, retry, suppress where they are to be judged.", Arity = ArgumentArity.ZeroOrOne };
        var answers = new Option<string?>("--answers") { Description = "Judge these answers (JSON lines with id, cause, permanence, retry, suppress) instead of the catalogue's: for comparing programs.", HelpName = "path" };
        var heldOut = new Option<int?>("--held-out") { Description = "Instead of a file: take each of so many parts of the catalogue's entries out in turn and let the rest answer their examples.", HelpName = "parts" };
        var format = CommonOptions.OneOf("--format", "text or json.", "text", "text", "json");
        var overlay = CommonOptions.Overlay();
        var command = new Command("evaluate", "Measure how often cause, permanence, retry and suppress are right on labelled texts, and name the harmful mistakes.") { file, answers, heldOut, format, overlay };
        command.SetAction(parsed =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            var json = parsed.GetValue(format) == "json";
            switch (parsed.GetValue(file), parsed.GetValue(heldOut))
            {
                case (null, { } parts):
                    WriteHeldOut(catalogue, parts is >= MinParts and <= MaxParts ? parts : throw new UserException($"--held-out takes {MinParts} to {MaxParts} parts."), json);
                    break;
                case ({ } path, null):
                    Write(Judge(catalogue, path, parsed.GetValue(answers)), json);
                    break;
                default:
                    throw new UserException("Give either a file of labelled texts, or --held-out 5.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Score Judge(Catalogue catalogue, string path, string? answersPath)
    {
        var known = catalogue.Causes.Select(c => c.Id).ToHashSet();
        var others = answersPath is null ? null : LabelFile.ReadAnswers(answersPath);
        var score = new Score();
        foreach (var label in LabelFile.ReadLabels(path))
        {
            if (label.Causes.FirstOrDefault(c => !known.Contains(c)) is { } stranger)
            {
                throw new UserException($"{path}: '{label.Id}' has the cause '{stranger}', which does not exist. The causes are: {string.Join(", ", known)}.");
            }

            score.Add(label, others is null ? Answers.Of(catalogue, label) : others.GetValueOrDefault(label.Id) ?? new Answer([], null, null, null));
        }

        return score.Cause.Judged > 0 ? score : throw new UserException($"'{path}' holds no labelled text.");
    }

    private static void Write(Score score, bool json)
    {
        if (json)
        {
            WriteJson(writer => WriteFields(writer, score));
            return;
        }

        var page = Page.ForOutput();
        ScoreView.Write(page, $"{score.Cause.Judged:N0} texts: right in", score);
        ScoreView.WriteDetails(page, score);
        page.Blank();
        page.Print();
    }

    private static void WriteHeldOut(Catalogue catalogue, int parts, bool json)
    {
        var (all, guesses, tables) = HeldOut.Measure(catalogue, parts);
        if (json)
        {
            WriteJson(writer =>
            {
                foreach (var (name, score) in ((string, Score)[])[("all", all), ("guesses", guesses), ("tablesInstead", tables)])
                {
                    writer.WriteStartObject(name);
                    WriteFields(writer, score);
                    writer.WriteEndObject();
                }
            });
            return;
        }

        var page = Page.ForOutput();
        ScoreView.Write(page, $"{all.Cause.Judged:N0} examples of entries that were taken out: right in", all);
        ScoreView.Write(page, $"{guesses.Cause.Judged:N0} of them were guessed from their words: right in", guesses);
        ScoreView.Write(page, "The tables of codes on these same texts: right in", tables);
        ScoreView.WriteDetails(page, all);
        page.Blank();
        page.Print();
    }

    private static void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stream = Standard.OpenOutput();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented: true)))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteFields(Utf8JsonWriter writer, Score score)
    {
        foreach (var (name, tally) in ((string, Tally)[])[("cause", score.Cause), ("permanence", score.Permanence), ("retry", score.Retry), ("suppress", score.Suppress)])
        {
            Write(writer, name, tally);
        }

        writer.WriteStartObject("byMatch");
        foreach (var (kind, tally) in score.ByKind)
        {
            Write(writer, kind, tally);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("confusion");
        foreach (var (meant, answered, count) in score.Confusion)
        {
            writer.WriteStartObject();
            writer.WriteString("meant", meant);
            writer.WriteString("answered", answered);
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("harmful");
        foreach (var (kind, text, answer) in score.Harmful)
        {
            writer.WriteStartObject();
            writer.WriteString("id", text.Id);
            writer.WriteString("kind", kind);
            writer.WriteString("meant", text.Causes[0]);
            writer.WriteString("answered", string.Join("|", answer.Causes));
            writer.WriteString("text", text.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, Tally tally)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("judged", tally.Judged);
        writer.WriteNumber("right", tally.Right);
        writer.WriteNumber("share", Math.Round(tally.Share, 4));
        writer.WriteEndObject();
    }
}
