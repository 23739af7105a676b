using System.Text;

namespace Undelivered.Tests;

/// <summary>What may change on the way without changing the answer.</summary>
public sealed class SameAnswerTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    [Fact]
    public void Capitals_change_no_answer()
    {
        AllSame(text => string.Create(text.Length, text, (span, t) => t.AsSpan().ToUpperInvariant(span)), asciiOnly: true);
        AllSame(text => text.ToLowerInvariant(), asciiOnly: true);
        AllSame(text => string.Concat(text.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))), asciiOnly: true);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\t")]
    [InlineData("\u00A0")]
    [InlineData(" \t ")]
    [InlineData("\u2003")]
    [InlineData("\u3000")]
    public void The_kind_and_number_of_blanks_changes_no_answer(string blank) => AllSame(text => text.Replace(" ", blank));

    [Fact]
    public void Blanks_around_the_text_change_no_answer() => AllSame(text => "\r\n \t" + text + " \r\n");

    [Fact]
    public void The_kind_of_line_ends_changes_no_answer()
    {
        AllSame(text => text.ReplaceLineEndings("\n"));
        AllSame(text => text.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void Being_written_as_a_JSON_string_changes_no_answer() =>
        AllSame(text => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").ReplaceLineEndings("\\n").Replace("\t", "\\t") + "\"");

    [Fact]
    public void Where_a_text_stands_in_a_longer_one_does_not_change_how_it_is_folded()
    {
        foreach (var (_, example) in Texts.Examples)
        {
            // A reply code at the beginning of a text is a prefix only there.
            var text = "so it says: " + example.Text;
            var folded = Folded.Of(text).Text;
            for (var length = 0; length <= 40; length++)
            {
                var before = new string('q', length) + " ";
                var shifted = Folded.Of(before + text).Text;

                Assert.True((before.TrimStart() + folded) == shifted, $"after {length} letters:\n{folded}\nbecomes\n{shifted}");
            }
        }
    }

    [Fact]
    public void Folding_a_folded_text_changes_nothing_but_what_its_unfolded_escapes_make_of_it()
    {
        foreach (var (_, example) in Texts.Examples.Where(e => !e.Example.Text.AsSpan().ContainsAny('\\', '&', '\n')))
        {
            var once = Folded.Of("q " + example.Text).Text;

            Assert.Equal(once, Folded.Of(once).Text);
        }
    }

    private static void AllSame(Func<string, string> change, bool asciiOnly = false)
    {
        var faults = new List<string>();
        foreach (var (entry, example) in Texts.Examples)
        {
            if (asciiOnly && (!Ascii.IsValid(example.Text) || example.Text.Contains('\\')))
            {
                continue;
            }

            var text = change(example.Text);
            var answer = Catalogue.Diagnose(new Evidence { Text = text, Provider = example.Provider, RemoteHost = example.RemoteHost });
            if (answer.Entry?.Id != entry)
            {
                faults.Add($"{entry} becomes {answer.Entry?.Id ?? "nothing"}: {text}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
