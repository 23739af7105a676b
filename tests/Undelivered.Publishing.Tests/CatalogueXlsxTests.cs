using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Undelivered.Publishing.Tests;

public sealed class CatalogueXlsxTests : IDisposable
{
    private static readonly byte[] Written = ForwardOnlyStream.BytesOf(CatalogueXlsx.Write);

    private readonly SpreadsheetDocument _document = SpreadsheetDocument.Open(new MemoryStream(Written), isEditable: false);

    private WorkbookPart Book => _document.WorkbookPart!;

    private IEnumerable<Sheet> Sheets => Book.Workbook!.Sheets!.Elements<Sheet>();

    public void Dispose() => _document.Dispose();

    [Theory]
    [InlineData(FileFormatVersions.Office2007)]
    [InlineData(FileFormatVersions.Office2019)]
    [InlineData(FileFormatVersions.Microsoft365)]
    public void The_workbook_is_valid_for_every_excel(FileFormatVersions version)
    {
        var faults = new OpenXmlValidator(version).Validate(_document, TestContext.Current.CancellationToken);
        Assert.Empty(faults.Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
    }

    [Fact]
    public void There_is_one_sheet_a_speaker_between_overview_and_glossary()
    {
        Assert.Equal(
            ["Overview", "A speaker with a long name that", "A speaker with a long name (2)", "glossary (2)", "a b d'e", "Guides", "Glossary"],
            Sheets.Select(s => s.Name!.Value!));
    }

    [Fact]
    public void Sheet_names_are_legal_and_unlike_whatever_their_case()
    {
        var names = Sheets.Select(s => s.Name!.Value!).ToList();
        Assert.All(names, n => Assert.InRange(n.Length, 1, 31));
        Assert.DoesNotContain(string.Concat(names), c => ":\\/?*[]".Contains(c));
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_overview_counts_the_entries_and_leads_to_the_sheets()
    {
        Assert.Equal(
            [
                ["Speaker", "Entries", "Name"],
                ["alpha", "1", HostileCatalogue.LongName + "one"],
                ["beta", "2", HostileCatalogue.LongName + "two"],
                ["gamma", "0", "'glossary'"],
                ["delta", "0", "[a/b]:*? d'e"],
            ],
            Rows("Overview"));
        Assert.Null(Part("Overview").Worksheet!.Descendants<Cell>().Single(c => c.InnerText == "2").DataType);
        Assert.Equal(
            [("A2", "'A speaker with a long name that'!A1"), ("A3", "'A speaker with a long name (2)'!A1"), ("A4", "'glossary (2)'!A1"), ("A5", "'a b d''e'!A1")],
            Part("Overview").Worksheet!.Descendants<Hyperlink>().Select(h => (h.Reference!.Value!, h.Location!.Value!)));
    }

    [Fact]
    public void A_speakers_sheet_holds_the_columns_of_the_csv()
    {
        var rows = Rows("A speaker with a long name that");
        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Equal(17, r.Length));
        Assert.Equal(["alpha.dmarc", "550 5.7.26\nHTTP 4yz\n0x800CCC0F"], rows[1][1..3]);
        Assert.Equal("First line, with \"quotes\".\nSecond line; " + HostileCatalogue.Script, rows[1][5]);
        Assert.Equal("318, 349", rows[1][16]);
    }

    [Fact]
    public void A_speaker_that_says_nothing_has_a_sheet_with_a_header_alone() => Assert.Single(Rows("glossary (2)"));

    [Fact]
    public void Guides_and_glossary_have_their_sheets()
    {
        Assert.Equal(
            [
                "guide", "A guide # with hash", HostileCatalogue.LongName + "one", "Summary.", "=1\n<sympt>", "1. Do it [the account's holder]", "That",
                "alpha.dmarc", "other", "https://example.org/guide", "107–127",
            ],
            Rows("Guides")[1]);
        Assert.Equal(["dmarc", "DMARC", "A policy | with pipe.", "spf", "https://www.rfc-editor.org/rfc/rfc7489"], Rows("Glossary")[1]);
    }

    [Fact]
    public void Formulas_stay_texts()
    {
        var sheet = Part("A speaker with a long name (2)").Worksheet!;
        Assert.Equal(HostileCatalogue.Formula, Rows("A speaker with a long name (2)")[1][4]);
        Assert.Empty(Book.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<CellFormula>()));
        var formats = Book.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        Assert.All(sheet.Descendants<Cell>(), c =>
        {
            Assert.Equal(CellValues.InlineString, c.DataType!.Value);
            Assert.True(formats[(int)c.StyleIndex!.Value].QuotePrefix!.Value);
        });
    }

    [Fact]
    public void What_xml_forbids_is_dropped() => Assert.Equal("[31mRed 😀", Rows("A speaker with a long name (2)")[2][4]);

    [Fact]
    public void What_looks_like_an_escaped_character_is_kept_from_being_read_as_one() =>
        Assert.Equal("looks like _x005F_x0041_ escaped", Rows("A speaker with a long name (2)")[2][3]);

    [Fact]
    public void A_cell_holds_no_more_than_excel_takes_and_no_half_character()
    {
        var cell = Rows("A speaker with a long name (2)")[2][5];
        Assert.Equal(HostileCatalogue.Huge[..32_765] + "…", cell);
    }

    [Fact]
    public void Every_header_is_bold_frozen_and_filtered_over_wrapped_columns_with_a_width()
    {
        var styles = Book.WorkbookStylesPart!.Stylesheet!;
        var formats = styles.CellFormats!.Elements<CellFormat>().ToList();
        foreach (var name in Sheets.Select(s => s.Name!.Value!))
        {
            var sheet = Part(name).Worksheet!;
            var rows = sheet.Descendants<Row>().ToList();
            var header = rows[0].Elements<Cell>().Select(c => formats[(int)c.StyleIndex!.Value]).ToList();
            Assert.All(header, f => Assert.NotNull(styles.Fonts!.Elements<Font>().ElementAt((int)f.FontId!.Value).Bold));
            Assert.All(sheet.Descendants<Cell>(), c => Assert.True(formats[(int)c.StyleIndex!.Value].Alignment!.WrapText!.Value));
            Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
            Assert.Equal(1, sheet.Descendants<Pane>().Single().VerticalSplit!.Value);
            Assert.Equal($"A1:{(char)('A' + header.Count - 1)}{rows.Count}", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
            Assert.Equal(header.Count, sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().Count(c => c.Width!.Value >= 10));
        }
    }

    private WorksheetPart Part(string name) => (WorksheetPart)Book.GetPartById(Sheets.Single(s => s.Name == name).Id!.Value!);

    private List<string[]> Rows(string name) =>
        [.. Part(name).Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToArray())];
}
