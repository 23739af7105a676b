using System.Text;

namespace Undelivered.Benchmarks;

/// <summary>The catalogue's literals, for tools that search for many strings at once.</summary>
internal static class Fragments
{
    /// <summary>Each phrase's longest literal, one a line.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="count">At most so many, spread over the catalogue.</param>
    /// <returns>How many were written.</returns>
    public static int Write(string path, int count)
    {
        var all = Catalogue.Default.Entries
            .SelectMany(e => e.Match).Select(m => m.Text ?? m.Token ?? "").Select(Longest).Where(l => l.Length >= 4)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var taken = all.Length <= count ? all : [.. Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Length / count)])];
        File.WriteAllText(path, string.Join('\n', taken) + "\n", new UTF8Encoding(false));
        return taken.Length;
    }

    private static string Longest(string phrase) =>
        phrase.Split('{').SelectMany((part, i) => i == 0 ? [part] : part.Split('}').Skip(1)).Select(p => p.Trim()).MaxBy(p => p.Length) ?? "";
}
