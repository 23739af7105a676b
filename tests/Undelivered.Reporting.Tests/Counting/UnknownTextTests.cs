using CsCheck;
using Undelivered.Reporting.Unknown;

namespace Undelivered.Reporting.Tests;

public sealed class UnknownTextTests
{
    [Theory]
    [InlineData("550-5.7.1 <ann@example.org>: no (4XyZ1b2c3dz9)", "550-5.7.1 <‹address›>: no (‹id›)")]
    [InlineData("host mx1.example.org[192.0.2.1] said no to [2001:db8::1]", "host ‹host›[‹ip›] said no to [‹ip›]")]
    [InlineData("see https://example.org/a?b=1, or mx.example.org.", "see ‹link›, or ‹host›.")]
    [InlineData("554 5.7.1 client=192.0.2.1 took 38 ms on 2026-11-02", "554 5.7.1 client=‹ip› took ‹number› ms on ‹number›")]
    [InlineData("try again.Please wait", "try again.Please wait")]
    [InlineData("", "")]
    public void What_belongs_to_one_message_is_masked(string text, string masked) => Assert.Equal(masked, string.Join(' ', TextMask.Words(text)));

    [Fact]
    public void Texts_that_differ_in_a_word_or_two_are_one()
    {
        var miner = new TemplateMiner(100);
        foreach (var name in new[] { "north", "south", "north", "east" })
        {
            miner.Add($"571 the {name} gate is closed for ann@example.org until further notice", CauseId.Unknown, 0);
        }

        miner.Add("571 quite another thing happened to the post in the valley of roses", CauseId.Unknown, 0);

        Assert.Equal([("571 the ‹*› gate is closed for ‹address› until further notice", 4L), ("571 quite another thing happened to the post in the valley of roses", 1L)],
            miner.Ranked.Select(t => (t.Text, t.Count)));
    }

    [Fact]
    public void A_flood_of_different_texts_stays_within_bounds_and_loses_no_count() => Gen.String[0, 60].Array[0, 3_000].Sample(texts =>
    {
        var miner = new TemplateMiner(50);
        foreach (var text in texts)
        {
            miner.Add(text, CauseId.Unknown, 1);
        }

        Assert.InRange(miner.Ranked.Count, 0, 50);
        Assert.Equal(texts.Length, miner.Ranked.Sum(t => t.Count) + miner.Others);
    }, iter: 30);

    [Fact]
    public void A_common_text_is_found_among_a_flood()
    {
        var miner = new TemplateMiner(50);
        for (var i = 0; i < 20_000; i++)
        {
            miner.Add(i % 5 == 0 ? $"the mill stands still for user{i}@example.org today" : $"w{(char)('a' + (i % 26))}{Word(i)} {Word(i * 7)} {Word(i * 13)} {Word(i * 31)}", CauseId.Unknown, 1);
        }

        Assert.Equal("the mill stands still for ‹address› today", miner.Ranked[0].Text);
        Assert.Equal(4_000, miner.Ranked[0].Count);

        static string Word(int i) => new([.. Enumerable.Range(0, 6).Select(k => (char)('a' + (((i * 2_654_435_761L) >> (k * 5)) & 15)))]);
    }

    [Fact]
    public void A_text_of_64_KB_is_cut_with_a_mark_and_no_character_is_halved() => Gen.String.Sample(text =>
    {
        var cut = TextMask.Redact(string.Concat(Enumerable.Repeat(text + "😀 ", 5_000)), 600);

        Assert.InRange(cut.Length, 1, 601);
        Assert.EndsWith(TextMask.More, cut, StringComparison.Ordinal);
    }, iter: 50);

    [Fact]
    public void No_address_is_left_in_what_is_shown()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report("550 nobody here: <ann@big.example> or bob@big.example, to=<carl@big.example>"));
        builder.Count(Some.Report("what about dora@big.example then", "emil@big.example"));
        builder.Count(Some.Report(Some.Dead, "fred@big.example"));
        var html = ReportHtml.Render(builder.Build());

        Assert.Contains("‹address›", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@big.example", html, StringComparison.Ordinal);
    }
}
