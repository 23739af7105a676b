using System.Text;

namespace Undelivered.Reporting;

/// <summary>Fills the slots of an entry's texts for many failures at once.</summary>
internal static class SlotWords
{
    // What stands for what differs from failure to failure.
    private static readonly Dictionary<string, string> Neutral = new()
    {
        ["domain"] = "the domain", ["host"] = "the server", ["ip"] = "the IP address", ["address"] = "the address", ["number"] = "the number",
        ["size"] = "the size", ["date"] = "the time given", ["duration"] = "the time given", ["url"] = "the link", ["id"] = "the id", ["word"] = "the value",
    };

    // What all failures have in common is worth naming if it is not one person's.
    private static readonly HashSet<string> Named = ["domain", "host", "ip", "size", "duration"];

    private const int MaxCapture = 100;

    /// <summary>The text with what all failures captured alike, and neutral words for the rest; begins with a capital.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> captures)
    {
        if (!text.Contains('{'))
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 32);
        var at = 0;
        while (at < text.Length)
        {
            var close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (close < 0 || !Neutral.TryGetValue(text[(at + 1)..close], out var word))
            {
                filled.Append(text[at++]);
                continue;
            }

            var name = text[(at + 1)..close];
            if (Named.Contains(name) && captures.TryGetValue(name, out var value) && value.Length is > 0 and <= MaxCapture)
            {
                word = value;
            }
            else if (filled.Length == 0)
            {
                word = char.ToUpperInvariant(word[0]) + word[1..];
            }

            filled.Append(word);
            at = close + 1;
        }

        return filled.ToString();
    }
}
