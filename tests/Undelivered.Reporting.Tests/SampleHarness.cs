using System.Diagnostics;

namespace Undelivered.Reporting.Tests;

/// <summary>Writes the made-up fortnight in every form, to be looked at: UNDELIVERED_REPORT_SAMPLES=folder.</summary>
public sealed class SampleHarness
{
    [Fact]
    public void The_samples_are_written_where_they_are_asked_for()
    {
        var folder = Environment.GetEnvironmentVariable("UNDELIVERED_REPORT_SAMPLES");
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var watch = Stopwatch.StartNew();
        var report = Traffic.Report();
        TestContext.Current.TestOutputHelper?.WriteLine($"made and counted in {watch.Elapsed}");
        Write("report.html", s => ReportHtml.Write(report, s));
        Write("addresses.html", s => ReportHtml.Write(report, s, new() { WithAddresses = true }));
        Write("report.json", s => ReportJson.Write(report, s));
        Write("report.csv", s => ReportCsv.Write(report, s));
        Write("report.xlsx", s => ReportXlsx.Write(report, s));
        File.WriteAllText(Path.Combine(folder, "report.md"), ReportMarkdown.Render(report));
        foreach (var name in SuppressionFile.FormatNames)
        {
            Assert.True(SuppressionFile.TryParse(name, out var format));
            Write($"suppress-{name}", s => SuppressionFile.Write(format, report.Suppressions, s));
        }

        void Write(string name, Action<Stream> write)
        {
            using var file = File.Create(Path.Combine(folder, name));
            write(file);
        }
    }
}
