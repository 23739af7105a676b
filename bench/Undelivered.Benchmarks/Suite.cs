using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Undelivered.Benchmarks;

/// <summary>Measures everything in one run and writes the page about it.</summary>
internal sealed class Suite(int lines, int gigabytes)
{
    private const string Work = "artifacts/bench";
    private const string Native = "artifacts/native/undelivered";
    private const int PeerLines = 20_000;
    private const int Rounds = 3;

    private readonly StringBuilder _page = new();
    private readonly string _file = $"{Work}/lines-{lines}.txt";
    private static readonly string Self = Path.Combine(AppContext.BaseDirectory, "Undelivered.Benchmarks.dll");

    public void Run(string target)
    {
        Say("generating lines");
        LineFile.Generate(_file, lines, "../shared/corpora/bounce-mails/expected.jsonl");
        Head();
        Throughput();
        StartUp();
        Growth();
        HostileTexts();
        Memory();
        Profile();
        var page = File.Exists(target) ? File.ReadAllText(target) : "";
        const string End = "<!-- what follows is written by hand -->\n";
        var kept = page.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(target, _page + "\n" + End + (kept < 0 ? "" : page[(kept + End.Length)..]));
        Say($"wrote {target}");
    }

    private void Head()
    {
        var bytes = new FileInfo(_file).Length;
        Line($"""
            # Benchmarks

            Written by `bench/run` on {DateTime.UtcNow:yyyy-MM-dd}: .NET {Environment.Version}, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {Processor()},
            {Environment.ProcessorCount} cores, shared with other work. Every figure is to be read as a ratio to the others of its table: they
            are of one run, one after the other, the best of {Rounds} rounds each.

            The file: {lines:N0} lines, {bytes / 1e6:0} MB, drawn from the examples of the catalogue ({Catalogue.Default.Entries.Count:N0} entries)
            and, half of them, from real bounces where `../shared` stands; hosts and addresses vary from line to line.
            """);
    }

    private void Throughput()
    {
        Section("Throughput, one core", "What a line costs. `rg` and `grep` say that a line holds one of the strings; the peers name a reason; we name entry, cause, decision and captures.");
        Say("diagnosis");
        var ours = Measured("dotnet", $"exec {Self} diagnose {_file}");
        var rows = new List<(string Name, double NanosecondsPerLine, string Note)> { ("**Diagnosis: entry, cause, decision, captures**, in memory", PerLine(ours), "") };
        foreach (var count in (int[])[748, int.MaxValue])
        {
            var fragments = $"{Work}/fragments-{count}.txt";
            var written = Fragments.Write(fragments, count);
            foreach (var (tool, arguments) in ((string, string)[])[("rg", "-j1 -i -c -F -f"), ("grep", "-c -i -F -f")])
            {
                if (Exists(tool) && (tool == "rg" || count == 748))
                {
                    Say($"{tool} with {written} strings");
                    rows.Add(($"`{tool} {arguments}` with {written:N0} of the catalogue's strings, from file to a count", PerLine(Best(tool, $"{arguments} {fragments} {_file}")), ""));
                }
            }
        }

        Say("classify");
        rows.Add(("`undelivered classify --output none`, from file to totals", PerLine(Best(Native, $"classify --input lines --output none {_file}")), ""));
        rows.Add(("`undelivered classify --output jsonl`, from file to all fields", PerLine(Best(Native, $"classify --input lines --output jsonl {_file}")), ""));
        rows.Add(($"the same with `--jobs {Environment.ProcessorCount}`", PerLine(Best(Native, $"classify --input lines --output jsonl --jobs {Environment.ProcessorCount} {_file}")), ""));
        foreach (var (name, tool, arguments) in ((string, string, string)[])[
            ("Zone-MTA 3.10.3, its bounce rules", "node", $"bench/peers/zone-mta.js {Modules} {_file} {PeerLines}"),
            ("Sisimai 4.25, its reason finder", "perl", $"bench/peers/sisimai.pl {_file} {PeerLines}")])
        {
            Say(name);
            if (TryPeer(tool, arguments, out var seconds, out var known))
            {
                rows.Add((name, seconds * 1e9 / PeerLines, $"first {PeerLines:N0} lines; knows {known:P0} of them"));
            }
            else
            {
                rows.Add((name, 0, "not to be had on this machine"));
            }
        }

        rows.Add(("@postalsys/bounce-classifier 2", 0, "not to be had from the npm registry that this machine reaches"));
        Line("| | ns a line | lines/s | time, diagnosis = 1 | |\n|---|--:|--:|--:|---|");
        foreach (var (name, ns, note) in rows)
        {
            Line(ns == 0 ? $"| {name} | | | | {note} |" : $"| {name} | {ns:N0} | {1e9 / ns:N0} | {ns / rows[0].NanosecondsPerLine:0.0#} | {note} |");
        }
    }

