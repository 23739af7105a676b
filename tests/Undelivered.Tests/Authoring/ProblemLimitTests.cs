using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>However wrong a file is, reading it and telling so stay bounded.</summary>
public sealed class ProblemLimitTests
{
    [Fact]
    public void Of_very_many_problems_the_first_are_told_and_how_many_more_there_are()
    {
        using var folder = CatalogueFolder.With("speaker: host\nname: A host\nrole: receiver\nabout: Made for a test.\nentries: [" + string.Join(',', Enumerable.Repeat("a", 5000)) + "]\n");

        var problems = folder.Problems();

        Assert.Equal(1001, problems.Count);
        Assert.Contains("each item of 'entries' must be a mapping", problems[^2].Message);
        Assert.Contains("4,000 more problems", problems[^1].Message);
        Assert.Equal(problems[^2].File, problems[^1].File);
    }

    [Fact]
    public void Problems_of_the_compiled_whole_are_counted_in()
    {
        var matches = string.Concat(Enumerable.Repeat("    - code: 650\n", 1500));
        using var folder = CatalogueFolder.WithFault("    - text: the doorman of {domain} said no\n", matches);

        Assert.Equal(1001, folder.Problems().Count);
    }

    [Fact]
    public void A_file_of_very_many_values_is_told_and_not_read()
    {
        using var folder = CatalogueFolder.With("speaker: host\nentries:\n- [" + string.Concat(Enumerable.Repeat("a,", 2_000_000)) + "]\n");

        var problem = Assert.Single(folder.Problems());

        Assert.Equal(3, problem.Line);
        Assert.Contains("more than 2,000,000 values", problem.Message);
    }

    [Fact]
    public void A_message_quotes_no_more_than_one_can_read()
    {
        using var folder = CatalogueFolder.WithFault("role: receiver", "role: " + new string('x', 1_000_000));

        Assert.All(folder.Problems(), p => Assert.InRange(p.Message.Length, 1, 1001));
    }
}
