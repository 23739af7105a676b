namespace Undelivered.Cli.Tests;

/// <summary>What whoever starts the command can do to its standard streams.</summary>
public sealed class StandardStreamTests
{
    [Theory]
    [InlineData(false, "classify")]
    [InlineData(true, "classify")]
    [InlineData(false, "explain")]
    [InlineData(true, "explain")]
    public void A_closed_input_is_no_input(bool native, string command)
    {
        var result = UndeliveredCommand.Of(native).Shell($"timeout 20 \"$@\" {command} <&-");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no input", result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("/dev/null", 0)]
    [InlineData("/dev/urandom", 0)]
    [InlineData("/etc/hostname", 0)]
    public void Whatever_the_input_really_is_gets_read(string input, int exitCode) =>
        Assert.Equal(exitCode, UndeliveredCommand.Managed.Shell($"head -c 10000 {input} | \"$@\" classify --input lines && \"$@\" classify --output none </dev/null").ExitCode);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void A_reader_that_has_seen_enough_ends_the_run_quietly(bool native, int jobs)
    {
        var result = UndeliveredCommand.Of(native).Shell($"{{ yes '550 5.1.1 User unknown' 2>/dev/null | timeout 60 \"$@\" classify --jobs {jobs}; echo \"ended with $?\" >&2; }} | head -1");

        Assert.Single(result.Lines);
        Assert.Equal("ended with 141", result.Error.Trim());
    }

    [Theory]
    [InlineData(false, "2>/dev/full")]
    [InlineData(true, "2>/dev/full")]
    [InlineData(false, "2>&-")]
    [InlineData(true, "2>&-")]
    public void A_standard_error_that_cannot_be_written_changes_no_exit_code(bool native, string redirection)
    {
        var command = UndeliveredCommand.Of(native);

        Assert.Equal(2, command.Shell($"\"$@\" explian x {redirection}").ExitCode);
        Assert.Equal(2, command.Shell($"\"$@\" explain --file /no/such {redirection}").ExitCode);
        Assert.Equal(3, command.Shell($"\"$@\" catalogue search 'xyzzy plugh' {redirection}").ExitCode);
    }

    [Theory]
    [InlineData(false, "explain 0x800ccc0f >/dev/full", "the disk is full")]
    [InlineData(true, "explain 0x800ccc0f >/dev/full", "the disk is full")]
    [InlineData(false, "catalogue export >/dev/full", "the disk is full")]
    [InlineData(true, "explain 0x800ccc0f >&-", "is closed")]
    public void An_output_that_cannot_be_written_is_told(bool native, string arguments, string why)
    {
        var result = UndeliveredCommand.Of(native).Shell("\"$@\" " + arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(why, result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Two_runs_can_share_a_file()
    {
        var result = UndeliveredCommand.Managed.Shell("f=$(mktemp); { \"$@\" completions bash; \"$@\" completions fish; } > $f; cat $f; rm $f");

        Assert.Contains("complete -o default", result.Output);
        Assert.Contains("complete -c undelivered", result.Output);
    }

    [Theory]
    [InlineData(false, "explain 0x800ccc0f")]
    [InlineData(true, "explain 0x800ccc0f")]
    [InlineData(true, "explain --format json 0x800ccc0f")]
    [InlineData(true, "explian")]
    [InlineData(true, "--help")]
    public void The_terminal_keeps_its_keypad(bool native, string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "Needs script(1) of Linux for a terminal.");
        var result = UndeliveredCommand.Of(native).Shell($"TERM=xterm script -qec \"$* {arguments}\" /dev/null");

        Assert.NotEmpty(result.Output);
        Assert.DoesNotContain("\e[?1h", result.Output);
        Assert.DoesNotContain("\e=", result.Output);
    }
}
