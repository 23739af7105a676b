using System.Buffers;
using System.Diagnostics;
using Undelivered.Matching;

namespace Undelivered.Benchmarks;

/// <summary>Where the time of a diagnosis goes: the stages one after the other, on the same lines.</summary>
internal static class Phases
{
    private const int Rounds = 3;

    /// <summary>Nanoseconds a line up to and with each stage.</summary>
    public static IEnumerable<(string Name, double Nanoseconds)> Measure(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var data = Catalogue.Default.Data;
        var scratch = Scratch.Current;
        yield return Run("split into lines", bytes, _ => { });
        yield return Run("+ reset", bytes, line => scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count));
        yield return Run("+ fold", bytes, line =>
        {
            scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count);
            Folder.Fold(line, scratch);
        });
        yield return Run("+ scan", bytes, line =>
        {
            scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count);
            Folder.Fold(line, scratch);
            Scanner.Scan(data, scratch);
        });
        yield return Run("+ choose", bytes, line => Catalogue.Default.Judge(line, Surroundings.None, scratch));
        var captures = new Capture[PhraseMatcher.MaxCaptures * 2];
        yield return Run("+ capture", bytes, line =>
        {
            var verdict = Catalogue.Default.Judge(line, Surroundings.None, scratch);
            DiagnosisBuilder.FindCaptures(data, verdict, scratch, captures);
        });
        yield return Run("+ retry time", bytes, line =>
        {
            var verdict = Catalogue.Default.Judge(line, Surroundings.None, scratch);
            DiagnosisBuilder.FindCaptures(data, verdict, scratch, captures);
            DiagnosisBuilder.RetryAfter(Catalogue.Default, verdict, line, scratch);
        });
        var output = new ArrayBufferWriter<byte>(1 << 20);
        foreach (var fields in (string[]?[])[["entry", "cause", "permanence", "fixedBy", "retry", "suppress"], ["text"], null])
        {
            var diagnoser = new JsonDiagnoser(Catalogue.Default, fields);
            yield return Run($"to JSON: {(fields is null ? "all fields" : string.Join(", ", fields))}", bytes, line =>
            {
                output.ResetWrittenCount();
                diagnoser.Write(output, line, default);
            });
        }
    }

    private delegate void Stage(ReadOnlySpan<byte> line);

    private static (string Name, double Nanoseconds) Run(string name, byte[] bytes, Stage stage)
    {
        var best = double.MaxValue;
        long lines = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            lines = 0;
            ReadOnlySpan<byte> rest = bytes;
            while (rest.Length > 0)
            {
                var end = rest.IndexOf((byte)'\n');
                stage(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
                lines++;
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return (name, best * 1e9 / lines);
    }
}
