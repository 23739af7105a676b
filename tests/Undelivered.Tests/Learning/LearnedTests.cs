using Undelivered.Compilation;
using Undelivered.Learning;

namespace Undelivered.Tests;

/// <summary>Texts that no entry knows: docs/matching.md, section 6.</summary>
public sealed class LearnedTests
{
    private const int Folds = 5;

    private static readonly Catalogue Catalogue = Catalogue.Default;

    /// <summary>Knows no phrase at all: only the tables of codes, and what was learned.</summary>
    private static readonly Catalogue Wordless = Undelivered.Catalogue.Compile(WordlessSource());

    /// <summary>Catalogues that lack a fifth of their entries each, with those entries.</summary>
    private static readonly Lazy<(Catalogue Without, Entry[] HeldOut)[]> HeldOut = new(() =>
        [.. Enumerable.Range(0, Folds).Select(fold =>
        {
            var source = Catalogue.ToSource();
            var kept = source.Entries.Where((_, i) => i % Folds != fold).ToArray();
            var bare = source with { Entries = kept, Guides = [], Model = null };
            var model = ModelTrainer.Train(Catalogue.Compile(bare).Data, kept);
            return (Catalogue.Compile(bare with { Model = model }), source.Entries.Where((_, i) => i % Folds == fold).ToArray());
        })]);

    [Theory]
    [InlineData("452 the mailbox of this user has exceeded its storage quota", CauseId.RecipientMailboxFull)]
    [InlineData("550 no such user here, the recipient address does not exist", CauseId.RecipientUnknown)]
    [InlineData("451 too many messages from your address, rate limit exceeded, try again later", CauseId.RateLimited)]
    [InlineData("554 your message looks like spam and was rejected because of its content", CauseId.ContentSpam)]
    public void A_text_in_nobodys_words_is_told_by_its_likeness(string text, string cause)
    {
        var answer = Wordless.Diagnose(text);

        Assert.Equal(MatchKind.Learned, answer.Match);
        Assert.Equal(cause, answer.Cause.Id);
        Assert.Null(answer.Entry);
        Assert.InRange(answer.Confidence, 0.4, 1);
        Assert.NotEqual(Suppress.Yes, answer.Suppress);
        Assert.NotEmpty(answer.Remedy);
    }

    [Theory]
    [InlineData("hello how are you today")]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    [InlineData("Please send me the report by Friday, thank you very much")]
    [InlineData("GET /index.html HTTP/1.1")]
    [InlineData("qqq qqq qqq qqq")]
    public void What_is_no_failure_at_all_is_not_guessed_at(string text) => Assert.Equal(MatchKind.None, Catalogue.Diagnose(text).Match);

    [Theory]
    [InlineData("550 qqq", MatchKind.BasicCode)]
    [InlineData("550 5.1.1 qqq", MatchKind.EnhancedCode)]
    [InlineData("X.7.1", MatchKind.EnhancedCode)]
    public void Codes_without_words_are_left_to_the_tables(string text, MatchKind kind) => Assert.Equal(kind, Catalogue.Diagnose(text).Match);

    [Fact]
    public void Training_gives_the_same_model_every_time()
    {
        var source = Catalogue.ToSource();

        Assert.Equal(source.Model!.Bytes, ModelTrainer.Train(Catalogue.Data, source.Entries).Bytes);
    }

    [Fact]
    public void Its_size_stays_small() => Assert.InRange(Catalogue.Data.Model.Count, 1, 400 * 1024);

    [Fact]
    public void On_entries_that_were_not_learned_from_it_beats_the_tables_of_codes()
    {
        int guessed = 0, right = 0, tableRight = 0;
        double promised = 0;
        foreach (var (without, heldOut) in HeldOut.Value)
        {
            var tables = Catalogue.Compile(without.ToSource() with { Model = null });
            foreach (var (text, cause) in heldOut.SelectMany(e => e.Examples, (e, x) => (x.Text, e.Cause)))
            {
                var answer = without.Diagnose(text);
                if (answer.Match == MatchKind.Learned)
                {
                    guessed++;
                    promised += answer.Confidence;
                    right += answer.Cause.Id == cause ? 1 : 0;
                    tableRight += tables.Diagnose(text).Cause.Id == cause ? 1 : 0;
                }
            }
        }

        Assert.InRange(guessed, 200, int.MaxValue);
        Assert.True(right > 2 * tableRight, $"of {guessed} guesses {right} are right; the tables have {tableRight}");
        Assert.InRange((promised - right) / guessed, -0.1, 0.1);
    }

    [Fact]
    public void A_guess_never_suppresses_an_address_at_once()
    {
        var answers = HeldOut.Value.SelectMany(f => f.HeldOut.SelectMany(e => e.Examples).Select(x => f.Without.Diagnose(x.Text)));

        Assert.DoesNotContain(answers, a => a is { Match: MatchKind.Learned, Suppress: Suppress.Yes });
    }

    [Fact]
    public void Ones_own_entries_keep_what_was_learned_and_causes_may_be_laid_over()
    {
        var source = WordlessSource();
        var full = source.Causes.Single(c => c.Id == CauseId.RecipientMailboxFull);
        var causes = source.Causes.Where(c => c != full).Append(full with { Title = "Voll" }).ToArray();

        var answer = Undelivered.Catalogue.Compile(source with { Causes = causes }).Diagnose("452 the mailbox of this user has exceeded its storage quota");

        Assert.Equal("Voll", answer.Title);
    }

    private static CatalogueSource WordlessSource()
    {
        var source = Undelivered.Catalogue.Default.ToSource();
        return source with { Entries = [.. source.Entries.Where(e => e.Match.All(m => m.Text is null && m.Token is null))], Guides = [] };
    }
}
