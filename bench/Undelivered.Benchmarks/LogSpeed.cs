using System.Diagnostics;
using System.Globalization;
using Undelivered.Mail;
using Undelivered.Mail.Logs;

namespace Undelivered.Benchmarks;

/// <summary>How fast logs are read, cut and joined: on one core, and with the reports made as strings.</summary>
internal static class LogSpeed
{
    public static void Measure(string path, string form)
    {
        var reader = InputForms.Find(form)!;
        foreach (var (name, kinds) in ((string, HashSet<ReportKind>?)[])[("nothing", [ReportKind.Receipt]), ("failures and delays", [ReportKind.Failure, ReportKind.Delay]), ("all", null)])
        {
            foreach (var read in (bool[])[false, true])
            {
                // The first rounds run on code that is still being compiled.
                var best = Enumerable.Range(0, 6).Select(_ => Once(path, reader, kinds, read)).MinBy(r => r.Seconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{form}: {name,-20} {(read ? "with strings" : "joined bytes")} {best.Bytes / 1e6 / best.Seconds,6:0} MB/s, {best.Lines / 1e6 / best.Seconds:0.00} M lines/s, {best.Reports:N0} reports, {best.Allocated / 1e6:0} MB allocated"));
            }
        }
    }

    private static (double Seconds, long Bytes, long Lines, long Reports, long Allocated) Once(string path, InputForm form, HashSet<ReportKind>? kinds, bool read)
    {
        var tally = new LogTally();
        var before = GC.GetTotalAllocatedBytes();

        // Processor time: other programs on the machine do not count.
        using var process = Process.GetCurrentProcess();
        var started = process.TotalProcessorTime;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        long reports = 0;
        foreach (var piece in form.Split(stream, new ReadOptions { Kinds = kinds, LogTally = tally }))
        {
            reports += read ? piece.Read().Count : 0;
        }

        process.Refresh();
        return ((process.TotalProcessorTime - started).TotalSeconds, stream.Length, tally.Lines, reports, GC.GetTotalAllocatedBytes() - before);
    }
}
