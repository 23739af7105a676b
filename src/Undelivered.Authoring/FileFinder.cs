using System.IO.Enumeration;

namespace Undelivered.Authoring;

/// <summary>Finds the catalogue files below a folder.</summary>
internal static class FileFinder
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>In their order by name; none, with a problem noted, where there is nothing to read.</summary>
    public static IReadOnlyList<string> Below(string folder, ProblemLog problems)
    {
        try
        {
            var files = Enumerate(folder).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
            {
                problems.Add(new(folder, 1, 1, $"there is no .yaml file in {folder}, and no .yml file either"));
            }

            return files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(folder, 1, 1, fault.Message));
            return [];
        }
    }

    /// <summary>Links to files are followed, those to folders are not: they may lead back to where they stand.</summary>
    private static FileSystemEnumerable<string> Enumerate(string folder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsYaml(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    private static bool IsYaml(ReadOnlySpan<char> name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
