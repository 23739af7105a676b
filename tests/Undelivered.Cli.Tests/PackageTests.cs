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

    [Fact]
    public void Bash_completes_a_command_through_the_script()
    {
        var folder = Directory.CreateTempSubdirectory("undelivered-");
        try
        {
            var native = Environment.GetEnvironmentVariable("UNDELIVERED_NATIVE");
            Assert.SkipWhen(string.IsNullOrEmpty(native) || !File.Exists("/bin/bash"), "Needs bash and the native binary: run ./test.");
            File.WriteAllText(Path.Combine(folder.FullName, "complete.sh"), UndeliveredCommand.Native.Run("completions", "bash").Output + """

                COMP_LINE="undelivered cla" COMP_POINT=15 COMP_CWORD=1 COMP_WORDS=(undelivered cla)
                _undelivered
                printf '%s\n' "${COMPREPLY[@]}"
                """);
            var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, ArgumentList = { Path.Combine(folder.FullName, "complete.sh") } };
            start.Environment["PATH"] = Path.GetDirectoryName(native) + ":" + Environment.GetEnvironmentVariable("PATH");
            using var bash = Process.Start(start)!;

            Assert.Equal("classify", bash.StandardOutput.ReadToEnd().Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
