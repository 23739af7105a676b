using Undelivered.Publishing;
using Undelivered.Reporting.Formats;

namespace Undelivered.Reporting;

/// <summary>Writes a report as an Excel workbook: summary, problems, over time, receivers, senders, addresses to suppress, unknown texts.</summary>
public static class ReportXlsx
{
    /// <summary>A sheet takes 1,048,576 rows, its head among them.</summary>
    private const int MaxRows = 1_048_575;

    /// <summary>Writes the workbook and leaves the stream open, which need not be seekable; no cell is a formula.</summary>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = new MemoryStream();
        using (var workbook = new Workbook(buffer))
        {
            var delivered = report.Totals.FailureRate is not null;
            workbook.Add("Summary", Tables.Summary(report));
            workbook.Add("Problems", Tables.Problems(report));
            workbook.Add("Over time", Tables.OverTime(report));
            workbook.Add("Receivers", Tables.Parties("Receiver", report.Receivers, delivered));
            workbook.Add("Recipient domains", Tables.Parties("Recipient domain", report.RecipientDomains, delivered));
            workbook.Add("Senders", Tables.Parties("Sender domain", report.SenderDomains, delivered));
            Add("Sending IPs", "Sending IP", report.SendingIps);
            Add("Providers", "Provider", report.Providers);
            workbook.Add("Suppress", Tables.Suppress(report.Suppressions, MaxRows));
            workbook.Add("Unknown", Tables.Unknown(report));

            void Add(string name, string kind, PartyList parties)
            {
                if (parties.Rows.Count > 0)
                {
                    workbook.Add(name, Tables.Parties(kind, parties, delivered));
                }
            }
        }

        buffer.WriteTo(stream);
    }
}
