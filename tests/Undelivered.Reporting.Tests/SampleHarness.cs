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

        Measure();

        void Write(string name, Action<Stream> write)
        {
            using var file = File.Create(Path.Combine(folder, name));
            write(file);
        }
    }

    /// <summary>How many reports a second are counted, their meaning given.</summary>
    private static void Measure()
    {
        var problems = new Problems();
        var traffic = Traffic.Make(30_000).Select(t => (t.Report, Outcome: problems.Of(t.Diagnosis) with { Captures = null })).ToList();
        foreach (var (name, kinds) in new[] { ("all", traffic), ("failures", traffic.Where(t => t.Report.Kind == Undelivered.Mail.ReportKind.Failure).ToList()) })
        {
            var builder = new ReportBuilder(Catalogue.Default, Traffic.Options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var count = 0;
            for (var round = 0; round < 10; round++)
            {
                foreach (var (report, outcome) in kinds)
                {
                    builder.Add(report, outcome);
                    count++;
                }
            }

            var spent = watch.Elapsed;
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {count:N0} in {spent.TotalSeconds:0.00} s, {count / spent.TotalSeconds:N0} a second, {(GC.GetAllocatedBytesForCurrentThread() - before) / count} bytes each; built in {Time(() => builder.Build())}");
        }
    }

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
