using CsCheck;

namespace Undelivered.Tests;

/// <summary>Texts to put to the engine: the catalogue's own examples, and what becomes of them on the way.</summary>
internal static class Texts
{
    public static IReadOnlyList<(string Entry, Example Example)> Examples { get; } =
        [.. Catalogue.Default.Entries.SelectMany(e => e.Examples.Select(x => (e.Id, x)))];

    public static Gen<string> Example { get; } = OneOf([.. Examples.Select(e => e.Example.Text)]);

    private static Gen<string> Scrap { get; } = Gen.OneOf(
        Gen.String[0, 20],
        OneOf("\r\n", "\\n", "\\\\\"", "&lt;", "…", "\u200B", "550 ", "550-5.7.1 ", "5.1.1", "<<< ", "<", ">", "{", "}", "\\u00", "\\ud800", "0x800CCC0F", "é", "Ⱥ", "\uD83D", "[192.0.2.1]"),
        OneOf([.. Catalogue.Default.Entries.SelectMany(e => e.Match).Select(m => m.Text ?? m.Token).OfType<string>()]));

    private static Gen<Func<string, string>> Change { get; } = Gen.OneOf(
        Gen.Double.Unit.Select(Gen.Double.Unit, (a, b) => (Func<string, string>)(t => t.Remove(At(t, Math.Min(a, b)), At(t, Math.Abs(a - b))))),
        Gen.Double.Unit.Select(a => (Func<string, string>)(t => t[..At(t, a)])),
        Gen.Double.Unit.Select(a => (Func<string, string>)(t => t[At(t, a)..])),
        Gen.Double.Unit.Select(Gen.Int[2, 50], (a, times) => (Func<string, string>)(t => t[..At(t, a)] + string.Concat(Enumerable.Repeat(t[At(t, a)..], times)))),
        Gen.Double.Unit.Select(Scrap, (a, scrap) => (Func<string, string>)(t => t.Insert(At(t, a), scrap))),
        Gen.Double.Unit.Select(a => (Func<string, string>)(t => t[..At(t, a)] + t[At(t, a)..].ToUpperInvariant())),
        Gen.Double.Unit.Select(Example, (a, other) => (Func<string, string>)(t => t[..At(t, a)] + other[At(other, a)..])));

    /// <summary>An example that was cut, repeated, added to, shouted or mixed with another.</summary>
    public static Gen<string> Mutated { get; } =
        from text in Example
        from changes in Change.Array[1, 4]
        select changes.Aggregate(text, (t, change) => change(t));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static int At(string text, double share) => (int)(share * text.Length);
}
