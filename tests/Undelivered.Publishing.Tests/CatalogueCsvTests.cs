using System.Text;

namespace Undelivered.Publishing.Tests;

public sealed class CatalogueCsvTests
{
    private static readonly byte[] Written = ForwardOnlyStream.BytesOf(CatalogueCsv.Write);
    private static readonly List<string[]> Rows = CsvReader.Read(Encoding.UTF8.GetString(Written.AsSpan(3)));

    [Fact]
    public void The_file_begins_with_one_byte_order_mark()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], Written[..3]);
        Assert.Equal((byte)'S', Written[3]);
    }

    [Fact]
    public void Each_entry_is_one_row_as_wide_as_the_header()
    {
        string[] header =
        [
            "Speaker", "Id", "Codes", "Messages", "Title", "Meaning", "What to do", "Who", "Avoid", "Cause", "Permanence",
            "Retry", "Suppress", "Glossary", "Status", "Sources", "Seed lines",
        ];
        Assert.Equal(header, Rows[0]);
        Assert.Equal(["alpha.dmarc", "beta.formula", "beta.long"], Rows[1..].Select(r => r[1]));
        Assert.All(Rows, r => Assert.Equal(header.Length, r.Length));
    }

    [Fact]
    public void An_entry_comes_back_field_by_field()
    {
        string[] expected =
        [
            HostileCatalogue.LongName + "one",
            "alpha.dmarc",
            "550 5.7.26\nHTTP 4yz\n0x800CCC0F",
            "Unauthenticated email from {domain} is refused | here\nTSS04\nfrom parameter is missing",
            "{domain} refused it",
            "First line, with \"quotes\".\nSecond line; " + HostileCatalogue.Script,
            "1. Publish the record [whoever edits your DNS]\n2. Send | again [the developer]",
            "Yours: the DNS of the sending domain",
            "Do not weaken DMARC\n-2+3 is no answer",
            "authentication.dmarc",
            "permanent",
            "after-fix (PT15M)",
            "already",
            "DMARC: A policy | with pipe.",
            "outdated",
            "https://support.example/answer_1?a=1&b=2 (seen 2026-02-12)\nhttps://www.rfc-editor.org/rfc/rfc7489#section-6.6.2\nmimeole.h, Windows SDK",
            "318, 349",
        ];
        Assert.Equal(expected, Rows[1]);
    }

    [Fact]
    public void What_the_reply_class_decides_is_said_so()
    {
        Assert.Equal(["by-reply-class", "by-reply-class", "after-repeats"], Rows[2][10..13]);
        Assert.Equal(["temporary", "backoff", "after-repeats"], Rows[3][10..13]);
    }

    [Fact]
    public void No_cell_begins_like_a_formula()
    {
        Assert.All(Rows.SelectMany(r => r), cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0]) && !decimal.TryParse(cell, out _), cell));
        Assert.Equal("'" + HostileCatalogue.Formula, Rows[2][4]);
        Assert.Equal("'@SUM(1+1) plainly refused", Rows[2][3]);
        Assert.Equal("'+1+1", Rows[2][5]);

        // A number is nothing that a spreadsheet could run.
        Assert.Equal("-1", Rows[2][15]);
        Assert.StartsWith("'\t=3+3", Rows[2][13]);
    }

    [Fact]
    public void A_formula_behind_a_control_character_that_is_dropped_is_found() => Assert.Equal("'=2+2", Rows[2][8]);

    [Fact]
    public void Control_characters_are_dropped_and_line_ends_become_line_feeds()
    {
        Assert.Equal("[31mRed 😀", Rows[3][4]);
        Assert.Equal("1. # Look\n---\nhere [you]", Rows[2][6]);
    }

    [Fact]
    public void A_long_cell_is_not_cut() => Assert.Equal(HostileCatalogue.Huge, Rows[3][5]);
}
