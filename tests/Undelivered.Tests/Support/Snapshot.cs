using System.Runtime.CompilerServices;

namespace Undelivered.Tests;

/// <summary>Compares a text with a reviewed file in Snapshots/. UNDELIVERED_UPDATE_SNAPSHOTS=1 writes the file anew.</summary>
internal static class Snapshot
{
    private const string UpdateSwitch = "UNDELIVERED_UPDATE_SNAPSHOTS";

    public static void Match(string name, string text, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "..", "Snapshots", name);
        text = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null or "" or "false", "Snapshots are never written by CI: review them at your desk.");
            File.WriteAllText(file, text);
            return;
        }

        Assert.True(File.Exists(file), $"There is no snapshot {name}: set {UpdateSwitch}=1, run again and review the file.");
        var (expected, actual) = (File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'), text.Split('\n'));
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            var (was, now) = (expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i));
            Assert.True(was == now, $"{name}, line {i + 1}:\n  reviewed: {was ?? "(end)"}\n  now:      {now ?? "(end)"}\nIf it is meant, set {UpdateSwitch}=1, run again and review the change.");
        }
    }
}
