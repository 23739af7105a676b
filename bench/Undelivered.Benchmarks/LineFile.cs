using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Undelivered.Benchmarks;

/// <summary>Makes the file of lines that everything is measured on: the catalogue's examples, and real diagnostics where they stand.</summary>
internal static class LineFile
{
    private const int Seed = 20261123;

    /// <summary>Writes lines drawn from real texts, each with other addresses and numbers, so that no cache can learn them.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="corpus">A JSONL file of real diagnostics with a field <c>text</c>; may be missing.</param>
    public static void Generate(string path, int count, string corpus)
    {
        var texts = Catalogue.Default.Entries.SelectMany(e => e.Examples).Select(e => e.Text).ToList();
        if (File.Exists(corpus))
        {
            // Real diagnostics weigh as much as the examples, which every entry has whether it is common or not.
            var real = File.ReadLines(corpus).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString() ?? "").Where(t => t.Length > 10).ToList();
            for (var i = 0; real.Count > 0 && i < Catalogue.Default.Entries.Count; i++)
            {
                texts.Add(real[i % real.Count]);
            }
        }

        var lines = texts.Select(t => t.ReplaceLineEndings("\\n")).Where(t => t.Length < 2000).ToArray();
        var random = new Random(Seed);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        for (var i = 0; i < count; i++)
        {
            writer.Write(Vary(lines[random.Next(lines.Length)], random));
            writer.Write('\n');
        }
    }

    private static string Vary(string line, Random random) => line
        .Replace("example.", $"example{random.Next(1000).ToString(CultureInfo.InvariantCulture)}.", StringComparison.Ordinal)
        .Replace("192.0.2.", $"192.0.{random.Next(256).ToString(CultureInfo.InvariantCulture)}.", StringComparison.Ordinal);
}
