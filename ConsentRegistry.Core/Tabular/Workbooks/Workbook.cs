namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A workbook of either format, read row by row.</summary>
internal abstract class Workbook : IDisposable
{
    /// <summary>The word for its format in a report: <c>xlsx</c> or <c>xls</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Its sheets with cells, in their order; sheets with a chart alone are none.</summary>
    public abstract IReadOnlyList<SheetName> Sheets { get; }

    /// <summary>The rows of a sheet in their order, those without a value perhaps left out. Each is valid until the next.</summary>
    /// <param name="sheet">Its place in <see cref="Sheets"/>.</param>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    /// <summary>Whether a column of the sheet whose rows are being read is hidden.</summary>
    public abstract bool IsHidden(int column);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
