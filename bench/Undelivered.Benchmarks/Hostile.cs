using System.Text;

namespace Undelivered.Benchmarks;

/// <summary>Texts made to cost as much as possible.</summary>
internal static class Hostile
{
    /// <summary>Lines of the longest text that is looked at.</summary>
    public static IEnumerable<(string Name, byte[] Lines)> Texts()
    {
        var phrases = Catalogue.Default.Entries.SelectMany(e => e.Match).Select(m => m.Text ?? m.Token).OfType<string>().ToArray();
        yield return ("every phrase of the catalogue, one after the other", Repeat(string.Join(' ', phrases)));
        yield return ("every phrase but for its last letter", Repeat(string.Join(' ', phrases.Select(p => p[..^1] + "~"))));
        var slotted = phrases.Where(p => p.Contains('{')).Select(p => p[..(p.IndexOf('{') + 1)].TrimEnd('{')).Where(p => p.Length > 4).Distinct();
        yield return ("every beginning of a phrase with a slot, and nothing that fits", Repeat(string.Join(" ", slotted.Select(p => p + "<<<<"))));
        yield return ("one phrase with a slot, begun over and over", Repeat("Unauthenticated email from "));
        yield return ("reply codes", Repeat("550-5.7.26 551-5.1.1 421 4.7.0 "));
        yield return ("escapes and entities", Repeat("\\\\\\\\u0041&lt;&amp;\\n<br>"));
        yield return ("capital letters beyond ASCII", Repeat("ȺÄÖÜ"));
        yield return ("digits", Repeat("0123456789"));
        yield return ("blanks", Repeat(" \t"));
        yield return ("open angle brackets", Repeat("<"));
    }

    private static byte[] Repeat(string text)
    {
        var line = new StringBuilder(Evidence.MaxTextLength + text.Length);
        while (line.Length < Evidence.MaxTextLength)
        {
            line.Append(text);
        }

        line.Length = Evidence.MaxTextLength - 1;
        var bytes = Encoding.UTF8.GetBytes(line.Append('\n').ToString());
        return [.. Enumerable.Repeat(bytes, 8).SelectMany(b => b)];
    }
}