    private void StartUp()
    {
        Section("Start-up", "A whole process from a cold start to the answer, by `hyperfine -N`; peers only load their rules and answer nothing.");
        if (!Exists("hyperfine"))
        {
            Line("hyperfine is not to be had on this machine.");
            return;
        }

        Say("start-up");
        var commands = new List<(string Name, string Command)>
        {
            ("`/bin/true`: what any process costs", "/bin/true"),
            ("**`undelivered explain '550 5.1.1 …'`**", $"{Native} explain '550-5.1.1 The email account that you tried to reach does not exist. - gsmtp'"),
            ("`undelivered explain --format json`", $"{Native} explain --format json '550-5.1.1 The email account that you tried to reach does not exist. - gsmtp'"),
        };
        if (Exists("node"))
        {
            commands.Add(("`node`, doing nothing", "node -e 0"));
            if (Directory.Exists(Modules))
            {
                commands.Add(("`node`, loading Zone-MTA's rules", $"node bench/peers/zone-mta.js {Modules}"));
            }
        }

        if (Run("perl", "-MSisimai::Reason -e 1").Code == 0)
        {
            commands.Add(("`perl`, loading Sisimai's reasons", "perl -MSisimai::Reason -e 1"));
        }

        var export = $"{Work}/start-up.json";
        Run("hyperfine", ["-N", "--warmup", "10", "--runs", "60", "--export-json", export, .. commands.Select(c => c.Command)]);
        var results = JsonDocument.Parse(File.ReadAllText(export)).RootElement.GetProperty("results").EnumerateArray().Select(r => (Mean: r.GetProperty("mean").GetDouble(), Min: r.GetProperty("min").GetDouble())).ToArray();
        Line("| | mean, ms | min, ms | ours = 1 |\n|---|--:|--:|--:|");
        foreach (var ((name, _), (mean, min)) in commands.Zip(results))
        {
            Line($"| {name} | {mean * 1000:0.0} | {min * 1000:0.0} | {mean / results[1].Mean:0.0#} |");
        }

        var load = Enumerable.Range(0, 5).Select(_ => Measured("dotnet", $"exec {Self} load")).Min();
        Line($"\nIn a host process (JIT, nothing warm) the catalogue is there after **{load * 1000:0.0} ms**.");
    }

    private void Growth()
    {
        Say("a catalogue of ten times the size");
        var sample = File.ReadLines(_file).Take(Math.Min(lines, 100_000)).ToArray();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', sample));
        var grown = Engine.Grown(10);
        Engine.Diagnose(Catalogue.Default, bytes);
        var small = Engine.Diagnose(Catalogue.Default, bytes);
        var large = Engine.Diagnose(grown, bytes);
        Section("A larger catalogue", "Entries with scrambled words are added until there are ten times as many; the lines are the same.");
        Line($"| entries | ns a line | ratio |\n|--:|--:|--:|\n| {Catalogue.Default.Entries.Count:N0} | {small * 1e9 / sample.Length:N0} | 1 |\n| {grown.Entries.Count:N0} | {large * 1e9 / sample.Length:N0} | {large / small:0.00} |");
    }

