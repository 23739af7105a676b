using System.Text;
using Undelivered.Publishing;
using Undelivered.Reporting.Formats;

namespace Undelivered.Reporting;

/// <summary>Writes a report as CSV (RFC 4180), one row a problem, for spreadsheets and scripts.</summary>
public static class ReportCsv
{
    /// <summary>Writes UTF-8 with a byte order mark and leaves the stream open; a cell that a spreadsheet would run begins with an apostrophe.</summary>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(Tables.Problems(report), stream);
    }

    internal static void Write(Table table, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(c => PlainText.CsvCell(c.Name))));
        foreach (var row in table.Rows)
        {
            writer.WriteLine(string.Join(',', row.Select(PlainText.CsvCell)));
        }
    }
}
