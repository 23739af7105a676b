using System.CommandLine;
using Undelivered.Cli.Rendering;
using Undelivered.Publishing;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered catalogue guide</c>: walk-throughs for problems that take more than one entry.</summary>
internal static class GuideCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "The guide's id; left out, all guides are listed.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(_ => Catalogue.Default.Guides.Select(g => new System.CommandLine.Completions.CompletionItem(g.Id)));
        var overlay = CommonOptions.Overlay();
        var command = new Command("guide", "Read a guide.") { id, overlay };
        command.SetAction(parsed =>
        {
            var guides = CommonOptions.Load(parsed.GetValue(overlay)).Guides;
            var page = Page.ForOutput();
            if (parsed.GetValue(id) is not { } wanted)
            {
                List(page, guides);
            }
            else
            {
                Write(page, guides.FirstOrDefault(g => g.Id == wanted)
                    ?? throw new UserException($"There is no guide '{wanted}'. The guides are: {string.Join(", ", guides.Select(g => g.Id))}."));
            }

            page.Print();
            return ExitCode.Done;
        });
        return command;
    }

    private static void List(Page page, IReadOnlyList<Guide> guides)
    {
        foreach (var guide in guides)
        {
            page.Hanging(guide.Parent is null ? " " : "   ", (guide.Id, Style.Bold), ("  " + guide.Title, Style.Plain));
        }
    }

    private static void Write(Page page, Guide guide)
    {
        page.Blank();
        page.Paragraph(guide.Title, Style.Bold);
        page.Blank();
        page.Paragraph(guide.Summary);
        List(page, "You know it by", guide.Symptoms, "  - ");
        page.Heading("What to do");
        for (var i = 0; i < guide.Steps.Count; i++)
        {
            page.Hanging($" {i + 1,2}. ", (guide.Steps[i].Do + " ", Style.Plain), ($"[{Wording.Doer(guide.Steps[i].By)}]", Style.Dim));
        }

        List(page, "Better not", guide.Avoid, "  ! ");
        List(page, "Helps with", guide.Entries, "  ");
        List(page, "Sources", [.. guide.Sources.Select(s => s.Reference)], "  ");
        page.Blank();
    }

    private static void List(Page page, string heading, IReadOnlyList<string> texts, string margin)
    {
        if (texts.Count == 0)
        {
            return;
        }

        page.Heading(heading);
        foreach (var text in texts)
        {
            page.Hanging(margin, (text, Style.Plain));
        }
    }
}
