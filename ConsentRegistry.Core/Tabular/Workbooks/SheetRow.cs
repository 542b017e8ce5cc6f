using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>One row of a sheet as text. The same object is filled again for each row.</summary>
/// <param name="longest">Characters that a row may have.</param>
internal sealed class SheetRow(int longest)
{
    private readonly string?[] cells = new string?[WorkbookBounds.Columns];
    private int length;

    /// <summary>As the sheet numbers it, from 1.</summary>
    public long Number { get; private set; }

    public bool IsHidden { get; private set; }

    /// <summary>Cells up to the last that has a value; 0 for an empty row.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a cell; empty where it has none.</summary>
    public string this[int column] => cells[column] ?? "";

    /// <summary>Begins the next row.</summary>
    public void Begin(long number, bool isHidden)
    {
        Array.Clear(cells, 0, Count);
        (Number, IsHidden, Count, length) = (number, isHidden, 0, 0);
    }

    /// <summary>Gives a cell its value; white space alone is none.</summary>
    public void Set(int column, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        length += value.Length;
        if (length > longest)
        {
            throw new WorkbookException(Refusal.WorkbookTooLarge);
        }

        cells[column] = value;
        Count = Math.Max(Count, column + 1);
    }
}
