using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Entries in a list, each in a line or two.</summary>
internal static class EntryList
{
    /// <param name="p">The page.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="naming">Whether to say who speaks: not where all are of one speaker.</param>
    public static Html Of(PageContext p, IEnumerable<Entry> entries, bool naming = true) =>
        p.Write($"""<ul class="entries">{p.Each(entries, e => Item(p, e, naming))}</ul>""");

    private static Html Item(PageContext p, Entry entry, bool naming)
    {
        var code = string.Join(" ", CodeIndex.NamesOf(entry).Take(2).Select(c => c.Text));
        return p.Write($"""
            <li><a href="{p.To("/e/" + entry.Id)}">{WebLibrary.Filled(entry.Title)}</a>{p.If(naming, $""" <span>{p.Library.SpeakerName(entry.Speaker)}</span>""")}{p.If(code.Length > 0, $" <code>{code}</code>")}</li>

            """);
    }
}
