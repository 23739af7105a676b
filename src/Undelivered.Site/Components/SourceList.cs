using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Where something is known from.</summary>
internal static class SourceList
{
    public static Html Of(PageContext p, IReadOnlyList<Source> sources) => p.If(sources.Count > 0, $"""
        <section class="side sources"><h3>Known from</h3><ul>{p.Each(sources, s => p.Write($"<li>{Reference(p, s)}{p.If(s.Seen is not null, $""" <small>seen {s.Seen}</small>""")}</li>"))}</ul></section>
        """);

    private static Html Reference(PageContext p, Source source) => IsWeb(source.Reference)
        ? p.Write($"""<a href="{source.Reference}" rel="noreferrer">{Name(source)}</a>""")
        : p.Text(source.Reference);

    private static bool IsWeb(string reference) => reference.StartsWith("https://", StringComparison.Ordinal) || reference.StartsWith("http://", StringComparison.Ordinal);

    private static string Name(Source source) => source switch
    {
        { Rfc: { } rfc, Url: null } => source.Section is null ? $"RFC {rfc}" : $"RFC {rfc}, section {source.Section}",
        { Title: { } title } => title,
        _ => source.Reference[(source.Reference.IndexOf("//", StringComparison.Ordinal) + 2)..].TrimEnd('/'),
    };
}
