namespace Undelivered.Cli.Tests;

/// <summary>Nothing that comes from outside may reach a terminal as it is.</summary>
public sealed class HarmlessTests : IDisposable
{
    private const string Hostile = "\e[31m\u009b2J\u202e\u061c\u180e\ufff9\U000E0041";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertHarmless(string text)
    {
        foreach (var c in (string[])["\e", "\u009b", "\u202e", "\u061c", "\u180e", "\ufff9", "\U000E0041"])
        {
            Assert.DoesNotContain(c, text);
        }
    }

    [Theory]
    [InlineData("explain", "--file", Hostile)]
    [InlineData("explain", Hostile + "x", "--format", Hostile)]
    [InlineData("explain", "--" + "opt" + Hostile, "x")]
    [InlineData("classify", "/no/such" + Hostile)]
    [InlineData("classify", "--fields", Hostile)]
    [InlineData("catalogue", "show", Hostile)]
    [InlineData("catalogue", "guide", Hostile)]
    [InlineData("catalogue", "list", "--catalogue", Hostile)]
    [InlineData("catalogue", "search", Hostile + "xyzzy")]
    [InlineData("catalogue", "export", "--output", "/no/such/" + Hostile)]
    [InlineData("completions", Hostile)]
    [InlineData(Hostile)]
    public void Messages_repeat_what_was_typed_without_its_controls(params string[] arguments)
    {
        var result = UndeliveredCommand.Managed.Run(arguments);

        Assert.InRange(result.ExitCode, 2, 3);
        Assert.NotEmpty(result.Error);
        AssertHarmless(result.Output + result.Error);
    }

    [Fact]
    public void A_foreign_catalogue_cannot_speak_to_the_terminal()
    {
        var file = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(file, "speaker: own\nname: Ours\nrole: mta\nabout: Ours.\n\"colour\\e[31m\\nx\": red\n");
        var result = UndeliveredCommand.Managed.Run("explain", "--catalogue", file, "550");

        Assert.Equal(2, result.ExitCode);
        AssertHarmless(result.Error);
    }

    [Fact]
    public void A_list_for_programs_has_one_line_an_entry_and_three_columns()
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
                title: "The\tbasement\nis\e[31m closed"
                meaning: Nobody is there to take the mail.
                remedy: [{ do: Wait until it opens., by: nobody }]
                sources: [{ title: The sign on the door }]
                status: current
                examples: [{ text: "451 The basement is closed" }]
            """);
        var result = UndeliveredCommand.Managed.Run("catalogue", "list", "--speaker", "own", "--catalogue", file);

        Assert.Equal("own.closed\ttransport.busy\tThe basement is\ufffd[31m closed", Assert.Single(result.Lines));
    }

    [Fact]
    public void Json_has_escapes_on_a_terminal_and_is_as_it_is_in_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "Needs script(1) of Linux for a terminal.");
        var text = Path.Combine(_folder.FullName, "error.txt");
        File.WriteAllText(text, "550 5.1.1 User unknown \u202eevil\U000E0041");
        var seen = UndeliveredCommand.Managed.Shell($"TERM=xterm script -qec \"$* explain --format json --file {text}\" /dev/null").Output;

        Assert.Contains("\\u202Eevil\\uDB40\\uDC41", seen);
        Assert.Contains("\u202eevil", UndeliveredCommand.Managed.Run("explain", "--format", "json", "--file", text).Output);
    }
}
