using System.Text;

namespace Undelivered.Tests;

/// <summary>Texts that were made to hurt: they are answered, in bounded time.</summary>
public sealed class HostileTextTests
{
    private const int Length = Evidence.MaxTextLength;

    // Far more than any of these takes: it is there to tell slow from endless.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Catalogue Catalogue = Catalogue.Default;
    private static readonly CatalogueSearch Search = new(Catalogue);

    private static readonly Dictionary<string, Func<string>> Hostile = new()
    {
        ["every phrase of the catalogue"] = () => string.Join(' ', Phrases()),
        ["every phrase of the catalogue, backwards"] = () => string.Join(' ', Phrases().Reverse()),
        ["every phrase without blanks between"] = () => string.Concat(Phrases()),
        ["every token and marker"] = () => string.Join(' ', Catalogue.Entries.SelectMany(e => e.Match).Concat(Catalogue.Speakers.SelectMany(s => s.Markers)).Select(m => m.Token ?? m.Text)),
        ["digits"] = () => Fill("0123456789"),
        ["fives"] = () => Fill("5"),
        ["reply codes"] = () => Fill("550 "),
        ["folded replies"] = () => Fill("550-5.7.1 a\r\n"),
        ["enhanced codes"] = () => Fill("5.7.1 "),
        ["dots and digits"] = () => Fill("5."),
        ["error numbers"] = () => Fill("0x800CCC0F "),
        ["hex digits"] = () => Fill("8abcdef0"),
        ["null escapes"] = () => Fill(@"\u0000"),
        ["escaped surrogates"] = () => Fill(@"\ud800"),
        ["backslashes"] = () => Fill("\\"),
        ["ampersands"] = () => Fill("&"),
        ["entities"] = () => Fill("&lt;"),
        ["combining marks"] = () => Fill("e\u0301\u0301\u0301"),
        ["lone surrogates"] = () => Fill("\uD800"),
        ["lone low surrogates between words"] = () => Fill("\uDC00a "),
        ["letters that grow"] = () => Fill("Ⱥ"),
        ["ideographs"] = () => Fill("郵件被退回"),
        ["nulls"] = () => Fill("\0"),
        ["blanks"] = () => Fill(" "),
        ["line ends"] = () => Fill("\r\n"),
        ["zero-width characters"] = () => Fill("\u200B"),
        ["marks of transcripts"] = () => Fill("\n<<< "),
        ["open brackets"] = () => Fill("<[({"),
        ["closing brackets"] = () => Fill(">] "),
        ["at signs"] = () => Fill("a@"),
        ["dots"] = () => Fill("."),
        ["one word"] = () => Fill("a"),
    };

    public static TheoryData<string> Names => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_text_is_answered(string name) => await AnswersAsync(Hostile[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_text_after_a_refusal_is_answered(string name) => await AnswersAsync("550 5.1.1 " + Hostile[name]());

    [Fact]
    public async Task The_beginning_of_any_phrase_may_be_repeated_without_end()
    {
        // The costliest are those that fail late: the literal before a slot, over and over.
        var beginnings = Phrases().Where(p => p.Contains('{') && !p.StartsWith('{')).Select(p => p[..p.IndexOf('{')]).Distinct().Where(p => p.Length >= 4);

        await WithinPatienceAsync(() =>
        {
            foreach (var beginning in beginnings)
            {
                Assert.NotEmpty(Catalogue.Diagnose(Fill(beginning + " ")).Title);
            }
        }, times: 6);
    }

    [Fact]
    public async Task The_literals_of_a_phrase_may_be_repeated_without_its_end()
    {
        var catalogue = TinyCatalogue.Of("begin {*} middle {*} middle {*} middle {*} middle {*} the end");

        await WithinPatienceAsync(() => Assert.Null(catalogue.Diagnose(Fill("begin middle ")).Entry));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_search_for_a_hostile_text_ends(string name) => await WithinPatienceAsync(() => Assert.True(Search.Find(Hostile[name](), limit: 5).Count <= 5));

    [Fact]
    public void What_stands_before_the_limit_is_answered_and_what_stands_behind_it_is_not()
    {
        const string Reply = "550 5.1.1 The email account that you tried to reach does not exist ";

        Assert.Equal("gmail.user-unknown", Catalogue.Diagnose(Reply + Fill("q ") + Fill("q ")).Entry?.Id);
        Assert.Equal("gmail.user-unknown", Catalogue.Diagnose(Fill("q ")[..(Length - Reply.Length)] + Reply).Entry?.Id);
        Assert.Null(Catalogue.Diagnose(Fill("q ") + Reply).Entry);
        Assert.Null(Catalogue.Diagnose(Encoding.UTF8.GetBytes(Fill("q ") + Reply).AsSpan()).Entry);
        Assert.Null(Catalogue.Diagnose((Fill("q ") + Reply).AsSpan()).Entry);
    }

    [Fact]
    public void A_character_that_the_limit_cuts_in_two_does_no_harm()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var answer = Catalogue.Diagnose("550 5.1.1 User unknown " + new string('a', shift) + Fill("😀"));

            Assert.Equal(CauseId.RecipientUnknown, answer.Cause.Id);
        }
    }

    private static IEnumerable<string> Phrases() => Catalogue.Entries.SelectMany(e => e.Match).Select(m => m.Text ?? m.Token).OfType<string>();

    private static string Fill(string part) => string.Concat(Enumerable.Repeat(part, (Length / part.Length) + 1))[..Length];

    private static Task AnswersAsync(string text) => WithinPatienceAsync(() =>
    {
        Assert.NotEmpty(Catalogue.Diagnose(text).Title);
        Assert.NotEmpty(Catalogue.Diagnose(Encoding.UTF8.GetBytes(text).AsSpan()).ToJson());
    });

    private static async Task WithinPatienceAsync(Action work, int times = 1)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Task.Run(work, cancellation).WaitAsync(times * Patience, cancellation);
    }
}
