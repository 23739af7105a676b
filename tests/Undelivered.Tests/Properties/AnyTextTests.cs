using System.Text;
using CsCheck;

namespace Undelivered.Tests;

public sealed class AnyTextTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    [Fact]
    public void Any_string_is_answered_and_always_in_the_same_way() => Gen.String.Sample(IsAnsweredInTheSameWay, iter: 5_000);

    [Fact]
    public void Any_example_is_answered_whatever_was_done_to_it() => Texts.Mutated.Sample(IsAnsweredInTheSameWay, iter: 10_000);

    [Fact]
    public void Any_bytes_are_answered_and_always_in_the_same_way() => Gen.Byte.Array[0, 300].Sample(AreAnsweredInTheSameWay, iter: 5_000);

    [Fact]
    public void Any_example_is_answered_whatever_bytes_it_was_broken_with() =>
        Texts.Mutated.Select(Gen.Byte.Array[1, 8], Gen.Double.Unit, (text, scrap, share) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var at = (int)(share * bytes.Length);
            return (byte[])[.. bytes.AsSpan(0, at), .. scrap, .. bytes.AsSpan(at)];
        }).Sample(AreAnsweredInTheSameWay, iter: 5_000);

    [Fact]
    public void Any_evidence_is_answered() => Gen.Select(Texts.Mutated, Gen.Int, Gen.String[0, 12], Gen.String[0, 20]).Sample(
        (text, code, provider, host) =>
        {
            var answer = Catalogue.Diagnose(new Evidence { Text = text, ReplyCode = code, Provider = provider, RemoteHost = host, EnhancedCode = new EnhancedCode(5, (ushort)code, 1) });

            Assert.NotEmpty(answer.Title);
            Assert.NotEmpty(answer.ToJson());
        }, iter: 3_000);

    [Fact]
    public void What_is_captured_stands_in_the_text() => Texts.Mutated.Sample(text =>
    {
        // Half a pair of surrogates is no text: it is read as the sign for a broken character.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

        var answer = Catalogue.Diagnose(text);

        Assert.All(answer.Captures.Values, value => Assert.Contains(value, text, StringComparison.Ordinal));
    }, iter: 10_000);

    [Fact]
    public void Every_overload_gives_the_same_answer() => Texts.Mutated.Sample(text =>
    {
        // What is longer than the limit comes back in full only where it came as a string.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, Evidence.MaxTextLength / 4)]));

        var answer = Catalogue.Diagnose(text).ToJson();

        Assert.Equal(answer, Catalogue.Diagnose(text.AsSpan()).ToJson());
        Assert.Equal(answer, Catalogue.Diagnose(Encoding.UTF8.GetBytes(text).AsSpan()).ToJson());
        Assert.Equal(answer, Catalogue.Diagnose(new Evidence { Text = text }).ToJson());
    }, iter: 1_000);

    [Fact]
    public void No_text_at_all_is_answered_by_nothing()
    {
        Assert.Equal(MatchKind.None, Catalogue.Diagnose("").Match);
        Assert.Equal(MatchKind.None, Catalogue.Diagnose(new Evidence()).Match);
        Assert.Equal(MatchKind.None, Catalogue.Diagnose(ReadOnlySpan<byte>.Empty).Match);
        Assert.Equal(CauseId.Unknown, Catalogue.Diagnose("").Cause.Id);
    }

    private static void IsAnsweredInTheSameWay(string text)
    {
        var answer = Catalogue.Diagnose(text);

        Assert.InRange(answer.Confidence, 0, 1);
        Assert.NotEmpty(answer.Title);
        var (start, end) = (answer.Matched.Start.Value, answer.Matched.End.Value);
        Assert.InRange(end, start, text.Length);
        Assert.Equal(answer.ToJson(), Catalogue.Diagnose(text).ToJson());
    }

    private static void AreAnsweredInTheSameWay(byte[] utf8)
    {
        var answer = Catalogue.Diagnose(utf8);

        Assert.NotEmpty(answer.Title);
        Assert.Equal(answer.ToJson(), Catalogue.Diagnose(utf8).ToJson());
    }
}
