using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>Puts the lines of a passage together.</summary>
internal static class Passage
{
    private const int MaxLength = 8 * 1024;

    public static void Add(StringBuilder passage, ReadOnlySpan<char> line)
    {
        if (passage.Length + line.Length > MaxLength)
        {
            return;
        }

        // The lines of a server's reply stay lines; what was only wrapped is joined.
        if (passage.Length > 0)
        {
            passage.Append(Codes.BeginsReply(line) ? '\n' : ' ');
        }

        passage.Append(line);
    }

    /// <summary>Whether the last line of a reply says that another follows: <c>550-</c>.</summary>
    public static bool Continues(StringBuilder passage)
    {
        if (passage.Length < 4)
        {
            return false;
        }

        var all = passage.ToString();
        var last = all.AsSpan(all.LastIndexOf('\n') + 1);
        return last.Length > 3 && last[3] == '-' && Codes.BeginsReply(last);
    }

    /// <summary>The passage that tells most; of those without a reply, the last, since quotations stand behind what quotes them.</summary>
    public static string? Best(IEnumerable<StringBuilder> passages)
    {
        string? best = null;
        var most = -1;
        foreach (var passage in passages)
        {
            var text = passage.ToString();
            var worth = Diagnostics.Worth(text);
            if (text.Length > 0 && (worth > most || (worth == most && worth < 2)))
            {
                (best, most) = (text, worth);
            }
        }

        return best;
    }
}
