using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>Which files are read, and how much of them.</summary>
public sealed class FileReadingTests
{
    [Fact]
    public void A_device_is_read_no_further_than_any_file_may_be_long()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero here");

        var problem = Assert.Single(ProblemsOf("/dev/zero"));

        Assert.Equal("the file is larger than 32 MB", problem.Message);
    }

    [Fact]
    public async Task A_pipe_is_read_as_a_file_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "there is no mkfifo here");
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);
        var pipe = Path.Combine(folder.Path, "pipe");
        using (var made = System.Diagnostics.Process.Start("/usr/bin/mkfifo", pipe))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Opening a pipe waits for the other end.
        var writing = Task.Run(() => File.WriteAllText(pipe, "speaker: [\n"), TestContext.Current.CancellationToken);
        var problems = ProblemsOf(pipe);
        await writing;

        Assert.Equal(pipe, Assert.Single(problems).File);
    }

    [Theory]
    [InlineData("speaker: host\nname: Caf\u00e9\n", 2, 10)]
    [InlineData("# \u00fc\r\nspeaker: host\n", 1, 3)]
    public void A_file_in_another_encoding_is_told_with_its_place(string text, int line, int column)
    {
        using var folder = new CatalogueFolder();
        var file = Path.Combine(folder.Path, "host.yaml");
        File.WriteAllBytes(file, System.Text.Encoding.Latin1.GetBytes(text));

        var problem = Assert.Single(ProblemsOf(file));

        Assert.Equal((file, line, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains("not UTF-8", problem.Message);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        using var folder = CatalogueFolder.With("\uFEFF" + CatalogueFolder.Speaker);

        Assert.Empty(folder.Problems());
    }

    [Fact]
    public void A_NUL_is_told_since_the_parser_would_take_it_for_the_end()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker + "\n\0\nno: catalogue\n");

        Assert.Contains(folder.Problems(), p => p.Line == 23 && p.Message.Contains("NUL", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_catalogue_file_is_told()
    {
        using var folder = new CatalogueFolder();
        folder.Write("own.json", "{}");

        var problem = Assert.Single(folder.Problems());

        Assert.Equal(folder.Path, problem.File);
        Assert.Contains("no .yaml file in " + folder.Path, problem.Message);
    }

    [Theory]
    [InlineData("host.yml")]
    [InlineData("host.YAML")]
    [InlineData(".host.yaml")]
    public void Both_endings_of_YAML_files_are_read(string name)
    {
        using var folder = new CatalogueFolder();
        folder.Write("causes.yml", CatalogueFolder.Causes);
        folder.Write(name, CatalogueFolder.Speaker.Replace("role: receiver", "role: listener"));

        Assert.Equal(name, Path.GetFileName(Assert.Single(folder.Problems()).File));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "again"), folder.Path);

        Assert.Empty(folder.Problems());
    }

    [Fact]
    public void A_link_to_a_file_is_followed()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);
        using var other = new CatalogueFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "other.yaml"), other.Write("other", "colour: red\n"));

        Assert.Equal("other.yaml", Path.GetFileName(Assert.Single(folder.Problems()).File));
    }

    [Fact]
    public void A_folder_that_is_itself_given_as_a_link_is_read()
    {
        using var folder = CatalogueFolder.With("colour: red\n");
        using var other = new CatalogueFolder();
        var link = Path.Combine(other.Path, "link");
        Directory.CreateSymbolicLink(link, folder.Path);

        Assert.Equal("host.yaml", Path.GetFileName(Assert.Single(ProblemsOf(link)).File));
    }

    private static IReadOnlyList<AuthoringProblem> ProblemsOf(string path)
    {
        CatalogueBuild.TryBuild([path], "test", basis: null, out _, out var problems);
        return problems;
    }
}
