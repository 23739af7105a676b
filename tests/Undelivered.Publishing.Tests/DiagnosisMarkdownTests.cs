namespace Undelivered.Publishing.Tests;

public sealed class DiagnosisMarkdownTests
{
    [Fact]
    public void A_diagnosis_reads_from_the_title_to_the_text()
    {
        var diagnosis = HostileCatalogue.Catalogue.Diagnose("550 5.7.26 Unauthenticated email from example.org is refused | here");
        Assert.Equal(
            """
            # example.org refused it

            | | |
            |---|---|
            | Cause | DMARC policy rejects the message (authentication.dmarc) |
            | Whose problem | Yours: the DNS of the sending domain |
            | Send again? | Only after the fix |
            | Suppress? | It already is: check why before you lift it |
            | Said by | alpha |
            | How sure | 90 %, found by code and text |
            | Entry | alpha.dmarc, said differently today |

            First line, with "quotes". Second line; &lt;script&gt;alert("1")&lt;/script&gt; &amp; \| \`a\` \`\`b\`\` \*c\* \_d\_ \[e\](<https://evil.example/x_y>) \$f\$ \^g\^

            ## What to do

            1. Publish the record *(whoever edits your DNS)*
            2. Send \| again *(the developer)*

            ## Better not

            - Do not weaken DMARC
            - \-2+3 is no answer

            ## Terms

            - **DMARC**: A policy \| with pipe.

            ## Sources

            - <https://support.example/answer_1?a=1&b=2> (seen 2026-02-12)
            - <https://www.rfc-editor.org/rfc/rfc7489#section-6.6.2>
            - mimeole.h, Windows SDK

            ## The text

            ```text
            550 5.7.26 Unauthenticated email from example.org is refused | here
            ```
            """,
            DiagnosisMarkdown.Render(diagnosis with { Confidence = 0.9 }),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("no backticks", "```")]
    [InlineData("a ``` fence", "````")]
    [InlineData("`````\n# out", "``````")]
    public void A_text_cannot_close_its_fence(string text, string fence)
    {
        var lines = DiagnosisMarkdown.Render(HostileCatalogue.Catalogue.Diagnose(text)).Split('\n');
        Assert.Equal(fence, lines[^1]);
        Assert.Equal([fence + "text", .. text.Split('\n'), fence], lines[^(text.Split('\n').Length + 2)..]);
    }

    [Fact]
    public void Control_characters_of_the_text_are_shown_as_marks()
    {
        var markdown = DiagnosisMarkdown.Render(HostileCatalogue.Catalogue.Diagnose("a\u001b[31m\u0000b\u202ec\r\nd"));
        Assert.EndsWith("```text\na\ufffd[31m\ufffdb\ufffdc\nd\n```", markdown);
    }

    [Fact]
    public void A_text_that_nobody_knows_is_said_to_be_so()
    {
        var markdown = DiagnosisMarkdown.Render(HostileCatalogue.Catalogue.Diagnose("never heard of"));
        Assert.Contains("| How sure | Nothing was recognised |", markdown);
        Assert.DoesNotContain("## What to do", markdown);
        Assert.DoesNotContain("| Entry |", markdown);
    }

    [Theory]
    [InlineData("PT15M", "15 minutes have passed")]
    [InlineData("P3D", "3 days have passed")]
    [InlineData("2026-03-01T12:30:00Z", "Sun 1 Mar 2026 12:30 UTC")]
    [InlineData("2026-03-01T12:30:00+02:00", "Sun 1 Mar 2026 10:30 UTC")]
    [InlineData("P99999999D", "P99999999D")]
    [InlineData("P99999999999D", "P99999999999D")]
    [InlineData("some | day", "some \\| day")]
    public void When_to_send_again_is_said_in_words(string retryAfter, string words) =>
        Assert.Contains($"| Send again? | Yes, by itself and with growing pauses, not before {words} |\n", DiagnosisMarkdown.Render(Plain with { Retry = Retry.Backoff, RetryAfter = retryAfter }));

    [Fact]
    public void Every_field_from_outside_is_escaped()
    {
        const string Bad = "# <b>|\n`x` *y*";
        var step = new RemedyStep(Bad, FixedBy.Code);
        var markdown = DiagnosisMarkdown.Render(Plain with
        {
            Title = Bad,
            Meaning = Bad,
            Speaker = Bad,
            Via = [Bad],
            Conflict = Bad,
            Cause = HostileCatalogue.Dmarc with { Id = Bad, Title = Bad },
            Remedy = [step],
            Avoid = [Bad],
            Terms = [new Term { Id = "t", Name = Bad, Definition = Bad }],
            Entry = HostileCatalogue.Full with { Id = Bad, Sources = [new Source { Title = Bad }] },
        });
        Assert.DoesNotContain("<b>", markdown);
        Assert.Equal(2 + 8, markdown.Split('\n').Count(l => l.StartsWith('|')));
        Assert.Equal(["# \\# &lt;b&gt;\\| \\`x\\` \\*y\\*", "## What to do", "## Better not", "## Terms", "## Sources", "## The text"], markdown.Split('\n').Where(l => l.StartsWith('#')));
        Assert.DoesNotContain(" *y*", markdown);
    }

    private static Diagnosis Plain => new() { Text = "text", Cause = HostileCatalogue.Policy, Title = "Title", Meaning = "", Match = MatchKind.Text };
}
