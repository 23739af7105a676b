using System.Diagnostics;
using Undelivered.Compilation;
using Undelivered.Matching;

namespace Undelivered.Benchmarks;

/// <summary>The diagnosis itself, in this process: entry, cause, decision and captures.</summary>
internal static class Engine
{
    private const int Rounds = 4;

    /// <summary>Seconds for all lines of a file, the best of several rounds.</summary>
    public static double Diagnose(string path) => Diagnose(Catalogue.Default, File.ReadAllBytes(path));

    public static double Diagnose(Catalogue catalogue, byte[] bytes)
    {
        var scratch = Scratch.Current;
        var captures = new Capture[PhraseMatcher.MaxCaptures * 2];
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            ReadOnlySpan<byte> rest = bytes;
            while (rest.Length > 0)
            {
                var end = rest.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                var verdict = catalogue.Judge(line[..Math.Min(line.Length, Evidence.MaxTextLength)], Surroundings.None, scratch);
                DiagnosisBuilder.FindCaptures(catalogue.Data, verdict, scratch, captures);
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    /// <summary>Seconds from nothing to a catalogue that can answer; asked for in a fresh process.</summary>
    public static double Load()
    {
        var watch = Stopwatch.StartNew();
        GC.KeepAlive(Catalogue.Default);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The catalogue with as many entries again as are asked for, each with words of its own.</summary>
    public static Catalogue Grown(int factor)
    {
        var source = Catalogue.Default.ToSource();
        var entries = source.Entries.ToList();
        for (var copy = 1; copy < factor; copy++)
        {
            foreach (var entry in source.Entries)
            {
                var phrases = entry.Match.Where(m => m.Text is not null).Select(m => m with { Text = Scrambled(m.Text!, copy) }).ToArray();
                if (phrases.Length > 0)
                {
                    entries.Add(entry with { Id = $"{entry.Id}-{copy}", Match = phrases, Examples = [], NearMisses = [], See = [] });
                }
            }
        }

        var compiled = CatalogueCompiler.Compile(source with { Entries = entries }, out var problems);
        return problems.Count == 0 ? Catalogue.FromCompiled(compiled) : throw new CatalogueException(problems);
    }

    /// <summary>Other words of the same lengths and with the same slots: what another speaker might say.</summary>
    private static string Scrambled(string phrase, int copy)
    {
        var letters = phrase.ToCharArray();
        var inSlot = false;
        for (var i = 0; i < letters.Length; i++)
        {
            inSlot = letters[i] == '{' || (inSlot && letters[i] != '}');
            if (!inSlot && char.IsAsciiLetter(letters[i]))
            {
                letters[i] = (char)('a' + ((char.ToLowerInvariant(letters[i]) - 'a' + (copy * 7) + i) % 26));
            }
        }

        return new string(letters);
    }
}
