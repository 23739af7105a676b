using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Undelivered.Publishing;

/// <summary>Writes tables as sheets of a workbook (ECMA-376).</summary>
/// <remarks>
/// The few parts that a plain workbook needs, written straight: the library for the whole format made the native
/// command three times as large. The tests read the result with that library and let it validate each part.
/// </remarks>
internal sealed partial class Workbook : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int MaxCellLength = 32_767;
    private const string HeaderStyle = "1";
    private const string TextStyle = "2";
    private const string LinkStyle = "3";

    // Plain, header, text, link. The quote prefix keeps a text that begins with = a text when its cell is edited.
    private const string Styles = $"""
        <styleSheet xmlns="{Main}">
        <fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>
        <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>
        </styleSheet>
        """;

    private readonly ZipArchive _package;
    private readonly List<string> _sheets = [];

    public Workbook(Stream stream) => _package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Adds a sheet; the rows' first cells lead to the sheets named in <paramref name="links"/>.</summary>
    public void Add(string name, Table table, IReadOnlyList<string>? links = null)
    {
        _sheets.Add(name);
        Part($"xl/worksheets/sheet{_sheets.Count}.xml", "worksheet", Main, xml =>
        {
            xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
            Columns(xml, table);
            Rows(xml, table, links is null ? TextStyle : LinkStyle);
            Element(xml, "autoFilter", ("ref", Range(table)));
            if (links is { Count: > 0 })
            {
                xml.WriteStartElement("hyperlinks");
                for (var i = 0; i < links.Count; i++)
                {
                    Element(xml, "hyperlink", ("ref", $"A{i + 2}"), ("location", $"'{links[i].Replace("'", "''", StringComparison.Ordinal)}'!A1"));
                }

                xml.WriteEndElement();
            }

            xml.WriteStartElement("ignoredErrors");
            Element(xml, "ignoredError", ("sqref", Range(table)), ("numberStoredAsText", "1"));
            xml.WriteEndElement();
        });
    }

    /// <summary>Writes what names the sheets, and ends the package.</summary>
    public void Dispose()
    {
        Part("xl/styles.xml", Styles);
        Part("xl/workbook.xml", "workbook", Main, xml =>
        {
            xml.WriteStartElement("sheets");
            for (var i = 0; i < _sheets.Count; i++)
            {
                xml.WriteStartElement("sheet");
                xml.WriteAttributeString("name", _sheets[i]);
                xml.WriteAttributeString("sheetId", Number(i + 1));
                xml.WriteAttributeString("r", "id", Relations, $"sheet{i + 1}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
        Part("xl/_rels/workbook.xml.rels", "Relationships", PackageRelations, xml =>
        {
            for (var i = 0; i < _sheets.Count; i++)
            {
                Relation(xml, $"sheet{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml");
            }

            Relation(xml, "styles", "styles", "styles.xml");
        });
        Part("_rels/.rels", "Relationships", PackageRelations, xml => Relation(xml, "workbook", "officeDocument", "xl/workbook.xml"));
        Part("[Content_Types].xml", "Types", ContentTypes, xml =>
        {
            Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
            Element(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", $"{SheetType}.sheet.main+xml"));
            Element(xml, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", $"{SheetType}.styles+xml"));
            for (var i = 0; i < _sheets.Count; i++)
            {
                Element(xml, "Override", ("PartName", $"/xl/worksheets/sheet{i + 1}.xml"), ("ContentType", $"{SheetType}.worksheet+xml"));
            }
        });
        _package.Dispose();
    }

    private static void Columns(XmlWriter xml, Table table)
    {
        xml.WriteStartElement("cols");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            Element(xml, "col", ("min", Number(i + 1)), ("max", Number(i + 1)), ("width", Number(table.Columns[i].Width)), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    private static void Rows(XmlWriter xml, Table table, string firstStyle)
    {
        xml.WriteStartElement("sheetData");
        Row(xml, table.Columns.Select(c => c.Name), (_, text) => TextCell(xml, text, HeaderStyle));
        foreach (var row in table.Rows)
        {
            Row(xml, row, (i, text) =>
            {
                if (table.Columns[i].IsNumber)
                {
                    xml.WriteStartElement("c");
                    xml.WriteAttributeString("s", TextStyle);
                    xml.WriteElementString("v", text);
                    xml.WriteEndElement();
                }
                else
                {
                    TextCell(xml, text, i == 0 ? firstStyle : TextStyle);
                }
            });
        }

        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, IEnumerable<string> cells, Action<int, string> write)
    {
        xml.WriteStartElement("row");
        foreach (var (i, text) in cells.Index())
        {
            write(i, text);
        }

        xml.WriteEndElement();
    }

    // An inline string is text whatever it begins with; a formula is another element.
    private static void TextCell(XmlWriter xml, string text, string style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("s", style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Encoded(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Encoded(string text)
    {
        text = text.Length <= MaxCellLength ? text : PlainText.Cut(text, MaxCellLength - 1) + "…";
        return EscapeLookalike.Replace(text, "_x005F_");
    }

    /// <summary>What would be read as an escaped character (ECMA-376 part 1, 22.9.2.19).</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeLookalike { get; }

    private static void Relation(XmlWriter xml, string id, string type, string target) =>
        Element(xml, "Relationship", ("Id", id), ("Type", $"{Relations}/{type}"), ("Target", target));

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Range(Table table) =>
        string.Create(CultureInfo.InvariantCulture, $"A1:{(char)('A' + table.Columns.Count - 1)}{table.Rows.Count + 1}");

    private void Part(string path, string content)
    {
        using var stream = _package.CreateEntry(path).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    private void Part(string path, string root, string xmlNamespace, Action<XmlWriter> write)
    {
        using var stream = _package.CreateEntry(path).Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement(root, xmlNamespace);
        write(xml);
        xml.WriteEndElement();
    }
}
