using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>A workbook (.xlsx) written by hand, part by part, so that a test can say exactly what stands in it.</summary>
internal sealed class WorkbookFile
{
    /// <summary>Style 0 is a plain number, 1 a day, 2 a day with a time, 3 a time of day, 4 a length of time, 5 a number with four zeros.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="&quot;day&quot; 0000"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
        </styleSheet>
        """;

    private readonly List<(string Name, string State, string Xml)> sheets = [];
    private readonly Dictionary<string, string> parts = [];

    /// <summary>What every element of a workbook stands in.</summary>
    public string Namespace { get; init; } = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public bool Is1904 { get; init; }

    /// <summary>A workbook with one sheet.</summary>
    public static byte[] Of(params object?[][] rows) => new WorkbookFile().Sheet("Blad1", rows).Bytes();

    public WorkbookFile Sheet(string name, params object?[][] rows) =>
        Sheet(name, string.Concat(rows.Select((cells, i) => cells.Length == 0 ? "" : Row(i + 1, "", cells))));

    /// <param name="rows">What stands between the tags of the rows.</param>
    /// <param name="before">What stands before the rows, such as columns.</param>
    public WorkbookFile Sheet(string name, string rows, string state = "visible", string before = "")
    {
        sheets.Add((name, state, $"<worksheet xmlns=\"{Namespace}\">{before}<sheetData>{rows}</sheetData></worksheet>"));
        return this;
    }

    /// <summary>A part of any name, in the place of whatever stands there else.</summary>
    public WorkbookFile Part(string name, string content)
    {
        parts[name] = content;
        return this;
    }

    public WorkbookFile Strings(params string[] items) =>
        Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Namespace}\">{string.Concat(items.Select(item => $"<si>{item}</si>"))}</sst>");

    /// <summary>A row: texts, numbers and truths as they are, days in their style; a text that begins with a tag is a cell as it stands.</summary>
    public static string Row(int number, string attributes, params object?[] cells) =>
        $"<row r=\"{number}\" {attributes}>{string.Concat(cells.Select((value, column) => CellOf($"{(char)('A' + column)}{number}", value)))}</row>";

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in All())
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    public IEnumerable<(string Name, string Content)> All()
    {
        const string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var all = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{documents}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Namespace}\" xmlns:r=\"{documents}\"><workbookPr date1904=\"{(Is1904 ? 1 : 0)}\"/><sheets>"
                + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name.Replace("& ", "&amp; ", StringComparison.Ordinal)}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"s{i}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"{relations}\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{documents}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"t\" Type=\"{documents}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"f\" Type=\"{documents}/styles\" Target=\"styles.xml\"/></Relationships>",
            ["xl/styles.xml"] = Styles,
        };
        foreach (var (i, sheet) in sheets.Index())
        {
            all[$"xl/worksheets/sheet{i + 1}.xml"] = sheet.Xml;
        }

        foreach (var (name, content) in parts)
        {
            all[name] = content;
        }

        return all.Select(part => (part.Key, part.Value));
    }

    private static string CellOf(string reference, object? value) => value switch
    {
        null => "",
        string xml when xml.StartsWith('<') => xml.Replace("<c ", $"<c r=\"{reference}\" ", StringComparison.Ordinal),
        string text => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        bool truth => $"<c r=\"{reference}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        DateOnly day => $"<c r=\"{reference}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
        _ => $"<c r=\"{reference}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>",
    };
}
