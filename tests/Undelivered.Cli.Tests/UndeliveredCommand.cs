using System.Diagnostics;
using System.Text;

namespace Undelivered.Cli.Tests;

/// <summary>Runs the command as people do: as its own process, and both as it is built and as the native binary that ships.</summary>
public sealed class UndeliveredCommand(string file, string[] prefix, IReadOnlyDictionary<string, string>? environment = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The command as the build leaves it.</summary>
    public static UndeliveredCommand Managed { get; } = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Undelivered.Cli.dll")]);

    /// <summary>The native binary that ./test publishes; skips the test loudly where there is none.</summary>
    public static UndeliveredCommand Native
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("UNDELIVERED_NATIVE");
            Assert.SkipWhen(string.IsNullOrEmpty(path), "There is no native binary: run ./test, which publishes it and sets UNDELIVERED_NATIVE.");
            return new(path!, []);
        }
    }

    public static UndeliveredCommand Of(bool native) => native ? Native : Managed;

    /// <summary>The same command with variables in its environment.</summary>
    public UndeliveredCommand With(IReadOnlyDictionary<string, string> variables) => new(file, prefix, variables);

    public Result Run(params string[] arguments) => Run(null, arguments);

    /// <summary>Runs a line of shell, in which <c>"$@"</c> is the command: for what only a shell can do to its streams.</summary>
    public Result Shell(string line) => new UndeliveredCommand("/bin/sh", ["-c", line, "sh", file, .. prefix]).Run();

    /// <summary>Runs the command and gives what it printed.</summary>
    /// <param name="input">Writes standard input; null for none.</param>
    /// <param name="arguments">As typed.</param>
    public Result Run(Action<Stream>? input, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = Task.Run(() => PeakMemory(process));
        try
        {
            input?.Invoke(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has read enough and gone.
        }

        Assert.True(process.WaitForExit(Patience), "The command does not end.");
        return new Result(process.ExitCode, output.Result, error.Result, peak.Result);
    }

    /// <summary>Starts the command with all its streams in the caller's hands.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        foreach (var argument in prefix.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static long PeakMemory(Process process)
    {
        long peak = 0;
        try
        {
            while (!process.HasExited)
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
                Thread.Sleep(20);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between two looks.
        }

        return peak;
    }
}

/// <summary>What a run of the command printed.</summary>
public sealed record Result(int ExitCode, string Output, string Error, long PeakMemory)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
