namespace Undelivered.Cli.Tests;

public sealed class SiteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_library_becomes_a_folder_of_pages_and_can_be_written_again(bool native)
    {
        var command = UndeliveredCommand.Of(native);
        var site = Path.Combine(_folder.FullName, "out", "site");
        var first = command.Run("site", site);
        var second = command.Run("site", site);
        var files = Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories).Count();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal($"{files:N0} files are in {site}; open {site}/index.html, or give the folder to a web host.\n", first.Output);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal("", first.Error);
        Assert.True(files > Catalogue.Default.Entries.Count);
        Assert.Contains("DMARC", File.ReadAllText(Path.Combine(site, "e", "gmail.dmarc-policy.html")));
    }

    [Fact]
    public void Own_entries_have_their_page()
    {
        var file = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(file, """
            speaker: own
            name: Our own relay
            role: mta
            about: The relay in our basement.
            entries:
              - id: own.closed
                match: [{ text: "The basement is closed" }]
                cause: transport.busy
                title: The basement is closed
                meaning: Nobody is there to take the mail.
                remedy: [{ do: Wait until it opens., by: nobody }]
                sources: [{ title: The sign on the door }]
                status: current
                examples: [{ text: "451 The basement is closed" }]
            """);
        var site = Path.Combine(_folder.FullName, "site");

        Assert.Equal(0, UndeliveredCommand.Managed.Run("site", site, "--catalogue", file).ExitCode);
        Assert.True(File.Exists(Path.Combine(site, "e", "own.closed.html")));
    }

    [Fact]
    public void A_folder_with_other_files_is_left_alone_unless_forced()
    {
        var own = Path.Combine(_folder.FullName, "diary.txt");
        File.WriteAllText(own, "mine");
        var refused = UndeliveredCommand.Managed.Run("site", _folder.FullName);
        var left = _folder.EnumerateFileSystemInfos().Count();
        var forced = UndeliveredCommand.Managed.Run("site", _folder.FullName, "--force");

        Assert.Equal((2, 1), (refused.ExitCode, left));
        Assert.Equal($"undelivered: '{_folder.FullName}' holds other files. Name an empty folder or an earlier site, or add --force to write among them.\n", refused.Error);
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal("mine", File.ReadAllText(own));
    }

    [Theory]
    [InlineData("/etc/hostname", "'/etc/hostname' is a file: name the folder to write, such as site/")]
    [InlineData("", "'' is no folder: name the folder to write, such as site/")]
    [InlineData("/etc/hostname/site", "'/etc/hostname/site' cannot be written: ")]
    public void A_folder_that_cannot_be_written_is_named_with_the_reason(string path, string message)
    {
        var result = UndeliveredCommand.Managed.Run("site", path);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"undelivered: {message}", result.Error);
    }
}
