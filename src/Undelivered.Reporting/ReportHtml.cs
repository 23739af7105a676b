using System.Security.Cryptography;
using System.Text;
using Undelivered.Reporting.Html;

namespace Undelivered.Reporting;

/// <summary>What a page is to hold.</summary>
public sealed record ReportHtmlOptions
{
    /// <summary>
    /// Whether the addresses to suppress are put into the page, to be downloaded from there, as far as they are few enough.
    /// Without, no recipient's address stands in the page, and it can be handed on.
    /// </summary>
    public bool WithAddresses { get; init; }
}

/// <summary>Writes a report as one page that needs nothing else: no script has to run, and nothing is fetched.</summary>
public static class ReportHtml
{
    /// <summary>No page becomes longer, whatever is reported.</summary>
    public const int MaxLength = 1_000_000;

    private static readonly Lazy<string> Style = new(() => Resource("report.css"));
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));

    /// <summary>Writes the page as UTF-8 and leaves the stream open.</summary>
    public static void Write(Report report, Stream stream, ReportHtmlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Render(report, options)));
    }

    /// <summary>The page as a text.</summary>
    public static string Render(Report report, ReportHtmlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlPage();
        var colours = new SeriesColours(report);
        page.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {Hash(Style.Value)}; script-src {Hash(Script.Value)}; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <meta name="generator" content="Undelivered">
            <title>{report.Verdict.Headline}</title>
            <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%234f5bd5'/%3E%3Cpath d='M3.5 5h9v6h-9zm0 0L8 8.6 12.5 5' fill='none' stroke='white' stroke-width='1.2' stroke-linejoin='round'/%3E%3C/svg%3E">
            <style>{new Markup(Style.Value)}</style>
            </head>
            <body>

            """);
        HeadSection.Write(page, report);
        page.Add($"<main id=\"main\">\n");
        RemedySection.Write(page, report);
        ChartSection.Write(page, report);
        PartySection.Overview(page, report, colours);
        ProblemSection.Write(page, report, colours);
        SuppressionSection.Write(page, report, options ?? new());
        UnknownSection.Write(page, report);
        PartySection.Full(page, report);
        NotesSection.Write(page, report);
        page.Add($"""
            </main>
            <footer><p>Made {Figures.Time(report.Made)} by Undelivered with its catalogue {report.CatalogueVersion}. All times are UTC. This page fetches nothing.</p></footer>
            <script>{new Markup(Script.Value)}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static Markup Hash(string content) => new($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'");

    private static string Resource(string name)
    {
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes what it reads, and it reads every line end as a line feed.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
