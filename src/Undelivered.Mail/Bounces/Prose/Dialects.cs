namespace Undelivered.Mail.Bounces;

/// <summary>Names the server that wrote a notice, by the marks in <c>dialects.txt</c>.</summary>
internal static class Dialects
{
    /// <summary>A notice of a server that is not known.</summary>
    public const string Unknown = "bounce";

    private static readonly Dictionary<string, List<(int Rank, string? Part)>> Headers = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, int> Texts = new(StringComparer.OrdinalIgnoreCase);
    private static readonly List<string> Names = [];
    private static readonly PhraseSet TextPhrases = Read();

    public static string Name(HeaderBlock headers, string folded)
    {
        var best = int.MaxValue;
        var at = 0;
        for (int number; (number = TextPhrases.Next(folded, ref at)) >= 0; at++)
        {
            best = Math.Min(best, Texts[TextPhrases.Phrases[number]]);
        }

        foreach (var (field, marks) in Headers)
        {
            if (headers.Find(field) is not { } value)
            {
                continue;
            }

            foreach (var (rank, part) in marks)
            {
                if (rank < best && (part is null || value.Contains(part, StringComparison.OrdinalIgnoreCase)))
                {
                    best = rank;
                }
            }
        }

        return best == int.MaxValue ? Unknown : Names[best];
    }

    private static PhraseSet Read()
    {
        foreach (var line in Wording.Lines("dialects.txt"))
        {
            if (line[0] == '[')
            {
                Names.Add(line[1..^1]);
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (key, value) = (line[..colon], line[(colon + 2)..]);
            if (key == "text")
            {
                Texts.TryAdd(value, Names.Count - 1);
            }
            else if (key == "header")
            {
                var part = value.IndexOf(": ", StringComparison.Ordinal);
                AddHeader(part < 0 ? value : value[..part], part < 0 ? null : value[(part + 2)..]);
            }
            else
            {
                AddHeader(key, value);
            }
        }

        return new PhraseSet(Texts.Keys);
    }

    private static void AddHeader(string field, string? part)
    {
        if (!Headers.TryGetValue(field, out var marks))
        {
            Headers[field] = marks = [];
        }

        marks.Add((Names.Count - 1, part));
    }
}
