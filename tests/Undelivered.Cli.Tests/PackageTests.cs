using System.Diagnostics;

namespace Undelivered.Cli.Tests;

public sealed class PackageTests
{
    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "#compdef undelivered")]
    [InlineData("fish", "complete -c undelivered")]
    public void Each_shell_gets_a_script_for_completion(string shell, string holds) =>
        Assert.Contains(holds, UndeliveredCommand.Managed.Run("completions", shell).Output);

    [Theory]
    [InlineData("undelivered cla", "classify")]
    [InlineData("/usr/bin/undelivered cla", "classify")]
    [InlineData("undelivered explain --format j", "json")]
    [InlineData("undelivered explain --format=j", "--format=json")]
    [InlineData("undelivered explain --format=", "--format=json --format=markdown --format=text")]
    [InlineData("undelivered classify errors.txt --output=cs", "--output=csv")]
    [InlineData("undelivered explain --nosuch=j", "")]
    [InlineData("undelivered explain --format=json x --formt=", "")]
    [InlineData("undelivered nosuch --format=j", "")]
    [InlineData("undelivered catalogue show gmail.dmarc-p", "gmail.dmarc-policy")]
    public void The_last_word_of_a_line_is_completed(string line, string words)
    {
        var result = UndeliveredCommand.Managed.Run($"[suggest:{line.Length}]", line);

        Assert.Equal("", result.Error);
        Assert.Equal(words, string.Join(' ', result.Lines.Order()));
        Assert.Equal(result.Output, UndeliveredCommand.Managed.Run($"[suggest:{line.Length}]", line + " and more").Output);
    }

    [Theory]
    [InlineData("[suggest:-1]")]
    [InlineData("[suggest:abc]")]
    [InlineData("[suggest:99999999999]")]
    public void A_position_that_is_none_is_refused(string directive)
    {
        var result = UndeliveredCommand.Managed.Run(directive, "undelivered cla");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("position of the cursor", result.Error);
    }

    [Theory]
    [InlineData("undelivered cla", "undelivered cla", "classify")]
    [InlineData("undelivered explain --format=j", "undelivered explain --format = j", "json")]
    [InlineData("undelivered explain --format=", "undelivered explain --format =", "json markdown text")]
    public void Bash_completes_through_the_script(string line, string words, string found)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "Needs bash.");
        var parts = words.Split(' ');
        var result = UndeliveredCommand.Native.Shell($"""
            PATH="$(dirname "$1"):$PATH" bash -c 'eval "$(undelivered completions bash)"
            COMP_LINE="{line}" COMP_POINT={line.Length} COMP_CWORD={parts.Length - 1} COMP_WORDS=({words})
            _undelivered
            printf "%s\n" "${"{COMPREPLY[@]}"}"'
            """);

        Assert.Equal(found, string.Join(' ', result.Lines.Order()));
    }

    [Fact]
    public void Zsh_finds_the_script_in_fpath_and_completes_at_the_first_tab()
    {
        var lines = UndeliveredCommand.Managed.Run("completions", "zsh").Lines;

        Assert.Equal("#compdef undelivered", lines[0]);
        Assert.Contains("fpath", lines[1]);
        // The file is the body of the function then: it has to call what it defines.
        Assert.Contains("== _undelivered ]]; then _undelivered \"$@\"", lines[^1]);
    }

    [Fact]
    public void The_tour_shows_the_main_job()
    {
        var result = UndeliveredCommand.Managed.Run("tour");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("What to do", result.Output);
        Assert.Contains("./run explain", result.Output);
    }

    [Fact]
    public void The_tool_package_installs_and_runs()
    {
        var packages = Environment.GetEnvironmentVariable("UNDELIVERED_PACKAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(packages), "There is no tool package: run ./test, which packs it and sets UNDELIVERED_PACKAGES.");
        var folder = Directory.CreateTempSubdirectory("undelivered-");
        try
        {
            using var install = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList = { "tool", "install", "Undelivered.Tool", "--tool-path", folder.FullName, "--source", packages! },
                RedirectStandardOutput = true,
            })!;
            var said = install.StandardOutput.ReadToEnd();
            install.WaitForExit();
            Assert.True(install.ExitCode == 0, said);

            var result = new UndeliveredCommand(Path.Combine(folder.FullName, "undelivered"), []).Run("explain", "0x800ccc0f");
            Assert.Equal(0, result.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
