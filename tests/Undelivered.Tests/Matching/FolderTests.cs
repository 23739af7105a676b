using System.Text;

namespace Undelivered.Tests;

/// <summary>docs/matching.md, section 1.</summary>
public sealed class FolderTests
{
    // Longer than a block of the vectors and their look-ahead, so that what stands before it is folded by both.
    private const string Tail = " and then some more plain words of the reply";

    public static TheoryData<string, string> Rules => new()
    {
        { "Mailbox UNAVAILABLE", "mailbox unavailable" },
        { "STRASSE ÄÖÜ ÉÈ ЯЗЫК Σ", "strasse äöü éè язык σ" },
        { "a  b\tc\nd\r\ne", "a b c d e" },
        { "a\u00A0b\u2003c\u3000d\u202Fe", "a b c d e" },
        { "   leading and trailing   ", "leading and trailing" },
        { @"a\nb\r\nc\td", "a b c d" },
        { @"a\\nb", "a b" },
        { "a<br>b<br/>c<BR />d", "a b c d" },
        { "‘a’ ‚b‛ ′c′ `d´", "'a' 'b' 'c' 'd'" },
        { "“a” „b‟ «c» ″d″", "\"a\" \"b\" \"c\" \"d\"" },
        { "a‐b‑c–d—e−f", "a-b-c-d-e-f" },
        { "wait…", "wait..." },
        { @"say \""no\"" \'yes\' https:\/\/example.org a\\b", @"say ""no"" 'yes' https://example.org a\b" },
        { @"\u0041bc\u003cx\u003E", "abc<x>" },
        { @"a\u00a0b\u000ac", "a b c" },
        { "&lt;a&gt; &amp; &quot;b&quot; &#39;c&apos; d&nbsp;e", "<a> & \"b\" 'c' d e" },
        { "mail\u200Bbox un\u00ADknown\uFEFF", "mailbox unknown" },
        { "\uFEFFmailbox", "mailbox" },
        { @"mail\u200bbox", "mailbox" },
        { "550-5.7.26 a b\r\n550-5.7.26 c\r\n550 5.7.26 d", "550-5.7.26 a b c d" },
        { "550-a b\r\n550-c\r\n550 d", "550-a b c d" },
        { "550-5.7.26 a b 550-5.7.26 c 550 5.7.26 d", "550-5.7.26 a b c d" },
        { @"550-5.7.26 a b\r\n550 5.7.26 c", "550-5.7.26 a b c" },
        { "5.7.26 a b\n5.7.26 c", "5.7.26 a b c" },
        { "host said: 550-5.1.1 a\n550 5.1.1 b", "host said: 550-5.1.1 a b" },
        { "DATA\n<<< 550-5.7.1 a\n<<< 550 5.7.1 b", "data 550-5.7.1 a b" },
        { "<<< 550-a\n<<< 550 b", "550-a b" },
        { "550 a\n421 b", "550 a 421 b" },
        { "", "" },
        { " \t\r\n ", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_text_is_folded_by_the_rules(string text, string folded) => Assert.Equal(folded, Folded.Of(text).Text);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_follows_changes_nothing(string text, string folded) => Assert.Equal((folded + Tail).TrimStart(), Folded.Of(text + Tail).Text);

    [Fact]
    public void Bytes_that_are_no_UTF8_count_as_a_blank()
    {
        byte[] text = [.. "mailbox"u8, 0xFF, 0xC3, .. "full"u8, 0xE2, 0x80, .. " of"u8, 0xC0, 0xAF, .. "mail"u8, 0xF0];

        Assert.Equal("mailbox full of mail", Folded.Of(text).Text);
    }

    [Fact]
    public void Control_characters_count_as_a_blank() => Assert.Equal("mailbox full", Folded.Of("mailbox\0\u0001\u007Ffull").Text);

    [Fact]
    public void Half_a_surrogate_pair_breaks_nothing()
    {
        Assert.StartsWith("mailbox", Folded.Of(@"mailbox \ud83d full").Text);
        Assert.EndsWith("full", Folded.Of("mailbox \uD83D full").Text);
    }

    [Theory]
    [InlineData("550-5.7.26 a\r\n550 5.7.26 b", "5.7.26")]
    [InlineData("a\n5.1.1 b", "5.1.1")]
    [InlineData("550 a", "")]
    public void The_enhanced_code_of_a_continuation_is_kept(string text, string code) => Assert.Equal(code, Folded.Of(text).Stripped.ToString());

    [Fact]
    public void A_number_that_only_looks_like_a_continuation_stays()
    {
        Assert.Equal("421 try again in 300 seconds", Folded.Of("421 try again in 300 seconds").Text);
        Assert.Equal("550 5.7.1 blocked, see port 587 then", Folded.Of("550 5.7.1 blocked, see port 587 then").Text);
    }

    [Fact]
    public void A_text_that_grows_by_folding_fits()
    {
        // The longest growth: two bytes become three (U+023A, U+2C65).
        var text = string.Concat(Enumerable.Repeat("Ⱥ", 32 * 1024));

        Assert.Equal(string.Concat(Enumerable.Repeat("ⱥ", 32 * 1024)), Folded.Of(text).Text);
    }

    [Fact]
    public void Every_half_of_a_character_at_the_end_is_dropped()
    {
        var whole = Encoding.UTF8.GetBytes("full €");

        Assert.Equal("full", Folded.Of(whole.AsSpan(0, whole.Length - 1)).Text);
        Assert.Equal("full", Folded.Of(whole.AsSpan(0, whole.Length - 2)).Text);
    }
}
