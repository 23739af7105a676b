using System.Text;
using Undelivered.Publishing;

namespace Undelivered.Cli.Rendering;

/// <summary>Makes text from outside harmless for a terminal.</summary>
internal static class Harmless
{
    /// <summary>The text in one line; what could move the cursor, change colours or reorder the line is shown as a mark.</summary>
    public static string Line(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : PlainText.Harmless(text).Replace('\n', ' ');

    /// <summary>JSON for whoever reads it: on a terminal with escapes for what could mislead a person, for a program as it is.</summary>
    public static string Json(string json)
    {
        if (Console.IsOutputRedirected)
        {
            return json;
        }

        var harmless = new StringBuilder(json.Length);
        foreach (var rune in json.EnumerateRunes())
        {
            // Line ends stand between values only.
            if (rune.Value == '\n' || !PlainText.IsHarmful(rune))
            {
                harmless.Append(rune);
                continue;
            }

            foreach (var unit in rune.ToString())
            {
                harmless.Append($"\\u{(int)unit:X4}");
            }
        }

        return harmless.ToString();
    }
}
