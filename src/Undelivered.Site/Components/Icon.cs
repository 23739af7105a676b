using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The icons, drawn inline so that they take the text's colour and cost no request.</summary>
internal static class Icon
{
    private const string Begin = """<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">""";

    public const string Person = """<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.8-3.6 3.5-5.5 7-5.5s6.2 1.9 7 5.5"/>""";
    public const string Again = """<path d="M19.5 11a7.5 7.5 0 1 0-1.9 6"/><path d="M20 5.5V11h-5.5"/>""";
    public const string Stop = """<circle cx="12" cy="12" r="8"/><path d="m6.5 6.5 11 11"/>""";
    public const string Clock = """<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>""";
    public const string Gauge = """<path d="M4.5 17a8.5 8.5 0 1 1 15 0"/><path d="m12 14 3.5-4.5"/>""";
    public const string Warning = """<path d="M12 4 3 19.5h18z"/><path d="M12 10v4.5M12 17v.1"/>""";
    public const string Search = """<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>""";
    public const string Copy = """<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 5.5a1.5 1.5 0 0 0-1.5-1H6a1.5 1.5 0 0 0-1.5 1.5v8a1.5 1.5 0 0 0 1 1.5"/>""";
    public const string Share = """<path d="M12 14.5V4M8 7.5 12 3.8l4 3.7"/><path d="M6 12v6.5A1.5 1.5 0 0 0 7.5 20h9a1.5 1.5 0 0 0 1.5-1.5V12"/>""";
    public const string Print = """<path d="M7 9V4h10v5M7 17H4.5V9.5h15V17H17"/><path d="M7 14h10v6H7z"/>""";
    public const string Theme = """<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentColor"/>""";
    public const string File = """<path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5z"/><path d="M13.5 3.5v5h5"/>""";
    public const string Book = """<path d="M5 5.5A1.5 1.5 0 0 1 6.5 4H19v13.5H6.5A1.5 1.5 0 0 0 5 19z"/><path d="M5 19a1.5 1.5 0 0 0 1.5 1.5H19v-3"/>""";

    /// <summary>The mark of the house: an envelope that comes back.</summary>
    public const string Logo = """<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#3346c6"/><path d="M7 11.5A1.5 1.5 0 0 1 8.5 10h15a1.5 1.5 0 0 1 1.5 1.5V16M7 11.5V21a1.5 1.5 0 0 0 1.5 1.5H14M7 11.5l9 6 9-6" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/><path d="M27 23h-8m0 0 3-3m-3 3 3 3" fill="none" stroke="#ffb4a8" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    public static Html Of(PageContext p, string drawing)
    {
        p.Markup(Begin);
        p.Markup(drawing);
        return p.Markup("</svg>");
    }
}
