using System.Text;

namespace Undelivered.Publishing;

/// <summary>Publishes a catalogue as CSV (RFC 4180), one row an entry, for spreadsheets and scripts.</summary>
public static class CatalogueCsv
{
    /// <summary>Writes UTF-8 with a byte order mark and leaves the stream open; a cell that a spreadsheet would run begins with an apostrophe.</summary>
    public static void Write(Catalogue catalogue, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        var table = new Tabular(catalogue).Entries(catalogue.Entries);
        writer.WriteLine(string.Join(',', table.Columns.Select(c => c.Name)));
        foreach (var row in table.Rows)
        {
            writer.WriteLine(string.Join(',', row.Select(PlainText.CsvCell)));
        }
    }
}
