using System.Text;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="IsHidden">Whoever opens the workbook does not see it.</param>
public sealed record SheetName(string Name, bool IsHidden)
{
    private const int Longest = 255;

    /// <summary>A name as it may be shown and printed: a workbook may give its sheets names that no program lets anybody type.</summary>
    internal static SheetName Of(string? raw, bool isHidden) =>
        new(string.Concat((raw ?? "").EnumerateRunes().Take(Longest).Select(letter => Rune.IsControl(letter) ? " " : letter.ToString())), isHidden);
}

/// <summary>The sheet of a workbook that was read.</summary>
/// <param name="Kind">The format of the workbook: <c>xlsx</c> or <c>xls</c>.</param>
/// <param name="Name">The sheet that was read.</param>
/// <param name="Sheets">Every sheet with a value in it, from which one can be chosen.</param>
/// <param name="HiddenRows">Rows with values that whoever opens the workbook does not see; they were read like all others.</param>
/// <param name="HiddenColumns">Columns of that kind.</param>
public sealed record WorkbookSheet(string Kind, string Name, IReadOnlyList<SheetName> Sheets, int HiddenRows, int HiddenColumns)
{
    /// <summary>Names of the sheets with values that were not read.</summary>
    public IEnumerable<string> NotRead => Sheets.Where(sheet => sheet.Name != Name).Select(sheet => sheet.Name);
}
