using Undelivered.Matching;

namespace Undelivered.Tests;

/// <summary>What is reported is cut from the original, not from the folded text.</summary>
public sealed class OffsetTests
{
    private static readonly Catalogue Hosts = TinyCatalogue.Of("the host {host} turned the mail away");
    private static readonly Catalogue Words = TinyCatalogue.Of("the reason given is {word}");

    public static TheoryData<string> Befores =>
    [
        "",
        "ÄÖÜ ÉÈ — “quoted” … ‘so’ \u200B\u200B\u00A0\u00A0 ",
        @"\u0041\u00c4 \""x\"" \\\\n https:\/\/example.org\r\n ",
        "&lt;&gt;&amp;&quot;&nbsp;&#39; ",
        "550-5.7.1 one\r\n550-5.7.1 two\r\n550 5.7.1 three ",
        "DATA\n<<< 550-5.7.1 one\n<<< 550 5.7.1 two ",
        "Ⱥ Ⱥ K İ ",
        "a      b \t\t\t c\r\n\r\n\r\n\r\n ",
        string.Concat(Enumerable.Repeat("“Ⱥ”… ", 500)),
    ];

    [Theory]
    [MemberData(nameof(Befores))]
    public void A_capture_is_cut_from_the_original_exactly(string before)
    {
        var answer = Hosts.Diagnose(before + "The host MX1.Example.ORG turned the mail away");

        Assert.Equal("MX1.Example.ORG", answer.Captures["host"]);
    }

    [Theory]
    [MemberData(nameof(Befores))]
    public void The_range_that_is_shown_holds_the_phrase(string before)
    {
        var text = before + "The host MX1.Example.ORG turned the mail away. And so on.";

        Assert.Equal("The host MX1.Example.ORG turned the mail away", text[Hosts.Diagnose(text).Matched]);
    }

    [Fact]
    public void A_capture_that_is_not_ASCII_is_cut_out_whole() =>
        Assert.Equal("MÜNCHEN.Example", Hosts.Diagnose("The host MÜNCHEN.Example turned the mail away").Captures["host"]);

    [Theory]
    [InlineData("KELVI\u212A")]     // the Kelvin sign folds from three bytes to one
    [InlineData("aȺ")]              // folds from two bytes to three
    [InlineData("quot\u00C9")]
    [InlineData("gru\u1E9E")]
    public void A_capture_whose_last_letter_changes_its_length_is_cut_out_whole(string word) =>
        Assert.Equal(word, Words.Diagnose($"The reason given is {word}, sorry").Captures["word"]);

    [Fact]
    public void A_capture_keeps_its_own_escapes() =>
        Assert.Equal(@"caf\u00e9", Words.Diagnose(@"The reason given is caf\u00e9, sorry").Captures["word"]);

    [Fact]
    public void Positions_lead_back_over_every_step()
    {
        var map = new OffsetMap();
        map.Mark(3, 5);
        map.Mark(4, 5);
        map.Mark(10, 20);
        map.Skip(10, 22);

        Assert.Equal([0, 2, 5, 5, 6, 22, 24], ((int[])[0, 2, 3, 4, 5, 10, 12]).Select(map.ToOriginalStart));
        Assert.Equal([0, 2, 5, 5, 6, 20, 24], ((int[])[0, 2, 3, 4, 5, 10, 12]).Select(map.ToOriginalEnd));
    }

    [Fact]
    public void More_steps_than_the_map_began_with_are_kept()
    {
        var map = new OffsetMap();
        for (var i = 1; i <= 1000; i++)
        {
            map.Mark(i, 2 * i);
        }

        Assert.All(Enumerable.Range(1, 1000), i => Assert.Equal(2 * i, map.ToOriginalStart(i)));
    }

    [Theory]
    [InlineData("800ccc0f: yz", "800ccc0f")]
    [InlineData("error 800ccc0f é more", "800ccc0f")]
    [InlineData("0x800CCC0F 😀z", "0x800CCC0F")]
    [InlineData("(-2146644977)", "-2146644977")]
    public void The_range_of_an_error_number_holds_the_number(string text, string number)
    {
        var answer = Undelivered.Catalogue.Default.Diagnose(text);

        Assert.Equal(number, text[answer.Matched]);
    }

    [Fact]
    public void A_capture_that_is_too_long_ends_with_a_whole_character()
    {
        var name = new string('a', 255) + "éé.example";

        var captured = TinyCatalogue.Of("blocked using {host}").Diagnose($"client blocked using {name}").Captures["host"];

        Assert.StartsWith(captured, name);
    }
}
