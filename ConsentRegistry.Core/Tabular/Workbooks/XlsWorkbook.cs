using System.Text;
using ConsentRegistry.Core.Results;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A workbook as Excel wrote it before 2007. Its values are read by ExcelDataReader, from memory: the format has no sheet that is longer than 65,536 rows.</summary>
internal sealed class XlsWorkbook : Workbook
{
    /// <summary>On this day and before it there are only times of day.</summary>
    private static readonly DateTime FirstDay = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly IExcelDataReader reader;
    private readonly XlsRecords records;
    private readonly WorkbookBounds bounds;
    private readonly CancellationToken cancellation;

    // The reader asks for the character sets of the time, also where a workbook has none of them.
    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsWorkbook(byte[] workbook, WorkbookBounds bounds, CancellationToken cancellation)
    {
        (this.bounds, this.cancellation) = (bounds, cancellation);
        records = new XlsRecords(workbook, bounds);
        try
        {
            reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(workbook));
        }
        catch (Exception e) when (e is InvalidPasswordException || records.IsEncrypted)
        {
            throw new WorkbookException(Refusal.WorkbookProtected);
        }

        var sheets = new List<SheetName>();
        do
        {
            sheets.Add(SheetName.Of(reader.Name, reader.VisibleState != "visible"));
        }
        while (sheets.Count < bounds.Sheets && reader.NextResult());
        Sheets = reader.ResultsCount > 0 ? sheets : [];
    }

    public override string Kind => "xls";

    public override IReadOnlyList<SheetName> Sheets { get; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">A compound file; seekable, left open.</param>
    /// <returns>Null for a compound file that holds something else: a document, a message.</returns>
    public static XlsWorkbook? Open(Stream file, WorkbookBounds bounds, CancellationToken cancellation)
    {
        var compound = new CompoundFile(file);
        if (compound.Has("EncryptedPackage"))
        {
            throw new WorkbookException(Refusal.WorkbookProtected);
        }

        var name = Array.Find(["Workbook", "Book"], compound.Has);
        return name is null ? null
            : file.Length > bounds.OldFormat ? throw new WorkbookException(Refusal.WorkbookTooLarge)
            : new XlsWorkbook(compound.Read(name)!, bounds, cancellation);
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        reader.Reset();
        for (var i = 0; i < sheet; i++)
        {
            reader.NextResult();
        }

        // More than the format has would be made room for.
        if (reader.FieldCount > WorkbookBounds.Columns || reader.RowCount > WorkbookBounds.Rows)
        {
            throw new WorkbookException(Refusal.WorkbookDamaged);
        }

        var row = new SheetRow(bounds.RowLength);
        for (var number = 1; reader.Read(); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            row.Begin(number, reader.RowHeight == 0);
            for (var column = 0; column < reader.FieldCount; column++)
            {
                row.Set(column, records.ErrorAt(sheet, number - 1, column) ?? TextOf(reader.GetValue(column)));
            }

            yield return row;
        }
    }

    public override bool IsHidden(int column) => column < reader.FieldCount && reader.GetColumnWidth(column) == 0;

    protected override void Dispose(bool disposing) => reader.Dispose();

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => CellText.Of(truth),
        DateTime instant when instant < FirstDay => CellText.OfTime(instant.TimeOfDay.TotalDays, NumberKind.Date, false),
        DateTime instant => CellText.Of(new DateTime((instant.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified)),
        TimeSpan span => CellText.OfTime(span.TotalDays, NumberKind.Duration, false),
        double number => CellText.Of(number),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
