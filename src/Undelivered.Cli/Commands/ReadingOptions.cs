using System.CommandLine;
using Undelivered.Cli.Streams;
using Undelivered.Cli.Terminal;
using Undelivered.Mail;

namespace Undelivered.Cli.Commands;

/// <summary>The options that say what the input is, of the commands that read streams.</summary>
internal sealed class ReadingOptions
{
    private const string Maildir = "maildir";
    private const string Eml = "eml";

    private readonly Option<string> _input;
    private readonly Option<string?> _kinds = new("--kinds")
    {
        Description = "Which reports of mails, logs and events are wanted: failure, delay, delivered, relayed, complaint, autoreply, receipt, other; or 'all'.",
        HelpName = "names",
    };

    private readonly Option<string[]> _ownDomains = new("--own-domain")
    {
        Description = "A domain that you send from, to tell reports on your mail from forged ones (may be repeated).",
        HelpName = "domain",
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A file with the key by which a provider's events are verified, such as mailgun=KEYFILE (mailgun, amazon-sns).",
        HelpName = "provider=file",
    };

    private readonly Option<bool> _follow = new("--follow") { Description = "Go on reading as the file grows, also when it is rotated, until Ctrl+C." };

    public ReadingOptions()
    {
        string[] names = [InputSource.Auto, InputSource.Lines, InputSource.JsonLines, .. InputForms.All.Select(f => f.Name), Maildir];
        _input = CommonOptions.OneOf("--input", $"The form of the input: {string.Join(", ", names)}.", InputSource.Auto, names);
        _input.HelpName = "form";
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_input, _kinds, _ownDomains, _keys, _follow])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is to be read; a path that leads nowhere is found before the run begins.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">The files and folders that it names; none for standard input.</param>
    /// <param name="length">How many bytes that is; null where nobody knows.</param>
    /// <param name="usual">The kinds that are wanted where the command line names none; null for those of each form.</param>
    public IEnumerable<InputSource> Sources(ParseResult parsed, string[] paths, out long? length, IReadOnlySet<ReportKind>? usual = null)
    {
        CommonOptions.RefuseOptions(paths);
        if (paths.Length == 0)
        {
            paths = ["-"];
        }

        var follow = parsed.GetValue(_follow);
        if (follow && paths is not [not "-"])
        {
            throw new UserException("--follow takes one file: give its name.");
        }

        length = 0;
        foreach (var path in paths)
        {
            length = path == "-" || follow || Directory.Exists(path) ? null : length + InputFile.Length(path, "");
        }

        var form = parsed.GetValue(_input)!;
        if (form == Maildir && paths.FirstOrDefault(p => !Directory.Exists(p)) is { } noFolder)
        {
            throw new UserException($"'{noFolder}' is no folder: --input maildir takes the folder that holds 'cur' and 'new'.");
        }

        var options = new ReadOptions
        {
            Kinds = Kinds(parsed.GetValue(_kinds)) ?? usual,
            OwnDomains = [.. parsed.GetValue(_ownDomains)!.Select(d => d.Trim().TrimEnd('.').ToLowerInvariant())],
            Keys = Keys(parsed.GetValue(_keys)!),
        };
        return Sources(paths, form, follow, options);
    }

    private static IEnumerable<InputSource> Sources(string[] paths, string form, bool follow, ReadOptions options)
    {
        foreach (var path in paths)
        {
            if (path == "-")
            {
                yield return new InputSource(paths.Length > 1 ? path : null, form, Standard.OpenInput, options);
            }
            else if (Directory.Exists(path))
            {
                // A mail may begin with anything.
                foreach (var file in Undelivered.Mail.Bounces.Maildir.Files(path))
                {
                    yield return new InputSource(file, form == Maildir ? Eml : form, () => InputFile.Open(file), options with { File = file }) { Otherwise = Eml };
                }
            }
            else
            {
                yield return new InputSource(paths.Length > 1 ? path : null, form, () => follow ? new FollowedFile(path) : InputFile.Open(path), options with { File = path });
            }
        }
    }

    private static HashSet<ReportKind>? Kinds(string? option)
    {
        if (option is null)
        {
            return null;
        }

        var kinds = new HashSet<ReportKind>();
        foreach (var name in option.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name == "all")
            {
                kinds.UnionWith(Enum.GetValues<ReportKind>());
            }
            else if (ReportJson.TryParse(name, out var kind))
            {
                kinds.Add(kind);
            }
            else
            {
                throw new UserException($"There is no kind '{name}'. The kinds are: {string.Join(", ", Enum.GetValues<ReportKind>().Select(ReportJson.NameOf))}; or 'all'.");
            }
        }

        return kinds;
    }

    private static EventKeys Keys(string[] options)
    {
        var keys = new EventKeys();
        foreach (var option in options)
        {
            if (option.Split('=', 2) is not [var provider, var path])
            {
                throw new UserException($"--key takes the provider and a file, such as mailgun=KEYFILE, not '{option}'.");
            }

            InputFile.Length(path, "give the file that holds the key");
            var key = Failure.Naming(path, "read", () => File.ReadAllText(path)).Trim();
            keys = provider switch
            {
                "mailgun" => keys with { Mailgun = key },
                "amazon-sns" => keys with { AmazonSns = key },
                _ => throw new UserException($"No key is needed for '{provider}' here: mailgun and amazon-sns sign within the event."),
            };
        }

        return keys;
    }
}
