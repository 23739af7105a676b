using Undelivered.Cli.Terminal;
using Undelivered.Publishing;

namespace Undelivered.Cli.Rendering;

/// <summary>One entry of the catalogue, without an error that it answers.</summary>
internal static class EntryView
{
    public static void Write(Catalogue catalogue, Entry entry, string format)
    {
        // The entry's own example shows it best: an answer as it would be given.
        var example = entry.Examples[0];
        var diagnosis = catalogue.Diagnose(new Evidence { Text = example.Text, Provider = example.Provider, RemoteHost = example.RemoteHost });
        switch (format)
        {
            case "json":
                Standard.Out.WriteLine(Harmless.Json(CatalogueJson.Render(catalogue, entry)));
                break;
            case "markdown":
                Standard.Out.WriteLine(DiagnosisMarkdown.Render(diagnosis));
                break;
            default:
                var page = Page.ForOutput();
                DiagnosisView.Write(page, catalogue, diagnosis);
                Details(page, entry);
                page.Print();
                break;
        }
    }

    private static void Details(Page page, Entry entry)
    {
        page.Paragraph("Recognised by", Style.Bold);
        foreach (var match in entry.Match)
        {
            string?[] parts = [match.HResult, match.Code, match.Http is null ? null : "HTTP " + match.Http, match.Token, match.Text];
            page.Hanging("  ", (string.Join("  ", parts.OfType<string>()), Style.Plain));
        }

        page.Blank();
        page.Paragraph($"Status: {WireNames.Of(entry.Status)}{(entry.Seed.Count > 0 ? $"; article lines {string.Join(", ", entry.Seed)}" : "")}");
        if (entry.Notes is not null)
        {
            page.Paragraph("Note: " + entry.Notes, Style.Dim);
        }

        foreach (var source in entry.Sources)
        {
            page.Paragraph($"Source: {source.Reference}{(source.Seen is null ? "" : $" ({source.Seen})")}", Style.Dim);
        }

        page.Blank();
    }
}