    private void HostileTexts()
    {
        Say("hostile texts");
        var ordinary = File.ReadAllBytes(_file);
        ordinary = ordinary[..Math.Min(ordinary.Length, 20_000_000)];
        Engine.Diagnose(Catalogue.Default, ordinary);
        var usual = Engine.Diagnose(Catalogue.Default, ordinary) / ordinary.Length;
        Section("Hostile texts", "Each fills the 64 KB that are looked at of one failure; what a longer line holds is only skipped.");
        Line($"| text | ns a byte | ordinary lines = 1 |\n|---|--:|--:|\n| ordinary lines | {usual * 1e9:0.0} | 1 |");
        foreach (var (name, texts) in Hostile.Texts())
        {
            var cost = Engine.Diagnose(Catalogue.Default, texts) / texts.Length;
            Line($"| {name} | {cost * 1e9:0.0} | {cost / usual:0.0} |");
        }

        var longLine = $"{Work}/long.txt";
        using (var file = File.Create(longLine))
        {
            var chunk = Hostile.Texts().First().Lines.AsSpan().TrimEnd((byte)'\n').ToArray();
            chunk.AsSpan().Replace((byte)'\n', (byte)' ');
            for (long written = 0; written < 100_000_000; written += chunk.Length)
            {
                file.Write(chunk);
            }
        }

        var whole = Best(Native, $"classify --input lines --output none {longLine}") / new FileInfo(longLine).Length;
        Line($"| a line of 100 MB with every phrase over and over, by `undelivered classify` | {whole * 1e9:0.0} | {whole / usual:0.0} |");
        File.Delete(longLine);
    }

    private void Memory()
    {
        Section("Memory", $"`undelivered classify --input lines --output jsonl - > /dev/null`, fed {gigabytes} GB by a pipe.");
        if (!File.Exists("/usr/bin/time"))
        {
            Line("`time` is not to be had on this machine.");
            return;
        }

        Line("| | peak memory, MB | seconds |\n|---|--:|--:|");
        foreach (var jobs in (int[])[1, Environment.ProcessorCount])
        {
            Say($"a stream of {gigabytes} GB, {jobs} job(s)");
            var (_, text) = Run("bash", ["-c", $"dotnet exec {Self} stream {gigabytes} | /usr/bin/time -f '%M %e' {Native} classify --input lines --output jsonl --jobs {jobs} - 2>&1 >/dev/null | tail -1"]);
            var parts = text.Trim().Split(' ');
            Line($"| `--jobs {jobs}` | {double.Parse(parts[0], CultureInfo.InvariantCulture) / 1000:0} | {parts[1]} |");
        }
    }

    private void Profile()
    {
        Say("profile");
        Section("Where the time goes", "The stages one after the other on the same lines; each row holds those above it (the JSON rows: all up to the captures).");
        Line("| up to and with | ns a line |\n|---|--:|");
        foreach (var (name, nanoseconds) in Phases.Measure(_file))
        {
            Line($"| {name} | {nanoseconds:N0} |");
        }
    }

    private static string Modules => Path.GetFullPath($"{Work}/peers/node_modules");

    private double PerLine(double seconds) => seconds * 1e9 / lines;

    private static double Measured(string tool, string arguments) => double.Parse(Run(tool, arguments).Output, CultureInfo.InvariantCulture);

    private static double Best(string tool, string arguments)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            Run(tool, arguments);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static bool TryPeer(string tool, string arguments, out double seconds, out double known)
    {
        (seconds, known) = (0, 0);
        var (code, output) = Exists(tool) ? Run(tool, arguments) : (1, "");
        if (code != 0)
        {
            return false;
        }

        var result = JsonDocument.Parse(output).RootElement;
        seconds = result.GetProperty("seconds").GetDouble();
        known = result.GetProperty("known").GetDouble() / result.GetProperty("lines").GetDouble();
        return true;
    }

    private static bool Exists(string tool) => Run("bash", ["-c", $"command -v {tool}"]).Code == 0;

    private static (int Code, string Output) Run(string tool, string arguments) => Run(tool, arguments.Split(' '));

    private static (int Code, string Output) Run(string tool, IEnumerable<string> arguments)
    {
        // To /dev/null as a shell would: reading gigabytes of output here would be measured too.
        var quoted = string.Join(' ', arguments.Prepend(tool).Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var silent = tool == Native ? " >/dev/null" : "";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec {quoted}{silent} 2>/dev/null"])
        {
            RedirectStandardOutput = true,

            // Case folding of the whole of Unicode would make grep many times slower.
            Environment = { ["LC_ALL"] = "C" },
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private void Section(string title, string text) => Line($"\n## {title}\n\n{text}\n");

    private void Line(string text) => _page.Append(text).Append('\n');

    private static void Say(string text) => Console.Error.WriteLine($"bench: {text}");
}
