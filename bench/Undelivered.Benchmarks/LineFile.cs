using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Undelivered.Benchmarks;

/// <summary>Makes the lines that everything is measured on: the catalogue's examples, and real diagnostics where they stand.</summary>
internal static class LineFile
{
    private const int Seed = 20261123;
    private const int PartLength = 64 * 1024 * 1024;

    /// <summary>Writes lines drawn from real texts, each with other addresses and numbers, so that no cache can learn them.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="corpus">A JSONL file of real diagnostics with a field <c>text</c>; may be missing.</param>
    public static void Generate(string path, int count, string corpus)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Write(file, corpus, (lines, _) => lines < count);
    }

    /// <summary>Writes lines until they fill so many bytes: the same part over and over, so that making them costs nothing.</summary>
    public static void Stream(Stream target, long bytes, string corpus)
    {
        using var part = new MemoryStream();
        Write(part, corpus, (_, written) => written < PartLength);
        var lines = part.ToArray();
        for (long written = 0; written < bytes; written += lines.Length)
        {
            target.Write(lines);
        }
    }

    private static void Write(Stream target, string corpus, Func<long, long, bool> more)
    {
        var texts = Texts(corpus);
        var random = new Random(Seed);
        long written = 0;
        for (long lines = 0; more(lines, written); lines++)
        {
            var line = Encoding.UTF8.GetBytes(Vary(texts[random.Next(texts.Length)], random) + "\n");
            target.Write(line);
            written += line.Length;
        }
    }

    private static string[] Texts(string corpus)
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

        return [.. texts.Select(t => t.ReplaceLineEndings("\\n")).Where(t => t.Length < 2000)];
    }

    private static string Vary(string line, Random random) => line
        .Replace("example.", $"example{random.Next(1000).ToString(CultureInfo.InvariantCulture)}.", StringComparison.Ordinal)
        .Replace("192.0.2.", $"192.0.{random.Next(256).ToString(CultureInfo.InvariantCulture)}.", StringComparison.Ordinal);
}
