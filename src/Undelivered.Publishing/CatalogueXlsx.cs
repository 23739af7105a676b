using System.Globalization;

namespace Undelivered.Publishing;

/// <summary>Publishes a catalogue as an Excel workbook: an overview, one sheet a speaker, the guides and the glossary.</summary>
public static class CatalogueXlsx
{
    private static readonly Column[] OverviewColumns = [new("Speaker", 26), new("Entries", 10, IsNumber: true), new("Name", 50)];

    /// <summary>Writes the workbook and leaves the stream open, which need not be seekable; no cell is a formula, and one longer than Excel's 32,767 characters is cut.</summary>
    public static void Write(Catalogue catalogue, Stream stream)
    {
        // A package is written by going back and forth.
        using var buffer = new MemoryStream();
        using (var workbook = new Workbook(buffer))
        {
            Fill(workbook, catalogue);
        }

        buffer.WriteTo(stream);
    }

    private static void Fill(Workbook workbook, Catalogue catalogue)
    {
        var names = new SheetNames();
        var (overview, guides, glossary) = (names.Take("Overview"), names.Take("Guides"), names.Take("Glossary"));
        var entries = catalogue.Entries.ToLookup(e => e.Speaker);
        var sheets = catalogue.Speakers.Select(s => (Speaker: s, Name: names.Take(s.Name))).ToList();
        workbook.Add(overview, new(OverviewColumns, [.. catalogue.Speakers.Select(s => Row(s, entries[s.Id].Count()))]), [.. sheets.Select(s => s.Name)]);
        var tabular = new Tabular(catalogue);
        foreach (var (speaker, name) in sheets)
        {
            workbook.Add(name, tabular.Entries(entries[speaker.Id]));
        }

        workbook.Add(guides, tabular.Guides());
        workbook.Add(glossary, tabular.Terms());
    }

    private static string[] Row(Speaker speaker, int entries) =>
        [PlainText.Legal(speaker.Id), entries.ToString(CultureInfo.InvariantCulture), PlainText.Legal(speaker.Name)];
}
