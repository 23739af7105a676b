using System.Runtime.CompilerServices;
using System.Text;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests;

/// <summary>Mails written by hand after the form of each server; what is to be read of them stands in their X-Expect fields.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names { get; } = [.. Samples.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_sample_is_read_as_it_says(string name) =>
        Assert.Equal(Samples.Expected(name), BounceReader.Read(Samples.Bytes(name)).Select(Samples.Describe));

    [Theory, MemberData(nameof(Names))]
    public void Line_ends_make_no_difference(string name)
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes(name));

        Assert.Equal(Samples.Expected(name), BounceReader.Read(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n"))).Select(Samples.Describe));
        Assert.Equal(Samples.Expected(name), BounceReader.Read(Encoding.UTF8.GetBytes(text.Replace("\n", "\r"))).Select(Samples.Describe));
    }
}

/// <summary>The samples in the repository.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Samples");

    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetFiles(Folder, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".eml"));

    public static IReadOnlyList<string> Expected(string name) =>
        [.. File.ReadLines(Path.Combine(Folder, name + ".eml")).TakeWhile(l => l.StartsWith("X-Expect: ")).Select(l => l["X-Expect: ".Length..])];

    public static string Describe(DeliveryReport report) =>
        $"{report.Kind}|{report.Source.Form}|{report.Recipient}|{report.Status}|{report.Evidence.Text?.Replace("\n", "⏎")}";

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
