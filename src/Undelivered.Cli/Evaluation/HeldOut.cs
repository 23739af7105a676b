using Undelivered.Compilation;
using Undelivered.Learning;

namespace Undelivered.Cli.Evaluation;

/// <summary>How the catalogue does on texts that it does not know: each part of its entries is taken out in turn, and the rest answers their examples.</summary>
internal static class HeldOut
{
    /// <summary>The answers with guesses, and those of the tables of codes alone, on the texts where a guess was made.</summary>
    public static (Score All, Score Guesses, Score TablesInstead) Measure(Catalogue catalogue, int parts)
    {
        var source = catalogue.ToSource();
        var (all, guesses, tables) = (new Score(), new Score(), new Score());
        for (var part = 0; part < parts; part++)
        {
            var kept = source.Entries.Where((_, i) => i % parts != part).ToArray();
            var bare = source with { Entries = kept, Guides = [], Model = null };
            var tablesAlone = Catalogue.Compile(bare);
            var rest = Catalogue.Compile(bare with { Model = ModelTrainer.Train(tablesAlone.Data, kept) });
            foreach (var label in source.Entries.Where((_, i) => i % parts == part).SelectMany(e => Labels(catalogue, e)))
            {
                var answer = Answers.Of(rest, label);
                all.Add(label, answer);
                if (answer.By == WireNames.Of(MatchKind.Learned))
                {
                    guesses.Add(label, answer);
                    tables.Add(label, Answers.Of(tablesAlone, label));
                }
            }
        }

        return (all, guesses, tables);
    }

    /// <summary>An entry's examples, with what the whole catalogue says of them.</summary>
    private static IEnumerable<LabelledText> Labels(Catalogue catalogue, Entry entry)
    {
        foreach (var example in entry.Examples)
        {
            var label = new LabelledText { Id = entry.Id, Text = example.Text, Provider = example.Provider, RemoteHost = example.RemoteHost, Causes = [entry.Cause] };
            var right = Answers.Of(catalogue, label);
            yield return label with { Permanence = List(right.Permanence), Retry = List(right.Retry), Suppress = List(right.Suppress) };
        }

        static IReadOnlyList<string> List(string? value) => value is null ? [] : [value];
    }
}

/// <summary>Our own answers, in the terms of a score.</summary>
internal static class Answers
{
    public static Answer Of(Catalogue catalogue, LabelledText text)
    {
        var d = catalogue.Diagnose(new Evidence { Text = text.Text, Provider = text.Provider, RemoteHost = text.RemoteHost });
        return new([d.Cause.Id], WireNames.Of(d.Permanence), WireNames.Of(d.Retry), WireNames.Of(d.Suppress), WireNames.Of(d.Match));
    }
}
