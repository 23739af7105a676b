namespace Undelivered.Mail.Bounces;

/// <summary>What notices say, read from <c>wording.txt</c>.</summary>
internal static class Wording
{
    private static readonly Dictionary<string, PhraseSet> Sections = Read();

    public static PhraseSet OriginalIs { get; } = Sections["original is"];

    public static PhraseSet OriginalBegins { get; } = Sections["original begins"];

    public static PhraseSet Notice { get; } = Sections["notice"];

    public static PhraseSet Subject { get; } = Sections["subject"];

    public static PhraseSet Delay { get; } = Sections["delay"];

    public static PhraseSet GaveUp { get; } = Sections["gave up"];

    public static PhraseSet ReasonBegins { get; } = Sections["reason begins"];

    public static PhraseSet ReasonWithin { get; } = Sections["reason within"];

    public static PhraseSet RecipientBefore { get; } = Sections["recipient before"];

    public static PhraseSet RecipientLabel { get; } = Sections["recipient label"];

    public static PhraseSet OtherBefore { get; } = Sections["other before"];

    public static PhraseSet DaemonAddresses { get; } = Sections["local addresses"];

    public static PhraseSet DaemonNames { get; } = Sections["daemon names"];

    public static PhraseSet AutomaticSubject { get; } = Sections["automatic subject"];

    public static PhraseSet AutomaticText { get; } = Sections["automatic text"];

    public static PhraseSet Challenge { get; } = Sections["challenge"];

    public static PhraseSet AutomaticSubjectPerhaps { get; } = Sections["automatic subject perhaps"];

    public static PhraseSet Explains { get; } = Sections["explains"];

    public static PhraseSet Boilerplate { get; } = Sections["boilerplate"];

    public static PhraseSet QueueBefore { get; } = Sections["queue before"];

    public static PhraseSet ReporterBefore { get; } = Sections["reporter before"];

    public static PhraseSet Rejected { get; } = Sections["rejected"];

    public static PhraseSet Complaint { get; } = Sections["complaint"];

    /// <summary>The lines of an embedded file, without comments.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(Wording).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static Dictionary<string, PhraseSet> Read()
    {
        var sections = new Dictionary<string, List<string>>();
        List<string> current = [];
        foreach (var line in Lines("wording.txt"))
        {
            if (line[0] == '[' && line[^1] == ']')
            {
                sections[line[1..^1]] = current = [];
            }
            else
            {
                current.Add(line);

                // French sets a blank before a colon; Chinese and Japanese have a wide one.
                if (line[^1] == ':')
                {
                    current.Add($"{line[..^1]} :");
                    current.Add($"{line[..^1]}：");
                }
            }
        }

        return sections.ToDictionary(s => s.Key, s => new PhraseSet(s.Value));
    }
}
