using System.Globalization;
using Undelivered.Cli.Rendering;

namespace Undelivered.Cli.Evaluation;

/// <summary>A score for a person.</summary>
internal static class ScoreView
{
    private const int MostConfusions = 20;
    private const int LongestText = 160;

    public static void Write(Page page, string title, Score score)
    {
        page.Heading(title);
        foreach (var (name, tally) in ((string, Tally)[])[("cause", score.Cause), ("permanence", score.Permanence), ("retry", score.Retry), ("suppress", score.Suppress)])
        {
            page.Hanging(string.Create(CultureInfo.InvariantCulture, $"  {name,-12}"), (Share(tally), Style.Plain));
        }
    }

    public static void WriteDetails(Page page, Score score)
    {
        if (score.ByKind.Any())
        {
            page.Heading("The cause, by how the answer was reached");
            foreach (var (kind, tally) in score.ByKind)
            {
                page.Hanging($"  {kind,-14}", (Share(tally), Style.Plain));
            }
        }

        if (score.Confusion.Any())
        {
            page.Heading("Taken for another cause");
            foreach (var (meant, answered, count) in score.Confusion.Take(MostConfusions))
            {
                page.Hanging(string.Create(CultureInfo.InvariantCulture, $"  {count,4}  "), ($"{meant} → {answered}", Style.Plain));
            }
        }

        page.Heading($"Harmful mistakes: {score.Harmful.Count}");
        foreach (var (kind, text, answer) in score.Harmful)
        {
            page.Hanging("  ", (text.Id, Style.Bold), ($" {kind} ({string.Join("|", answer.Causes)}; meant {text.Causes[0]})", Style.Red));
            page.Hanging("    ", (text.Text.Length > LongestText ? text.Text[..LongestText] + "…" : text.Text, Style.Dim));
        }
    }

    private static string Share(Tally tally) => tally.Judged == 0 ? "not judged"
        : string.Create(CultureInfo.InvariantCulture, $"{tally.Share,7:P1}  ({tally.Right:N0} of {tally.Judged:N0})");
}
