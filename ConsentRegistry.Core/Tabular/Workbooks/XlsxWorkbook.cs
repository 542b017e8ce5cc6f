using System.Globalization;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// A workbook as Excel has written it since 2007 (Office Open XML, of both forms of the standard). Sheets are read as they are unpacked; kept are only the strings that cells share and the kinds of their
/// formats.
/// </summary>
internal sealed class XlsxWorkbook : Workbook
{
    /// <summary>What a formula says that was never calculated: programs write such workbooks. An empty cell would hide that there was something.</summary>
    private const string NotCalculated = "#CALC!";

    private readonly PackedParts parts;
    private readonly WorkbookBounds bounds;
    private readonly List<(SheetName Name, string Part)> sheets = [];
    private readonly List<(int First, int Last)> hiddenColumns = [];
    private readonly Lazy<SharedStrings> strings;
    private readonly Lazy<CellStyles> styles;
    private readonly bool is1904;

    private XlsxWorkbook(PackedParts parts, WorkbookBounds bounds, string part, XmlPart content)
    {
        (this.parts, this.bounds) = (parts, bounds);
        var related = new Relationships(parts, part);
        strings = new(() => Read(related.FirstOf("sharedStrings"), found => new SharedStrings(found, bounds.Kept)));
        styles = new(() => Read(related.FirstOf("styles"), found => new CellStyles(found)));
        var hasMore = !content.IsEmpty;
        while (hasMore && content.ReadWithin(0))
        {
            if (content.Name == "workbookPr")
            {
                is1904 = IsTrue(content["date1904"]);
            }
            else if (content.Name == "sheet" && content.Depth == 2 && related[content.Prefixed("id")] is (var type, var target) && type.EndsWith("/worksheet", StringComparison.Ordinal))
            {
                sheets.Add(sheets.Count == bounds.Sheets ? throw new WorkbookException(Refusal.WorkbookTooLarge)
                    : (SheetName.Of(content["name"], content["state"] is "hidden" or "veryHidden"), target));
            }
        }
    }

    public override string Kind => "xlsx";

    public override IReadOnlyList<SheetName> Sheets => sheets.ConvertAll(sheet => sheet.Name);

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">A zip file; seekable, left open.</param>
    /// <returns>Null for a zip file that holds something else: a document, a workbook of another program.</returns>
    public static XlsxWorkbook? Open(Stream file, WorkbookBounds bounds, CancellationToken cancellation)
    {
        PackedParts parts;
        try
        {
            parts = new PackedParts(file, bounds, cancellation);
        }
        catch (InvalidDataException) when (!BeginsLikeOne(file))
        {
            return null;
        }

        XlsxWorkbook? opened = null;
        try
        {
            var main = new Relationships(parts, "").FirstOf("officeDocument") ?? "xl/workbook.xml";
            using var content = main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? null : parts.Open(main);
            opened = content?.ReadRoot() == true && content.Name == "workbook" ? new XlsxWorkbook(parts, bounds, main, content) : null;
            return opened;
        }
        finally
        {
            if (opened is null)
            {
                parts.Dispose();
            }
        }
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        hiddenColumns.Clear();
        using var part = parts.Open(sheets[sheet].Part) ?? throw new WorkbookException(Refusal.WorkbookDamaged);
        if (!part.ReadRoot() || part.IsEmpty)
        {
            yield break;
        }

        var (row, last, cells) = (new SheetRow(bounds.RowLength), 0L, 0L);
        while (part.ReadWithin(0))
        {
            if (part.Name == "col" && part.Depth == 2)
            {
                AddColumns(part);
            }
            else if (part.Name == "row" && part.Depth == 2)
            {
                last = part["r"] is { } number ? NumberOf(number, last) : last + 1;
                row.Begin(last <= WorkbookBounds.Rows ? last : throw new WorkbookException(Refusal.WorkbookDamaged), IsTrue(part["hidden"]) || part["ht"] == "0");
                cells += part.IsEmpty ? 0 : Fill(row, part);
                if (cells > bounds.Cells)
                {
                    throw new WorkbookException(Refusal.WorkbookTooLarge);
                }

                yield return row;
            }
        }
    }

    public override bool IsHidden(int column) => hiddenColumns.Exists(hidden => hidden.First <= column && column <= hidden.Last);

    protected override void Dispose(bool disposing) => parts.Dispose();

    /// <summary>Whether the first parts of a damaged file have names that those of a workbook have.</summary>
    private static bool BeginsLikeOne(Stream file)
    {
        var start = new byte[1 << 16];
        file.Position = 0;
        var read = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        return read.IndexOf("[Content_Types].xml"u8) >= 0 || read.IndexOf("xl/"u8) >= 0;
    }

    private T Read<T>(string? name, Func<XmlPart?, T> read)
    {
        using var part = name is null ? null : parts.Open(name);
        return read(part);
    }

    private void AddColumns(XmlPart part)
    {
        if (hiddenColumns.Count < WorkbookBounds.Columns && (IsTrue(part["hidden"]) || part["width"] == "0") && int.TryParse(part["min"], out var first) && int.TryParse(part["max"], out var last))
        {
            hiddenColumns.Add((first - 1, last - 1));
        }
    }

    /// <summary>Rows stand in their order: one that goes back would have no line of its own.</summary>
    private static long NumberOf(string written, long last) => long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > last
        ? number
        : throw new WorkbookException(Refusal.WorkbookDamaged);

    /// <returns>How many cells were read.</returns>
    private int Fill(SheetRow row, XmlPart part)
    {
        var (depth, next, cells) = (part.Depth, 0, 0);
        while (part.ReadWithin(depth))
        {
            if (!part.IsChild("c", depth))
            {
                continue;
            }

            cells++;
            var column = part["r"] is { } reference ? ColumnOf(reference) : next;
            next = column + 1;
            if (column is < 0 or >= WorkbookBounds.Columns)
            {
                throw new WorkbookException(Refusal.WorkbookDamaged);
            }

            if (!part.IsEmpty)
            {
                row.Set(column, ValueOf(part, part["t"], styles.Value[part["s"]]));
            }
        }

        return cells;
    }

    private string? ValueOf(XmlPart part, string? type, NumberKind kind)
    {
        var depth = part.Depth;
        var (value, inline, hasFormula) = ((string?)null, (string?)null, false);
        while (part.ReadWithin(depth))
        {
            if (part.IsChild("v", depth))
            {
                value = part.Text();
            }
            else if (part.IsChild("is", depth))
            {
                inline = RichText.Of(part);
            }
            else
            {
                hasFormula = hasFormula || part.IsChild("f", depth);
            }
        }

        return value is null ? inline ?? (hasFormula ? NotCalculated : null)
            : value.Length == 0 ? null
            : type switch
            {
                "s" => strings.Value[value.Trim()],
                "str" or "inlineStr" => RichText.Unescaped(value),
                "b" => CellText.Of(IsTrue(value.Trim())),
                "e" or "d" => value,
                _ when kind != NumberKind.Plain && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => CellText.OfTime(number, kind, is1904),
                _ => CellText.OfNumber(value.Trim()),
            };
    }

    /// <summary>The column of a cell's name, from 0: 27 of AB3; -1 where the name has none, or one that no sheet has.</summary>
    private static int ColumnOf(string name)
    {
        var column = 0;
        foreach (var letter in name)
        {
            if (letter is < 'A' or > 'Z' || column > WorkbookBounds.Columns)
            {
                break;
            }

            column = (column * 26) + letter - 'A' + 1;
        }

        return column - 1;
    }

    private static bool IsTrue(string? word) => word is "1" or "true" or "on";
}
