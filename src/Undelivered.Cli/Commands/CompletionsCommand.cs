using System.CommandLine;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered completions</c>: what a shell needs to complete commands, options and their values.</summary>
internal static class CompletionsCommand
{
    // Zsh finds a script by '#compdef' in its first line, so that one says in the second where to put it.
    // Each script asks the command itself ("[suggest:POSITION]"), so it never grows stale.
    private const string Bash = """
        # undelivered completions bash >> ~/.bash_completion
        _undelivered() {
            local IFS=$'\n' word=${COMP_LINE:0:COMP_POINT}
            word=${word##*[[:space:]]}
            COMPREPLY=($(compgen -W "$(undelivered "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
            # To bash, what stands behind '=' is a word of its own.
            if [[ $word == *=* && $COMP_WORDBREAKS == *=* ]]; then COMPREPLY=("${COMPREPLY[@]#*=}"); fi
        }
        complete -o default -F _undelivered undelivered
        """;

    private const string Zsh = """
        #compdef undelivered
        # undelivered completions zsh > "${fpath[1]}/_undelivered"
        _undelivered() {
            local -a found
            found=(${(f)"$(undelivered "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
            if (( ${#found} )); then compadd -- $found; else _files; fi
        }
        # As a file in $fpath this is the body of the function, called for the first completion; sourced, it has to be registered.
        if [[ $funcstack[1] == _undelivered ]]; then _undelivered "$@"; else compdef _undelivered undelivered; fi
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
