using Undelivered.Publishing;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Export;

/// <summary>A form in which the whole library can be had.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Name">What it is called.</param>
/// <param name="About">What it is good for.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record Download(string File, string Name, string About, string ContentType)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Download> All { get; } =
    [
        new("undelivered.xlsx", "Excel workbook", "A sheet for each speaker, with guides and glossary.", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        new("undelivered.csv", "CSV", "One row an entry, for a spreadsheet or a database.", "text/csv; charset=utf-8"),
        new("undelivered.json", "JSON", "Everything: entries, causes, speakers, glossary, guides.", "application/json"),
        new("undelivered.schema.json", "JSON Schema", "What stands where in the JSON.", "application/schema+json"),
        new("undelivered.md", "Markdown", "One document with a table for each speaker.", "text/markdown; charset=utf-8"),
    ];

    /// <summary>Its path.</summary>
    public string Path => "/downloads/" + File;

    /// <summary>Writes the file.</summary>
    public void Write(Catalogue catalogue, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        switch (File)
        {
            case "undelivered.xlsx": CatalogueXlsx.Write(catalogue, stream); break;
            case "undelivered.csv": CatalogueCsv.Write(catalogue, stream); break;
            case "undelivered.json": CatalogueJson.Write(catalogue, stream); break;
            case "undelivered.md": CatalogueMarkdown.Write(catalogue, stream); break;
            default: stream.Write(Asset.Named("undelivered.schema.json").Bytes.Span); break;
        }
    }
}
