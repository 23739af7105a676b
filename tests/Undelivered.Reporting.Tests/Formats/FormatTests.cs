using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using NJsonSchema;
using Undelivered.Publishing.Tests;
using Undelivered.Tests;

namespace Undelivered.Reporting.Tests;

public sealed class FormatTests
{
    private static readonly Lazy<Report> Hostile = new(() => HostileReports.Report());

    public static TheoryData<string> Reports => ["small", "empty", "hostile", "traffic"];

    [Fact]
    public void The_JSON_is_as_reviewed() => Snapshot.Match("small.json", Json(Some.Small()));

    [Fact]
    public void The_Markdown_is_as_reviewed() => Snapshot.Match("small.md", ReportMarkdown.Render(Some.Small()));

    [Fact]
    public void The_HTML_is_as_reviewed()
    {
        var html = ReportHtml.Render(Some.Small());

        // Style and script are reviewed where they stand.
        html = html[..html.IndexOf("<style>", StringComparison.Ordinal)] + html[html.IndexOf("</style>", StringComparison.Ordinal)..html.IndexOf("<script>", StringComparison.Ordinal)];
        var policy = html.IndexOf("style-src", StringComparison.Ordinal);
        Snapshot.Match("small.html", html[..policy] + html[html.IndexOf("img-src", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void The_public_surface_is_as_reviewed() => Snapshot.Match("Undelivered.Reporting.api.txt", PublicApi.Of(typeof(Report).Assembly));

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task The_JSON_keeps_its_schema(string which)
    {
        var schema = await JsonSchema.FromFileAsync(RepositoryFiles.Path("docs", "report.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Json(Of(which))).Select(e => $"{e.Path}: {e.Kind}"));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_workbook_is_valid_and_holds_no_formula(string which)
    {
        using var stream = new MemoryStream();
        ReportXlsx.Write(Of(which), stream);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
        Assert.Equal(
            ["Summary", "Problems", "Over time", "Receivers", "Recipient domains", "Senders"],
            document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Take(6).Select(s => s.Name!.Value));
        Assert.All(document.WorkbookPart.WorksheetParts, p => Assert.Empty(p.Worksheet!.Descendants<CellFormula>()));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_CSV_is_one_that_any_reader_takes_and_no_spreadsheet_runs(string which)
    {
        using var stream = new MemoryStream();
        ReportCsv.Write(Of(which), stream);
        var rows = CsvReader.Read(Encoding.UTF8.GetString(stream.ToArray())[1..]);

        Assert.All(rows, r => Assert.Equal(20, r.Length));
        Assert.All(rows.SelectMany(r => r), c => Assert.DoesNotMatch("^[=+@\t\r]", c));
        Assert.Equal(Of(which).Problems.Count + 1 + (Of(which).OtherProblems.Count > 0 ? 1 : 0), rows.Count);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_page_is_small_and_holds_no_markup_of_anyone_else(string which)
    {
        var html = ReportHtml.Render(Of(which), new() { WithAddresses = true });

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000, ReportHtml.MaxLength);
        Assert.Equal(1, Count(html, "<script"));
        Assert.Equal(1, Count(html, "</script"));
        Assert.Equal(1, Count(html, "<style"));
        Assert.Equal(0, Count(html, "<img"));
        Assert.Equal(0, Count(html, " style=\""));
        Assert.Equal(Count(html, "<details"), Count(html, "</details>"));
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B\u000C\u000E-\u001F\u0080-\u009F\uFEFF]", html);
    }

    [Fact]
    public void Markdown_of_hostile_texts_shows_them()
    {
        var markdown = ReportMarkdown.Render(Hostile.Value);

        Assert.DoesNotContain("<script", markdown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", markdown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u001B]", markdown);
    }

    [Theory]
    [InlineData(0.00001, "< 0.1 %")]
    [InlineData(0, "0 %")]
    [InlineData(0.0402, "4.0 %")]
    [InlineData(0.61, "61 %")]
    [InlineData(0.9999, "> 99 %")]
    [InlineData(1, "100 %")]
    public void A_share_is_never_rounded_to_nothing_or_to_all(double share, string shown) => Assert.Equal(shown, Figures.Percent(share));

    private static Report Of(string which) => which switch
    {
        "small" => Some.Small(),
        "empty" => Some.Builder().Build(),
        "hostile" => Hostile.Value,
        _ => Traffic.Report(2_000),
    };

    private static int Count(string text, string part) => text.Split(part, StringSplitOptions.None).Length - 1;

    private static string Json(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
