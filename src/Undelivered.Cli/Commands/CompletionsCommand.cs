using System.CommandLine;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered completions</c>: what a shell needs to complete commands, options and their values.</summary>
internal static class CompletionsCommand
{
    // Each script asks the command itself ("[suggest:POSITION]"), so it never grows stale.
    private const string Bash = """
        # undelivered completions bash >> ~/.bash_completion
        _undelivered() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(undelivered "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _undelivered undelivered
        """;

    private const string Zsh = """
        #compdef undelivered
        # undelivered completions zsh > "${fpath[1]}/_undelivered"
        _undelivered() {
            local -a found
            found=("${(@f)$(undelivered "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -- $found
            (( ${#found} )) || _files
        }
        compdef _undelivered undelivered
        """;

    private const string Fish = """
        # undelivered completions fish > ~/.config/fish/completions/undelivered.fish
        complete -c undelivered -a '(undelivered "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completions", "Print the completion script for a shell.") { shell };
        command.SetAction(parsed =>
        {
            Standard.Out.WriteLine(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCode.Done;
        });
        return command;
    }
}
