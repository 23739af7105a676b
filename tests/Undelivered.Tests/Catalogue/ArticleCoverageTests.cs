namespace Undelivered.Tests;

public sealed class ArticleCoverageTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    public static TheoryData<int> Lines => [.. ArticleRow.All.Select(r => r.Line)];

    [Fact]
    public void The_article_has_361_rows_and_8_guides()
    {
        Assert.Equal(361, ArticleRow.All.Select(r => r.Line).Distinct().Count());
        Assert.Equal(8, TestData.Read<Guide>("article-guides.jsonl").Count);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_row_of_the_article_is_answered_by_an_entry_that_names_it(int line)
    {
        var row = ArticleRow.All.Single(r => r.Line == line);

        foreach (var text in row.Texts)
        {
            foreach (var provider in (string?[])[null, row.Provider])
            {
                var answer = Catalogue.Diagnose(new Evidence { Text = text, Provider = provider });

                Assert.True(answer.Entry?.Seed.Contains(line) == true, $"hint {provider ?? "none"}: {answer.Entry?.Id ?? "no entry"} answers {text}");
            }
        }
    }

    [Fact]
    public void Every_guide_of_the_article_is_there()
    {
        var guides = Catalogue.Guides;

        Assert.All(TestData.Read<Guide>("article-guides.jsonl"), guide => Assert.Contains(guides, g => g.Seed.SequenceEqual(guide.Lines)));
    }

    [Fact]
    public void No_entry_names_a_line_that_is_no_row()
    {
        var lines = ArticleRow.All.Select(r => r.Line).ToHashSet();

        Assert.All(Catalogue.Entries, entry => Assert.Empty(entry.Seed.Except(lines)));
    }

    [Fact]
    public void The_answers_to_the_article_are_as_reviewed()
    {
        var answers = ArticleRow.All.OrderBy(r => r.Line).Select(row =>
        {
            var answer = Catalogue.Diagnose(row.Texts[0]);
            return string.Join('\t', row.Line, $"{row.Code} {row.Enhanced}".Trim(), answer.Entry?.Id, answer.Cause.Id, WireNames.Of(answer.Permanence) ?? "unknown",
                WireNames.Of(answer.Retry), answer.RetryAfter ?? "-", WireNames.Of(answer.Suppress));
        });

        Snapshot.Match("article-answers.tsv", "line\tcode\tentry\tcause\tpermanence\tretry\tretryAfter\tsuppress\n" + string.Join('\n', answers));
    }

    private sealed record Guide(string Title, int[] Lines);
}
