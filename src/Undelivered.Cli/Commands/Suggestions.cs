using System.CommandLine;
using System.CommandLine.Completions;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary>Answers the scripts of <see cref="CompletionsCommand"/>: <c>undelivered [suggest:POSITION] LINE</c>.</summary>
/// <remarks>The directive of System.CommandLine falls over <c>--option=value</c> and over positions that are none.</remarks>
internal static class Suggestions
{
    private const string Directive = "[suggest";

    public static bool AreAsked(string[] arguments) =>
        arguments is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal) && first.EndsWith(']') && first[Directive.Length] is ':' or ']';

    public static int Write(RootCommand root, string[] arguments)
    {
        var line = arguments.Length > 1 ? arguments[1] : "";
        foreach (var word in Find(root, line[..Position(arguments[0][Directive.Length..^1], line)]))
        {
            Standard.Out.WriteLine(word);
        }

        Standard.Flush();
        return ExitCode.Done;
    }

    private static int Position(string asked, string line) =>
        asked.Length == 0 ? line.Length
        : int.TryParse(asked.AsSpan(1), out var position) && position >= 0 ? Math.Min(position, line.Length)
        : throw new UserException($"{Directive}{asked}] takes the position of the cursor in the line, from 0 on.");

    /// <summary>What the last word of the line can become.</summary>
    private static IEnumerable<string> Find(RootCommand root, string line)
    {
        // The command may have been called by a path, or by another name.
        var start = line.TrimStart();
        var end = start.IndexOf(' ', StringComparison.Ordinal);
        var text = root.Name + (end < 0 ? "" : start[end..]);
        var word = text[(text.LastIndexOf(' ') + 1)..];
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (!word.StartsWith('-') || equals < 0)
        {
            return root.Parse(text).GetCompletions(text.Length).Select(c => c.Label);
        }

        var (name, value) = (word[..equals], word[(equals + 1)..]);
        var command = root.Parse(text[..^word.Length]).CommandResult.Command;
        var option = command.Options.FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name));
        return (option?.GetCompletions(CompletionContext.Empty) ?? [])
            .Where(c => c.Label.StartsWith(value, StringComparison.Ordinal)).Select(c => $"{name}={c.Label}");
    }
}
