using Undelivered.Compilation;

namespace Undelivered.Authoring;

/// <summary>Puts every example of a catalogue to its engine.</summary>
public static class CatalogueExamples
{
    /// <summary>The examples that are answered by another entry than theirs, or otherwise than they say.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="ids">Only these entries; null for all.</param>
    public static IEnumerable<CatalogueProblem> Check(Catalogue catalogue, IReadOnlySet<string>? ids = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        foreach (var entry in catalogue.Entries.Where(e => ids is null || ids.Contains(e.Id)))
        {
            foreach (var example in entry.Examples)
            {
                foreach (var fault in Check(catalogue, entry, example))
                {
                    yield return new(entry.Id, fault, "match");
                }
            }

            foreach (var text in entry.NearMisses)
            {
                if (catalogue.Diagnose(text).Entry?.Id == entry.Id)
                {
                    yield return new(entry.Id, $"a near-miss is taken for a match: {Short(text)}", "match");
                }
            }
        }

        foreach (var hint in catalogue.ToSource().RetryHints)
        {
            foreach (var text in hint.Examples)
            {
                if (catalogue.Diagnose("451 4.3.2 " + text).RetryAfter is null)
                {
                    yield return new(CatalogueCompiler.Hints, $"\"{hint.Text}\" finds no time in its example: {Short(text)}", hint.Text);
                }
            }
        }
    }

    private static IEnumerable<string> Check(Catalogue catalogue, Entry entry, Example example)
    {
        var diagnosis = catalogue.Diagnose(new Evidence { Text = example.Text, Provider = example.Provider, RemoteHost = example.RemoteHost });
        if (diagnosis.Entry?.Id != entry.Id)
        {
            yield return $"an example is answered by {diagnosis.Entry?.Id ?? "no entry"} ({WireNames.Of(diagnosis.Match)}): {Short(example.Text)}";
            yield break;
        }

        foreach (var (name, value) in example.Captures)
        {
            var captured = diagnosis.Captures.GetValueOrDefault(name);
            if (captured != value)
            {
                yield return $"an example captures {name} = '{captured}' where it says '{value}': {Short(example.Text)}";
            }
        }

        (string What, object? Is, object? Said)[] decisions =
        [
            ("retryAfter", diagnosis.RetryAfter, example.RetryAfter),
            ("permanence", diagnosis.Permanence, example.Permanence),
            ("retry", diagnosis.Retry, example.Retry),
            ("suppress", diagnosis.Suppress, example.Suppress),
        ];
        foreach (var (what, @is, said) in decisions)
        {
            if (said is not null && !said.Equals(@is))
            {
                yield return $"an example gives {what} = {@is ?? "nothing"} where it says {said}: {Short(example.Text)}";
            }
        }
    }

    private static string Short(string text) => text.Length <= 160 ? text : text[..160] + "…";
}
