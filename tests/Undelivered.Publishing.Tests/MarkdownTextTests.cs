namespace Undelivered.Publishing.Tests;

/// <summary>What GitHub would make a link or a mention of shows and does nothing.</summary>
public sealed class MarkdownTextTests
{
    // Neither a backslash nor an entity keeps GitHub from mentioning: it looks at the text after Markdown has been read.
    [Theory]
    [InlineData("www.evil.example refused it", "`www.evil.example` refused it")]
    [InlineData("see (WWW.evil.example/a_b).", "see (`WWW.evil.example/a_b`).")]
    [InlineData("ask @octocat, please", "ask `@octocat`, please")]
    [InlineData("ask\u00e9 (@org/team-name)", "ask\u00e9 (`@org/team-name`)")]
    [InlineData("<ann_b@example.org>: refused", "&lt;`ann_b@example.org`&gt;: refused")]
    [InlineData("mailto:ann@example.org", "mailto:`ann@example.org`")]
    [InlineData("ftp://evil.example/x_y now", "`ftp://evil.example/x_y` now")]
    [InlineData("550 (#5.1.1) no", "550 (`#5.1.1`) no")]
    [InlineData("owner/repo#12 and GH-12", "`owner/repo#12` and `GH-12`")]
    [InlineData("a|@name|b", "a\\|`@name`\\|b")]
    [InlineData("`@name`", "\\``@name`\\`")]
    [InlineData("@one @two", "`@one` `@two`")]
    [InlineData("-@name", "`-@name`")]
    [InlineData("\u00e9http://evil.example/x_y", "\u00e9<http://evil.example/x_y>")]
    [InlineData("1http://evil.example/x_y", "1<http://evil.example/x_y>")]
    public void What_would_be_a_link_or_a_mention_shows_and_does_nothing(string text, string markdown)
    {
        Assert.Equal(["# " + markdown, $"| But | {markdown} |"], Written(text));
    }

    [Theory]
    [InlineData("one @, no blanks", "one @, no blanks")]
    [InlineData("# with hash", "\\# with hash")]
    [InlineData("swww.example and www", "swww.example and www")]
    [InlineData("mx.example.org said 550-5.7.26", "mx.example.org said 550-5.7.26")]
    [InlineData("XGH-12 weigh-12", "XGH-12 weigh-12")]
    public void What_does_nothing_stays_as_it_is(string text, string markdown) => Assert.Equal("# " + markdown, Written(text)[0]);

    /// <summary>The text as the title and as a cell of a table.</summary>
    private static string[] Written(string text)
    {
        var diagnosis = new Diagnosis { Text = "text", Cause = HostileCatalogue.Policy, Title = text, Meaning = "", Match = MatchKind.Text, Conflict = text };
        return [.. DiagnosisMarkdown.Render(diagnosis).Split('\n').Where(l => l.StartsWith("# ", StringComparison.Ordinal) || l.StartsWith("| But |", StringComparison.Ordinal))];
    }
}
