using System.Diagnostics;
using System.Globalization;
using Undelivered.Matching;

namespace Undelivered.Benchmarks;

/// <summary>Where the time of a diagnosis goes: the stages one after the other, on the same lines.</summary>
internal static class Phases
{
    private const int Rounds = 3;

    public static void Measure(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var data = Catalogue.Default.Data;
        var scratch = Scratch.Current;
        Run("split into lines", bytes, _ => { });
        Run("+ reset", bytes, line => scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count));
        Run("+ fold", bytes, line =>
        {
            scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count);
            Folder.Fold(line, scratch);
        });
        Run("+ scan", bytes, line =>
        {
            scratch.Reset(line.Length, data.Phrases.Count, data.Speakers.Count);
            Folder.Fold(line, scratch);
            Scanner.Scan(data, scratch);
        });
        Run("+ choose", bytes, line => Catalogue.Default.Judge(line, Surroundings.None, scratch));
    }

    private delegate void Stage(ReadOnlySpan<byte> line);

    private static void Run(string name, byte[] bytes, Stage stage)
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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {best * 1e9 / lines,6:0} ns/line"));
    }
}
