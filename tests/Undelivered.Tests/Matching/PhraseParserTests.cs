using System.Text;
using Undelivered.Compilation;
using Undelivered.Matching;

namespace Undelivered.Tests;

public sealed class PhraseParserTests
{
    [Theory]
    [InlineData("Mailbox FULL", "None'mailbox full' None")]
    [InlineData("mail from {domain} refused", "None'mail from ' Domain' refused' None")]
    [InlineData("{address} is unknown", "Address' is unknown' None")]
    [InlineData("see {url}", "None'see ' Url")]
    [InlineData("a {*} b {*} c", "None'a ' Anything' b ' Anything' c' None")]
    [InlineData("‘a’  “b”", "None''a' \"b\"' None")]
    [InlineData("{\"message\": \"x\"}", "None'{\"message\": \"x\"}' None")]
    [InlineData("  trimmed  ", "None'trimmed' None")]
    public void A_phrase_is_taken_apart(string phrase, string expected)
    {
        var parsed = PhraseParser.Parse(phrase);

        Assert.Equal(expected, string.Join(' ', parsed.Pieces.Select(p => $"{p.SlotBefore}'{Encoding.UTF8.GetString(p.Literal)}'")) + " " + parsed.TrailingSlot);
    }

    [Theory]
    [InlineData("", "literal text")]
    [InlineData("   ", "literal text")]
    [InlineData("{domain}", "literal text")]
    [InlineData("from {domian} refused", "unknown slot {domian}")]
    [InlineData("from {domain}{host} refused", "next to each other")]
    [InlineData("from {domain} to {domain} refused", "{domain} stands twice")]
    public void A_phrase_that_cannot_be_matched_is_refused(string phrase, string says)
    {
        var fault = Assert.Throws<FormatException>(() => PhraseParser.Parse(phrase));

        Assert.Contains(says, fault.Message);
    }

    [Fact]
    public void A_phrase_of_more_than_a_thousand_bytes_is_refused() =>
        Assert.Throws<FormatException>(() => PhraseParser.Parse(string.Concat(Enumerable.Repeat("word ", 201))));

    [Fact]
    public void A_phrase_of_very_many_pieces_is_refused() =>
        Assert.Throws<FormatException>(() => PhraseParser.Parse(string.Concat(Enumerable.Repeat("word {*} ", 256)) + "word"));

    [Theory]
    [InlineData("a {domain} e f")]
    [InlineData("to {address}")]
    public void A_phrase_without_four_letters_at_a_word_cannot_be_found_and_is_refused(string phrase)
    {
        var fault = Assert.Throws<CatalogueException>(() => TinyCatalogue.Of(phrase));

        Assert.Contains(fault.Problems, p => p.Where == "host.it" && p.Field == "match");
    }

    [Fact]
    public void Every_kind_of_slot_has_a_name_and_is_found_by_it() => Assert.All(
        Enum.GetValues<Slot>().Where(s => s != Slot.None),
        slot => Assert.True(Slots.TryParse(Slots.NameOf(slot), out var found) && found == slot));

    [Theory]
    [InlineData("550", 550, "", true)]
    [InlineData("550 5.7.26", 550, "5.7.26", true)]
    [InlineData("550 5.7.26", 550, "5.7.27", false)]
    [InlineData("5yz", 555, "", true)]
    [InlineData("5yz", 455, "", false)]
    [InlineData("x.7.26", 0, "4.7.26", true)]
    [InlineData("5.7.*", 0, "5.7.999", true)]
    [InlineData("5.7.*", 0, "5.6.1", false)]
    [InlineData("5.*.*", 0, "5.6.1", true)]
    [InlineData("5.7.500-699", 0, "5.7.500", true)]
    [InlineData("5.7.500-699", 0, "5.7.699", true)]
    [InlineData("5.7.500-699", 0, "5.7.700", false)]
    public void A_code_pattern_takes_what_it_says(string text, int reply, string enhanced, bool takes)
    {
        Assert.True(CodePattern.TryParse(text, http: false, out var pattern));

        var takesReply = !pattern.AsksBasic || pattern.Takes(reply);
        var takesEnhanced = !pattern.AsksEnhanced || (EnhancedCode.TryParse(enhanced, out var code) && pattern.Takes(code));
        Assert.Equal(takes, takesReply && takesEnhanced);
    }

    [Theory]
    [InlineData("")]
    [InlineData("55")]
    [InlineData("5500")]
    [InlineData("650")]
    [InlineData("550 550")]
    [InlineData("5.7")]
    [InlineData("5.7.1 5.7.2")]
    [InlineData("3.7.1")]
    [InlineData("5.7.699-500")]
    [InlineData("5.7.1-2-3")]
    [InlineData("5.a.1")]
    [InlineData("5.7.")]
    [InlineData("550 5.7.1 text")]
    public void What_is_no_code_pattern_is_refused(string text) => Assert.False(CodePattern.TryParse(text, http: false, out _));

    [Fact]
    public void An_HTTP_status_has_no_enhanced_code() => Assert.False(CodePattern.TryParse("400 5.7.1", http: true, out _));
}
