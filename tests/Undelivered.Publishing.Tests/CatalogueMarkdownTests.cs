using System.Text;
using System.Text.RegularExpressions;

namespace Undelivered.Publishing.Tests;

public sealed partial class CatalogueMarkdownTests
{
    private static readonly byte[] Written = ForwardOnlyStream.BytesOf(CatalogueMarkdown.Write);
    private static readonly string Document = Encoding.UTF8.GetString(Written);
    private static readonly string[] Lines = Document.Split('\n');

    [Fact]
    public void The_document_has_no_byte_order_mark_and_ends_with_a_line_feed()
    {
        Assert.Equal((byte)'#', Written[0]);
        Assert.EndsWith("\n", Document);
        Assert.DoesNotContain('\r', Document);
    }

    [Fact]
    public void There_is_one_section_a_speaker_then_the_guides_then_the_glossary()
    {
        Assert.Equal(
            [
                "# Failed email, explained", $"## {HostileCatalogue.LongName}one", $"## {HostileCatalogue.LongName}two", "## 'glossary'", "## \\[a/b\\]:\\*? d'e",
                "## Guides", "### A guide \\# with hash", "## Glossary",
            ],
            Lines.Where(l => l.StartsWith('#')));
        Assert.Contains("- **DMARC**: A policy \\| with pipe.", Lines);
    }

    [Fact]
    public void Every_row_of_a_table_has_as_many_cells_as_its_header()
    {
        var rows = Lines.Where(l => l.StartsWith('|')).ToList();
        Assert.Equal((4 * 2) + 3, rows.Count);
        Assert.All(rows, r => Assert.Equal(5, Cells(r).Length));
        Assert.Equal(["Code", "Message", "Meaning", "What to do", "Glossary"], Cells(rows[0]));
    }

    [Fact]
    public void An_entry_is_one_row_with_breaks_for_line_ends()
    {
        var cells = Cells(Lines.Single(l => l.StartsWith("| 550")));
        Assert.Equal("550 5.7.26<br>HTTP 4yz<br>0x800CCC0F", cells[0]);
        Assert.Equal("Unauthenticated email from {domain} is refused \\| here<br>TSS04<br>from parameter is missing", cells[1]);
        Assert.StartsWith("**{domain} refused it**<br>First line, with \"quotes\".<br>Second line; ", cells[2]);
        Assert.Equal(
            "1. Publish the record \\[whoever edits your DNS\\]<br>2. Send \\| again \\[the developer\\]<br>Better not: Do not weaken DMARC<br>Better not: -2+3 is no answer",
            cells[3]);
        Assert.Equal("DMARC: A policy \\| with pipe.", cells[4]);
    }

    [Fact]
    public void Markup_of_the_texts_shows_as_it_is_and_only_a_bare_address_is_a_link()
    {
        Assert.Contains(
            "&lt;script&gt;alert(\"1\")&lt;/script&gt; &amp; \\| \\`a\\` \\`\\`b\\`\\` \\*c\\* \\_d\\_ \\[e\\](<https://evil.example/x_y>) \\$f\\$ \\^g\\^", Document);
        Assert.Empty(Tag().Matches(Document).Select(m => m.Value).Except(["<br>", "<https://evil.example/x_y>", "<https://example.org/guide>"]));
    }

    [Fact]
    public void A_text_cannot_begin_a_list() => Assert.Contains("1\\. About \\| beta", Lines);

    [Fact]
    public void Control_characters_are_shown_as_marks()
    {
        Assert.DoesNotContain(Document, c => char.IsControl(c) && c != '\n');
        Assert.Contains("\ufffd\\[31mRed\ufffd 😀 \ufffd\ufffd", Document);
    }

    private static string[] Cells(string row) => [.. CellEnd().Split(row)[1..^1].Select(c => c.Trim())];

    /// <summary>A pipe that no backslash escapes: an even number of them stands before it.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
