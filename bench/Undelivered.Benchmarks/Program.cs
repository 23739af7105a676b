using System.Diagnostics;
using System.Globalization;
using Undelivered;
using Undelivered.Benchmarks;
using Undelivered.Matching;

switch (args)
{
    case ["generate", var path, var count, var corpus]:
        LineFile.Generate(path, int.Parse(count, CultureInfo.InvariantCulture), corpus);
        return 0;
    case ["diagnose", var path]:
        Diagnose(path);
        return 0;
    case ["phases", var path]:
        Phases.Measure(path);
        return 0;
    default:
        Console.Error.WriteLine("usage: generate FILE COUNT CORPUS | diagnose FILE | phases FILE");
        return 2;
}

static void Diagnose(string path)
{
    var bytes = File.ReadAllBytes(path);
    var catalogue = Catalogue.Default;
    var scratch = Scratch.Current;
    for (var round = 0; round < 4; round++)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        long lines = 0, known = 0;
        ReadOnlySpan<byte> rest = bytes;
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var verdict = catalogue.Judge(line, Surroundings.None, scratch);
            lines++;
            known += verdict.Entry >= 0 ? 1 : 0;
        }

        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"round {round}: {lines:N0} lines, {known:N0} known, {seconds:0.000} s, {seconds * 1e9 / lines:0} ns/line, {bytes.Length / seconds / 1e6:0} MB/s, {GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes allocated"));
    }
}
