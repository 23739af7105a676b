using System.Text.Json;

namespace Undelivered.Cli.Tests;

public sealed class EvaluateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_right_is_counted_and_what_is_harmful_is_named(bool native)
    {
        var labels = Write(
            """{"id": "good", "text": "550 5.1.1 The email account that you tried to reach does not exist", "cause": "recipient.unknown", "permanence": "permanent", "retry": "no", "suppress": "yes"}""",
            """{"id": 2, "text": "452 4.2.2 The email account that you tried to reach is over quota.", "cause": ["recipient.disabled", "recipient.mailbox_full"], "suppress": "after-repeats"}""",
            """{"id": "not-the-address", "text": "550 5.1.1 The email account that you tried to reach does not exist", "cause": "policy.rejected", "suppress": "no"}""");

        var result = UndeliveredCommand.Of(native).Run("evaluate", labels, "--format", "json");

        Assert.Equal(0, result.ExitCode);
        var root = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((3, 2), Tally(root, "cause"));
        Assert.Equal((1, 1), Tally(root, "permanence"));
        Assert.Equal((3, 2), Tally(root, "suppress"));
        var confusion = Assert.Single(root.GetProperty("confusion").EnumerateArray());
        Assert.Equal("policy.rejected", confusion.GetProperty("meant").GetString());
        var harm = Assert.Single(root.GetProperty("harmful").EnumerateArray());
        Assert.Equal("not-the-address", harm.GetProperty("id").GetString());
        Assert.Equal("suppressed a good address", harm.GetProperty("kind").GetString());
    }

    [Fact]
    public void Another_programs_answers_are_judged_alike()
    {
        var labels = Write(
            """{"id": "a", "text": "x", "cause": "recipient.unknown", "permanence": "permanent", "retry": "no", "suppress": "yes"}""",
            """{"id": "b", "text": "y", "cause": "content.spam", "permanence": "permanent"}""",
            """{"id": "c", "text": "z", "cause": "content.spam"}""");
        var answers = Path.Combine(_folder.FullName, "answers.jsonl");
        File.WriteAllLines(answers,
        [
            """{"id": "a", "cause": ["recipient.unknown", "recipient.disabled"], "retry": "backoff", "suppress": "no"}""",
            """{"id": "b", "cause": [], "permanence": "none"}""",
        ]);

        var root = JsonDocument.Parse(UndeliveredCommand.Managed.Run("evaluate", labels, "--answers", answers, "--format", "json").Output).RootElement;

        Assert.Equal((3, 1), Tally(root, "cause"));
        Assert.Equal(["sends again to a dead address", "calls a failure no failure"], root.GetProperty("harmful").EnumerateArray().Select(h => h.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("{\"id\": 1, \"text\": \"550 x\"}", "\"cause\" is missing")]
    [InlineData("{\"id\": 1, \"cause\": \"unknown\"}", "\"text\" is missing")]
    [InlineData("{\"text\": \"550 x\", \"cause\": \"unknown\"}", "\"id\" is missing")]
    [InlineData("{\"id\": 1, \"text\": \"550 x\", \"cause\": \"bad.luck\"}", "'bad.luck'")]
    [InlineData("{\"id\": 1, \"text\": 550, \"cause\": \"unknown\"}", "line 1")]
    [InlineData("[1]", "line 1")]
    [InlineData("no json", "line 1")]
    [InlineData("", "holds no labelled text")]
    public void A_bad_line_is_told(string line, string says)
    {
        var result = UndeliveredCommand.Managed.Run("evaluate", Write(line));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Error);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate", "--held-out", "1")]
    [InlineData("evaluate", "/no/such/file")]
    public void What_cannot_be_evaluated_is_told(params string[] arguments) => Assert.Equal(2, UndeliveredCommand.Managed.Run(arguments).ExitCode);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stats_count_what_the_catalogue_holds(bool native)
    {
        var root = JsonDocument.Parse(UndeliveredCommand.Of(native).Run("catalogue", "stats", "--format", "json").Output).RootElement;

        Assert.Equal(Catalogue.Default.Entries.Count, root.GetProperty("entries").GetInt32());
        Assert.Equal(Catalogue.Default.Entries.Count, root.GetProperty("bySpeaker").EnumerateObject().Sum(s => s.Value.GetProperty("entries").GetInt32()));
        Assert.Equal(Catalogue.Default.Entries.Count(e => e.Cause == "content.spam"), root.GetProperty("byCause").GetProperty("content.spam").GetProperty("entries").GetInt32());
        Assert.InRange(root.GetProperty("entries").GetInt32(), 1200, int.MaxValue);
    }

    [Fact]
    public void Stats_are_readable_too()
    {
        var result = UndeliveredCommand.Managed.Run("catalogue", "stats");

        Assert.Contains("entries of", result.Output);
        Assert.Contains("unconfirmed", result.Output);
        Assert.Contains("gmail", result.Output);
    }

    private static (int Judged, int Right) Tally(JsonElement root, string name) =>
        (root.GetProperty(name).GetProperty("judged").GetInt32(), root.GetProperty(name).GetProperty("right").GetInt32());

    private string Write(params string[] lines)
    {
        var path = Path.Combine(_folder.FullName, "labelled.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }
}
