using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>What is wrong in a file is told with file, line and column.</summary>
public sealed class YamlFaultTests
{
    [Fact]
    public void Files_without_a_fault_are_compiled()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);

        Assert.True(CatalogueBuild.TryBuild([folder.Path], "1.2.3", basis: null, out var compiled, out var problems), string.Join('\n', problems));
        var catalogue = Catalogue.FromCompiled(compiled);
        Assert.Equal("1.2.3", catalogue.Version);
        Assert.Equal("host.refused", catalogue.Diagnose("550 The doorman of example.org said no").Entry?.Id);
    }

    [Theory]
    [InlineData("  cause: policy.rejected\n", "  cause: policy.rejected\n  colour: red\n", 10, 3, "'colour' is not a field here")]
    [InlineData("      by: recipient-admin\n", "      by: recipient-admin\n      who: me\n", 15, 7, "'who' is not a field here")]
    [InlineData("about: Made for a test.\n", "about: Made for a test.\ncolor: red\n", 5, 1, "'color' is not a field here")]
    [InlineData("  cause: policy.rejected\n", "", 6, 3, "'cause' is missing")]
    [InlineData("  title: The doorman refused the message\n", "", 6, 3, "'title' is missing")]
    [InlineData("about: Made for a test.\n", "", 1, 1, "'about' is missing")]
    [InlineData("    - do: Ask the doorman which rule it was.\n      by", "    - by", 13, 7, "'do' is missing")]
    [InlineData("      by: recipient-admin", "      by: the-boss", 14, 7, "'the-boss' is not known as 'by'")]
    [InlineData("  status: current", "  status: fresh", 17, 3, "'fresh' is not known as 'status'")]
    [InlineData("role: receiver", "role: listener", 3, 1, "'listener' is not known as 'role'")]
    [InlineData("  cause: policy.rejected\n", "  cause: policy.rejected\n  suppress: maybe\n", 10, 3, "'maybe' is not known as 'suppress'")]
    [InlineData("  cause: policy.rejected\n", "  cause: policy.rejected\n  vague: perhaps\n", 10, 3, "'vague' must be true or false")]
    [InlineData("  cause: policy.rejected\n", "  cause: policy.rejected\n  seed: [12, twelve]\n", 10, 3, "'twelve' in 'seed' must be a number")]
    [InlineData("  cause: policy.rejected\n", "  cause: [policy.rejected]\n", 9, 10, "'cause' must be a single value")]
    [InlineData("    - the doorman said yes", "    - the doorman: said yes", 22, 7, "each item of 'nearMisses' must be a single value")]
    [InlineData("  status: current\n", "  status: current\n  terms: spf\n", 18, 10, "'terms' must be a list")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - the doorman of {domain} said no\n", 8, 7, "each item of 'match' must be a mapping")]
    [InlineData("      captures: { domain: example.org }\n", "      captures: example.org\n", 20, 17, "'captures' must be a mapping")]
    public void A_field_that_is_unknown_missing_or_of_the_wrong_kind_is_told(string old, string @new, int line, int column, string says) =>
        IsTold(old, @new, line, column, says);

    [Theory]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - text: the doorman of {domian} said no\n", 7, 3, "unknown slot {domian}")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - text: the doorman of {domain} at {domain} said no\n", 7, 3, "{domain} stands twice")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - text: the doorman of {domain}{host} said no\n", 7, 3, "next to each other")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - text: no\n", 7, 3, "four literal characters")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - code: 650\n", 7, 3, "'650' is no code")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - code: 550 5.7\n", 7, 3, "'550 5.7' is no code")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - http: teapot\n      text: the doorman of {domain} said no\n", 7, 3, "'teapot' is no HTTP status")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - http: 400\n", 7, 3, "add a 'text'")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - hresult: 0xFEE\n    - hresult: zero\n", 7, 3, "'zero' is no HRESULT")]
    [InlineData("    - text: the doorman of {domain} said no\n", "    - {}\n", 7, 3, "a match needs")]
    [InlineData("  cause: policy.rejected\n", "  cause: policy.refused\n", 9, 3, "the cause policy.refused")]
    public void What_cannot_be_compiled_is_told(string old, string @new, int line, int column, string says) => IsTold(old, @new, line, column, says);

    [Theory]
    [InlineData("  cause: policy.rejected", "\tcause: policy.rejected", 8)]
    [InlineData("  cause: policy.rejected", "   cause: policy.rejected", 9)]
    [InlineData("  title: The doorman", "  title: \"The doorman", 10)]
    [InlineData("- { title: made for a test }", "- { title: made for a test", 16)]
    [InlineData("- { title: made for a test }", "- { title: \"made for a test\"", 16)]
    [InlineData("- { title: made for a test }", "- title: made: for a test", 16)]
    public void A_fault_of_the_YAML_itself_is_told(string old, string @new, int line)
    {
        using var folder = CatalogueFolder.WithFault(old, @new);

        var problem = Assert.Single(folder.Problems(), p => p.File.EndsWith("host.yaml", StringComparison.Ordinal));

        Assert.NotEmpty(problem.Message);
        Assert.True(problem.Column >= 1);

        // The parser may notice a fault only where the next token stands.
        Assert.InRange(problem.Line, line, 23);
    }

    [Theory]
    [InlineData("\\UFFFFFFFF")]
    [InlineData("\\UD83DDE00")]
    [InlineData("\\U00110000")]
    [InlineData("host \\uD800")]
    public void An_escape_that_names_no_character_is_told_with_its_place(string escape)
    {
        using var folder = CatalogueFolder.With($"# first\nspeaker: \"{escape}\"\n");

        var problem = Assert.Single(folder.Problems(), p => p.File.EndsWith("host.yaml", StringComparison.Ordinal));

        Assert.Equal(2, problem.Line);
        Assert.InRange(problem.Column, 10, 21);
        Assert.NotEmpty(problem.Message);
    }

    [Theory]
    [InlineData("name: A host", "name: ~", 1, 1, "'name' is missing")]
    [InlineData("name: A host", "name: null", 1, 1, "'name' is missing")]
    [InlineData("role: receiver", "role: NULL", 1, 1, "'role' is missing")]
    [InlineData("name: A host", "name:", 1, 1, "'name' is missing")]
    [InlineData("speaker: host", "speaker: ~", 1, 1, "'speaker' is missing")]
    [InlineData("- id: host.refused", "- id: Null", 6, 3, "'id' is missing")]
    [InlineData("    - text: the doorman of example.org said no\n      captures: { domain: example.org }\n", "    - ~\n", 19, 7, "an item of 'examples' is empty")]
    [InlineData("    - the doorman said yes", "    - ~", 22, 7, "an item of 'nearMisses' is empty")]
    [InlineData("{ domain: example.org }", "{ domain: [] }", 20, 27, "'domain' must be a single value")]
    public void What_is_null_counts_as_missing(string old, string @new, int line, int column, string says) => IsTold(old, @new, line, column, says);

    [Fact]
    public void A_quoted_tilde_is_a_text()
    {
        using var folder = CatalogueFolder.WithFault("name: A host", "name: \"~\"");

        Assert.Empty(folder.Problems());
    }

    [Theory]
    [InlineData("try again in {duraton}", "unknown slot {duraton}")]
    [InlineData("come back in {duration}", "finds no time in its example")]
    public void A_fault_of_a_hint_is_told_where_the_hint_stands(string hint, string says)
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);
        folder.Write("hints.yaml", $"# Hints\nretryAfter:\n- text: resend in {{duration}}\n  examples: [450 resend in 5 minutes]\n- text: {hint}\n  examples: [450 no time at all]\n");

        Is(folder.Problems(), "hints.yaml", 5, 3, says);
    }

    [Fact]
    public void A_cause_and_a_speaker_that_stand_twice_are_told_where_they_stand_again()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker);
        folder.Write("more.yaml", CatalogueFolder.Causes);
        folder.Write("other.yaml", "speaker: host\nname: A host\nrole: receiver\nabout: Made for a test.\n");

        Is(folder.Problems(), "more.yaml", 9, 3, "'recipient.unknown' stands twice");
        Is(folder.Problems(), "other.yaml", 1, 1, "'host' stands twice");
    }

    [Fact]
    public void An_alias_is_told()
    {
        using var folder = CatalogueFolder.WithFault("  cause: policy.rejected\n  title: The doorman refused the message\n", "  cause: &c policy.rejected\n  title: *c\n");

        Is(folder.Problems(), "host.yaml", 10, 10, "aliases");
    }

    [Fact]
    public void Very_deep_nesting_is_told_and_not_followed()
    {
        using var folder = CatalogueFolder.With("speaker: " + new string('[', 100_000));

        Is(folder.Problems(), "host.yaml", 1, 10 + 23, "nested too deeply");
    }

    [Theory]
    [InlineData("- a\n- b\n", "a mapping")]
    [InlineData("just words\n", "a mapping")]
    [InlineData("", "a mapping")]
    [InlineData("speaker: a\n---\nspeaker: b\n", "a mapping")]
    [InlineData("colour: red\n", "none of the catalogue's files")]
    public void A_file_that_is_no_catalogue_file_is_told(string text, string says)
    {
        using var folder = CatalogueFolder.With(text);

        Is(folder.Problems(), "host.yaml", 1, 1, says);
    }

    [Fact]
    public void An_id_that_stands_twice_is_told_where_it_stands_again()
    {
        using var folder = CatalogueFolder.With(CatalogueFolder.Speaker + CatalogueFolder.Speaker[(CatalogueFolder.Speaker.IndexOf("\n- id", StringComparison.Ordinal))..]);

        Is(folder.Problems(), "host.yaml", 23, 3, "'host.refused' stands twice");
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Throws<FileNotFoundException>(() => CatalogueBuild.TryBuild(["/no/such/folder"], "test", basis: null, out _, out _));

    [Fact]
    public void A_file_that_is_not_UTF8_breaks_nothing()
    {
        using var folder = CatalogueFolder.With("");
        File.WriteAllBytes(Path.Combine(folder.Path, "host.yaml"), [0x73, 0xFF, 0xFE, 0x3A, 0x20, 0xC3, 0x00, 0x0A]);

        Assert.Contains(folder.Problems(), p => p.File.EndsWith("host.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_of_all_files_are_told_in_their_order()
    {
        using var folder = CatalogueFolder.WithFault("role: receiver", "role: listener");
        folder.Write("causes.yaml", CatalogueFolder.Causes.Replace("retry: no", "retry: never"));
        folder.Write("another.yaml", "speaker: [\n");

        var places = folder.Problems().Select(p => (Path.GetFileName(p.File), p.Line)).ToArray();

        Assert.Equal(["another.yaml", "causes.yaml", "causes.yaml", "host.yaml"], places.Select(p => p.Item1));
        Assert.Equal([7, 14, 3], places.Skip(1).Select(p => p.Line));
    }

    [Fact]
    public void A_problem_is_written_so_that_editors_can_follow_it() =>
        Assert.Equal("a/b.yaml(12,3): error UNDC: no", new AuthoringProblem("a/b.yaml", 12, 3, "no").ToString());

    private static void IsTold(string old, string @new, int line, int column, string says)
    {
        using var folder = CatalogueFolder.WithFault(old, @new);

        Is(folder.Problems(), "host.yaml", line, column, says);
    }

    private static void Is(IReadOnlyList<AuthoringProblem> problems, string file, int line, int column, string says) =>
        Assert.True(
            problems.Any(p => Path.GetFileName(p.File) == file && p.Line == line && p.Column == column && p.Message.Contains(says, StringComparison.Ordinal)),
            $"expected {file}({line},{column}): {says}\ngot:\n{string.Join('\n', problems)}");
}
