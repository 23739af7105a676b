using System.Reflection;

namespace Undelivered.Tests;

public sealed class VocabularyTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;
    private static readonly IReadOnlyList<FixedCause> Contract = TestData.Read<FixedCause>("causes.jsonl");

    public static TheoryData<string> ContractCauses => [.. Contract.Select(c => c.Id)];

    [Fact]
    public void The_catalogue_has_the_46_causes_of_the_contract_and_no_other()
    {
        Assert.Equal(46, Contract.Count);
        Assert.Equal(Contract.Select(c => c.Id).Order(), Catalogue.Causes.Select(c => c.Id).Order());
    }

    [Fact]
    public void The_constants_for_code_name_exactly_these_causes()
    {
        var constants = typeof(CauseId).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(Contract.Select(c => c.Id).Order(), constants.Order());
    }

    [Theory]
    [MemberData(nameof(ContractCauses))]
    public void A_cause_decides_as_the_contract_says(string id)
    {
        var contract = Contract.Single(c => c.Id == id);
        var cause = Catalogue.FindCause(id);

        Assert.NotNull(cause);
        Assert.Equal(contract, new FixedCause(cause.Id, WireNames.Of(cause.FixedBy), WireNames.Of(cause.Retry), WireNames.Of(cause.Suppress)));
    }

    [Fact]
    public void Every_entry_names_a_cause_and_a_speaker_that_exist()
    {
        var causes = Contract.Select(c => c.Id).ToHashSet();
        var speakers = Catalogue.Speakers.Select(s => s.Id).ToHashSet();

        Assert.All(Catalogue.Entries, entry => Assert.Contains(entry.Cause, causes));
        Assert.All(Catalogue.Entries, entry => Assert.Contains(entry.Speaker, speakers));
    }

    [Theory]
    [InlineData(typeof(Retry))]
    [InlineData(typeof(Suppress))]
    [InlineData(typeof(FixedBy))]
    [InlineData(typeof(EntryStatus))]
    [InlineData(typeof(SpeakerRole))]
    [InlineData(typeof(MatchKind))]
    [InlineData(typeof(Permanence))]
    public void No_two_values_of_a_vocabulary_have_one_name(Type vocabulary)
    {
        var of = typeof(WireNames).GetMethod(nameof(WireNames.Of), [vocabulary])!;

        var names = Enum.GetValues(vocabulary).Cast<object>().Select(value => (string?)of.Invoke(null, [value])).ToArray();

        Assert.Distinct(names);
    }

    [Fact]
    public void A_name_that_is_read_gives_the_value_that_it_was_written_for()
    {
        Assert.All(Enum.GetValues<Retry>(), value => Assert.True(WireNames.TryParse(WireNames.Of(value), out Retry read) && read == value));
        Assert.All(Enum.GetValues<Suppress>(), value => Assert.True(WireNames.TryParse(WireNames.Of(value), out Suppress read) && read == value));
        Assert.All(Enum.GetValues<FixedBy>(), value => Assert.True(WireNames.TryParse(WireNames.Of(value), out FixedBy read) && read == value));
        Assert.All(Enum.GetValues<EntryStatus>(), value => Assert.True(WireNames.TryParse(WireNames.Of(value), out EntryStatus read) && read == value));
        Assert.All(Enum.GetValues<SpeakerRole>(), value => Assert.True(WireNames.TryParse(WireNames.Of(value), out SpeakerRole read) && read == value));
        Assert.All(Enum.GetValues<Permanence>().Where(p => p != Permanence.Unknown),
            value => Assert.True(WireNames.TryParse(WireNames.Of(value), out Permanence read) && read == value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Yes")]
    [InlineData("perhaps")]
    public void A_name_that_is_none_is_refused(string? name)
    {
        Assert.False(WireNames.TryParse(name, out Retry _));
        Assert.False(WireNames.TryParse(name, out Suppress _));
        Assert.False(WireNames.TryParse(name, out Permanence _));
        Assert.False(WireNames.TryParse(name, out FixedBy _));
    }

    private sealed record FixedCause(string Id, string FixedBy, string Retry, string Suppress);
}
