namespace Undelivered.Cli.Tests;

/// <summary>docs/catalogue.md, "An entry in five minutes": the page's own file, used as the page says.</summary>
public sealed class OverlayTests : IDisposable
{
    private const string Text = "550 5.7.1 held for inspection by policy7";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_file_of_the_page_is_sound() => Assert.Equal(0, UndeliveredCommand.Managed.Run("catalogue", "validate", PageFile()).ExitCode);

    [Fact]
    public void A_file_may_be_laid_over_for_one_run() =>
        Assert.Contains("\"entry\": \"acme-mail.quarantined\"", UndeliveredCommand.Managed.Run("explain", "--format", "json", "--catalogue", PageFile(), Text).Output);

    [Fact]
    public void A_file_may_be_laid_over_for_every_run()
    {
        var environment = new Dictionary<string, string> { ["UNDELIVERED_CATALOGUE"] = PageFile() };

        Assert.Contains("\"entry\": \"acme-mail.quarantined\"", UndeliveredCommand.Managed.With(environment).Run("explain", "--format", "json", Text).Output);
    }

    private string PageFile()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "catalogue.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var path = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(path, page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        return path;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Undelivered.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
