using System.CommandLine;
using Undelivered.Authoring;

namespace Undelivered.Cli.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    public static Option<string[]> Overlay() => new("--catalogue")
    {
        Description = "Lay your own catalogue files over the built-in ones (a file or folder; may be repeated). UNDELIVERED_CATALOGUE names some for always.",
        HelpName = "path",
    };

    public static Option<string?> Provider() => new("--provider")
    {
        Description = "Who the message was sent through, such as mailgun, gmail, outlook or sendgrid; a hint.",
        HelpName = "name",
    };

    public static Option<T> OneOf<T>(string name, string description, T defaultValue, params string[] values)
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>Refuses a misspelt option: it must not pass for a word of an error, or for a file.</summary>
    public static void RefuseOptions(string[] words, string advice = "")
    {
        if (words.FirstOrDefault(LooksLikeOption) is { } option)
        {
            throw new UserException($"There is no option '{option}'.{advice}");
        }
    }

    private static bool LooksLikeOption(string word) =>
        word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(word[2]) && !word.Contains(' ', StringComparison.Ordinal);

    /// <summary>The built-in catalogue, with what the environment and the command line lay over it.</summary>
    public static Catalogue Load(string[]? overlays)
    {
        var always = Environment.GetEnvironmentVariable("UNDELIVERED_CATALOGUE")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string[] all = [.. always, .. overlays ?? []];
        return all.Length == 0 ? Catalogue.Default : Failure.Naming(string.Join("', '", all), "read", () => CatalogueBuild.Load(all, Catalogue.Default));
    }

    /// <summary>How many workers are meant by <c>--jobs</c>.</summary>
    public static int Jobs(int asked) => asked switch
    {
        < 0 => throw new UserException("--jobs takes the number of cores to use, or 0 for all."),
        0 => Environment.ProcessorCount,
        _ => Math.Min(asked, 4 * Environment.ProcessorCount),
    };
}
