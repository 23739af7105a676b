using System.Text;

namespace Undelivered.Cli.Rendering;

/// <summary>Makes text from outside harmless for a terminal.</summary>
internal static class Harmless
{
    /// <summary>The text in one line; what could move the cursor, change colours or reorder the line is shown as a mark.</summary>
    public static string Line(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\r':
                    break;
                case '\n' or '\t' or 0x2028 or 0x2029:
                    harmless.Append(' ');
                    break;
                case < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF:
                    harmless.Append('\uFFFD');
                    break;
                default:
                    harmless.Append(rune);
                    break;
            }
        }

        return harmless.ToString();
    }
}
