using System.Text;
using static Undelivered.Publishing.MarkdownText;

namespace Undelivered.Publishing;

/// <summary>Publishes a catalogue as one Markdown document with a table for each speaker, the guides and the glossary.</summary>
public static class CatalogueMarkdown
{
    /// <summary>Writes UTF-8 without a byte order mark and leaves the stream open.</summary>
    public static void Write(Catalogue catalogue, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var entries = catalogue.Entries.ToLookup(e => e.Speaker);
        writer.WriteLine("# Failed email, explained");
        writer.WriteLine();
        writer.WriteLine($"Catalogue {Cell(catalogue.Version)}: {catalogue.Entries.Count} entries of {catalogue.Speakers.Count} speakers.");
        writer.WriteLine("A name in braces, such as {domain}, stands for what the message says in its place; {\\*} for anything.");
        var tabular = new Tabular(catalogue);
        foreach (var speaker in catalogue.Speakers)
        {
            WriteHeading(writer, 2, speaker.Name);
            WriteText(writer, speaker.About);
            WriteTable(writer, tabular, entries[speaker.Id]);
        }

        WriteGuides(writer, catalogue);
        WriteGlossary(writer, catalogue);
    }

    private static void WriteTable(StreamWriter writer, Tabular tabular, IEnumerable<Entry> entries)
    {
        writer.WriteLine();
        writer.WriteLine("| Code | Message | Meaning | What to do | Glossary |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var entry in entries)
        {
            var avoid = string.Concat(entry.Avoid.Select(a => $"<br>Better not: {Cell(a)}"));
            writer.WriteLine(
                $"| {Cell(Tabular.Codes(entry))} | {Cell(Tabular.Messages(entry))} | **{Cell(entry.Title)}**<br>{Cell(entry.Meaning)} "
                + $"| {Cell(Tabular.Steps(entry.Remedy))}{avoid} | {Cell(tabular.Glossary(entry))} |");
        }
    }

    private static void WriteGuides(StreamWriter writer, Catalogue catalogue)
    {
        if (catalogue.Guides.Count == 0)
        {
            return;
        }

        WriteHeading(writer, 2, "Guides");
        foreach (var guide in catalogue.Guides)
        {
            WriteHeading(writer, 3, guide.Title);
            WriteText(writer, guide.Summary);
            WriteList(writer, "One sees", guide.Symptoms.Select(s => $"- {Inline(s)}"));
            WriteList(writer, "What to do", guide.Steps.Select((s, i) => $"{i + 1}. {Inline(s.Do)} *({Inline(Wording.Doer(s.By))})*"));
            WriteList(writer, "Better not", guide.Avoid.Select(a => $"- {Inline(a)}"));
            WriteList(writer, "Sources", guide.Sources.Select(s => $"- {Reference(s)}"));
        }
    }

    private static void WriteGlossary(StreamWriter writer, Catalogue catalogue)
    {
        if (catalogue.Terms.Count == 0)
        {
            return;
        }

        WriteHeading(writer, 2, "Glossary");
        writer.WriteLine();
        foreach (var term in catalogue.Terms)
        {
            writer.WriteLine($"- **{Inline(term.Name)}**: {Inline(term.Definition)}");
        }
    }

    private static void WriteHeading(StreamWriter writer, int level, string text)
    {
        writer.WriteLine();
        writer.WriteLine($"{new string('#', level)} {Inline(text)}");
    }

    private static void WriteText(StreamWriter writer, string text)
    {
        writer.WriteLine();
        writer.WriteLine(Paragraphs(text));
    }

    private static void WriteList(StreamWriter writer, string label, IEnumerable<string> items)
    {
        var lines = string.Join('\n', items);
        if (lines.Length > 0)
        {
            writer.WriteLine();
            writer.WriteLine($"{label}:");
            writer.WriteLine();
            writer.WriteLine(lines);
        }
    }
}
