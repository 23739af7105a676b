using System.CommandLine;
using Undelivered.Authoring;

namespace Undelivered.Cli.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    public static Option<string[]> Overlay() => new("--catalogue")
    {
        Description = "Lay your own catalogue files over the built-in ones (a file or folder; may be repeated).",
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

    public static Catalogue Load(string[]? overlays) =>
        overlays is { Length: > 0 } ? CatalogueBuild.Load(overlays, Catalogue.Default) : Catalogue.Default;
}
