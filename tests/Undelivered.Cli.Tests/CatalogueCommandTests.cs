using System.IO.Compression;
using System.Text.Json;

namespace Undelivered.Cli.Tests;

public sealed class CatalogueCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_gives_every_entry_as_json(bool native)
    {
        var result = UndeliveredCommand.Of(native).Run("catalogue", "export", "--format", "json");

        var root = JsonDocument.Parse(result.Output).RootElement;
        Assert.NotEmpty(root.GetProperty("version").GetString()!);
        Assert.Equal(Catalogue.Default.Entries.Select(e => e.Id), root.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        var dmarc = root.GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("id").GetString() == "gmail.dmarc-policy");
        Assert.Equal([318, 349], dmarc.GetProperty("seed").EnumerateArray().Select(s => s.GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_gives_a_workbook_with_a_sheet_for_each_speaker(bool native)
    {
        var path = Path.Combine(_folder.FullName, "errors.xlsx");
        var result = UndeliveredCommand.Of(native).Run("catalogue", "export", "--format", "xlsx", "--output", path);

        Assert.Equal(0, result.ExitCode);
        using var package = ZipFile.OpenRead(path);
        var sheets = package.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        Assert.Equal(Catalogue.Default.Speakers.Count + 3, sheets);
    }

    [Theory]
    [InlineData("csv", "gmail.dmarc-policy")]
    [InlineData("markdown", "Gmail and Google Workspace")]
    public void Export_gives_tables(string format, string holds) =>
        Assert.Contains(holds, UndeliveredCommand.Managed.Run("catalogue", "export", "--format", format).Output);

    [Theory]
    [InlineData("5.7.26", "gmail.dmarc-policy")]
    [InlineData("550-5.7.26", "gmail.dmarc-policy")]
    [InlineData("0x800ccc0f", "outlook-client.connection-dropped")]
    [InlineData("2148322319", "outlook-client.connection-dropped")]
    [InlineData("gmial mailbx full", "gmail.mailbox-full")]
    public void Search_finds_by_code_in_any_spelling_and_forgives_typing_errors(string query, string entry)
    {
        var result = UndeliveredCommand.Managed.Run("catalogue", "search", query);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith(entry + "\t", StringComparison.Ordinal));
    }

    [Fact]
    public void A_search_without_result_says_so() =>
        Assert.Equal(3, UndeliveredCommand.Managed.Run("catalogue", "search", "xyzzy plugh").ExitCode);

    [Fact]
    public void Show_gives_everything_and_helps_with_a_misspelt_id()
    {
        var shown = UndeliveredCommand.Managed.Run("catalogue", "show", "gmail.dmarc-policy");
        var missing = UndeliveredCommand.Managed.Run("catalogue", "show", "gmail.dmarc-polcy");

        Assert.Contains("Recognised by", shown.Output);
        Assert.Contains("article lines 318, 349", shown.Output);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("gmail.dmarc-policy", missing.Error);
    }

    [Fact]
    public void Validate_names_file_line_and_column()
    {
        var file = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(file, "speaker: own\nname: Our own relay\nrole: mta\nabout: Ours.\nentries:\n  - id: own.closed\n    colour: red\n");
        var result = UndeliveredCommand.Managed.Run("catalogue", "validate", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{file}(7,5): error", result.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Own_entries_are_laid_over_the_catalogue(bool native)
    {
        var file = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(file, """
            speaker: own
            name: Our own relay
            role: mta
            about: The relay in our basement.
            entries:
              - id: own.closed
                match: [{ text: "The basement is closed until {date}" }]
                cause: transport.busy
                title: The basement is closed
                meaning: Nobody is there to take the mail.
                remedy: [{ do: Wait until it opens., by: nobody }]
                sources: [{ title: The sign on the door }]
                status: current
                examples:
                  - text: "451 The basement is closed until Mon, 5 Jan 2026 08:00:00 +0000"
                    retryAfter: 2026-01-05T08:00:00Z
            """);
        var command = UndeliveredCommand.Of(native);

        Assert.Equal(0, command.Run("catalogue", "validate", file).ExitCode);
        var answer = JsonDocument.Parse(command.Run("explain", "--catalogue", file, "--format", "json", "451 the basement is closed until Tue, 6 Jan 2026 08:00:00 GMT").Output).RootElement;
        Assert.Equal("own.closed", answer.GetProperty("entry").GetString());
        Assert.Equal("2026-01-06T08:00:00Z", answer.GetProperty("retryAfter").GetString());
    }

    [Fact]
    public void Guides_are_listed_and_read_and_an_answer_names_its_guide()
    {
        var all = UndeliveredCommand.Managed.Run("catalogue", "guide");
        var id = Catalogue.Default.Guides.First(g => g.Entries.Contains("mailgun.too-old")).Id;

        Assert.All(Catalogue.Default.Guides, g => Assert.Contains(g.Id, all.Output));
        Assert.Contains("What to do", UndeliveredCommand.Managed.Run("catalogue", "guide", id).Output);
        Assert.Contains("catalogue guide " + id, UndeliveredCommand.Managed.Run("explain", "--provider", "mailgun", "602 Too old").Output);
        Assert.Equal(2, UndeliveredCommand.Managed.Run("catalogue", "guide", "no-such").ExitCode);
    }

    [Fact]
    public void List_can_be_narrowed_to_a_speaker_and_a_cause()
    {
        var result = UndeliveredCommand.Managed.Run("catalogue", "list", "--speaker", "gmail", "--cause", "authentication");

        Assert.NotEmpty(result.Lines);
        Assert.All(result.Lines, line => Assert.Matches("^gmail\\.[^\t]+\tauthentication\\.", line));
    }

    [Theory]
    [InlineData("/tmp", "'/tmp' is a folder: name the file to write, such as errors.json")]
    [InlineData("", "'' is no file: name the file to write, such as errors.json")]
    [InlineData("/no/such/errors.json", "'/no/such/errors.json' cannot be written: there is no such folder.")]
    [InlineData("/etc/hostname/errors.json", "'/etc/hostname/errors.json' cannot be written: there is no such folder.")]
    [InlineData("/dev/full", "'/dev/full' cannot be written: the disk is full.")]
    public void A_file_that_cannot_be_written_is_named_with_the_reason(string path, string message)
    {
        foreach (var command in (UndeliveredCommand[])[UndeliveredCommand.Managed, UndeliveredCommand.Native])
        {
            var result = command.Run("catalogue", "export", "--output", path);

            Assert.Equal(2, result.ExitCode);
            Assert.Equal($"undelivered: {message}\n", result.Error);
        }
    }

    [Theory]
    [InlineData("explain", "--catalogue", "/no/such.yaml", "550")]
    [InlineData("catalogue", "validate", "/no/such.yaml")]
    public void A_catalogue_that_is_not_there_is_named(params string[] arguments)
    {
        var result = UndeliveredCommand.Managed.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("undelivered: There is no file or folder '/no/such.yaml'.\n", result.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public void A_search_for_no_entries_is_refused(string limit)
    {
        var result = UndeliveredCommand.Managed.Run("catalogue", "search", "quota", "--limit", limit);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--limit takes", result.Error);
    }
}
