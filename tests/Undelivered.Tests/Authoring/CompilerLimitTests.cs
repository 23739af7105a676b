using Undelivered.Compilation;

namespace Undelivered.Tests;

/// <summary>What the compiled form has no room for, or cannot ask for, is told and never compiled into something else.</summary>
public sealed class CompilerLimitTests
{
    private const int Most = ushort.MaxValue;

    [Fact]
    public void More_causes_than_a_record_can_name_are_told()
    {
        var source = Tiny().Source();
        var causes = Enumerable.Range(0, Most).Select(i => source.Causes[0] with { Id = $"own.cause{i}" }).ToList();

        Assert.Empty(Problems(source with { Causes = [.. causes.Skip(1), source.Causes.Single(c => c.Id == CauseId.PolicyRejected)] }));
        Assert.Contains("at most 65,535 causes", Assert.Single(Problems(source with { Causes = [.. causes, .. source.Causes] })).Message);
    }

    [Fact]
    public void More_speakers_than_a_record_can_name_are_told()
    {
        var source = Tiny().Source();
        var speakers = Enumerable.Range(0, Most).Select(i => source.Speakers[0] with { Id = $"own{i}" });

        Assert.Contains("at most 65,535 speakers", Assert.Single(Problems(source with { Speakers = [.. speakers, .. source.Speakers] })).Message);
    }

    [Fact]
    public void A_phrase_of_many_literals_is_told()
    {
        Assert.Empty(Problems(Tiny(string.Join("{*}", Enumerable.Repeat("said no", 255))).Source()));
        Assert.Contains("at most 255", Assert.Single(Problems(Tiny(string.Join("{*}", Enumerable.Repeat("said no", 256))).Source())).Message);
    }

    [Fact]
    public void A_long_phrase_is_told()
    {
        // Each literal is short enough; together they have more bytes than a record can count.
        var literals = string.Join("{*}", Enumerable.Repeat(new string('x', 900), 100));

        var problem = Assert.Single(Problems(Tiny(literals).Source()));
        Assert.Contains("at most 4,000 characters", problem.Message);
        Assert.InRange(problem.Message.Length, 1, 300);
    }

    [Fact]
    public void A_phrase_as_long_as_may_be_is_found()
    {
        var phrase = string.Join("{*}", Enumerable.Repeat(string.Concat(Enumerable.Repeat("é no ", 60)).Trim(), 13));

        Assert.InRange(phrase.Length, 3800, 4000);
        Assert.Equal("host.it", TinyCatalogue.Of(phrase).Diagnose(phrase.Replace("{*}", " and ")).Entry?.Id);
    }

    [Theory]
    [InlineData("5.65535.1")]
    [InlineData("5.1000.1")]
    [InlineData("5.1.65535")]
    [InlineData("5.1.500-1699")]
    public void An_enhanced_code_has_at_most_three_digits_in_each_place(string code) =>
        Assert.Contains("is no code", Assert.Single(Problems(new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Code("host.it", code).Source())).Message);

    public static TheoryData<Match> Mixed =>
    [
        new Match { HResult = "0x800CCC0F", Text = "the doorman said no" },
        new Match { HResult = "0x800CCC0F", Token = "TSS04" },
        new Match { HResult = "0x800CCC0F", Code = "550" },
        new Match { HResult = "0x800CCC0F", Http = "400" },
        new Match { Token = "TSS04", Text = "the doorman said no" },
        new Match { Code = "550", Http = "400", Text = "the doorman said no" },
    ];

    [Theory]
    [MemberData(nameof(Mixed))]
    public void Keys_that_would_not_be_asked_for_together_are_refused_together(Match match)
    {
        var problem = Assert.Single(Problems(new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Entry("host.it", match).Source()));

        Assert.Equal(("host.it", "match"), (problem.Where, problem.Field));
        Assert.Contains("together", problem.Message);
    }

    [Fact]
    public void A_marker_is_one_text_or_one_token()
    {
        var source = Tiny().Source();
        var speaker = source.Speakers[0] with { Markers = [new Match { Text = "doorman of the host", Code = "550" }] };

        Assert.Contains("a marker is one 'text' or one 'token'", Assert.Single(Problems(source with { Speakers = [speaker] })).Message);
    }

    private static TinyCatalogue Tiny(string phrase = "the doorman said no") => new TinyCatalogue().Speaker("host", SpeakerRole.Receiver).Entry("host.it", phrase);

    private static IReadOnlyList<CatalogueProblem> Problems(CatalogueSource source)
    {
        CatalogueCompiler.Compile(source, out var problems);
        return problems;
    }
}
