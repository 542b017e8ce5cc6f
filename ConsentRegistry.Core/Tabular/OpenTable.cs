using System.Xml;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Tabular.Workbooks;
using ExcelDataReader.Exceptions;

namespace ConsentRegistry.Core.Tabular;

/// <summary>
/// Opens a list, whatever kind of file it came in; what is in a file decides, never its name. A workbook becomes text, made of one of its sheets: the same text each time, so that every
/// pass over it reads what the first one read (decision 19).
/// </summary>
public sealed class OpenTable
{
    private const int StartLength = 8;

    private readonly EncryptedFiles files;
    private readonly WorkbookBounds bounds;

    public OpenTable(EncryptedFiles files)
        : this(files, new WorkbookBounds())
    {
    }

    internal OpenTable(EncryptedFiles files, WorkbookBounds bounds) => (this.files, this.bounds) = (files, bounds);

    /// <summary>Opens a list to be read.</summary>
    /// <param name="source">Seekable, left open.</param>
    /// <param name="sheet">The sheet of a workbook, by its name; null for the first that has a value and is shown.</param>
    /// <returns>
    /// <see cref="Refusal.SheetNotFound"/>, also for a file that has no sheets; <see cref="Refusal.WorkbookProtected"/>, <see cref="Refusal.WorkbookDamaged"/>, <see cref="Refusal.WorkbookEmpty"/> or
    /// <see cref="Refusal.WorkbookTooLarge"/>.
    /// </returns>
    public Result<TableText> Execute(Stream source, string? sheet = null, CancellationToken cancellation = default) =>
        Execute(source, sheet, TableText.UsualDelimiter, false, cancellation);

    /// <summary>Opens a list whose rows are handed out again.</summary>
    /// <inheritdoc cref="Execute(Stream, string?, CancellationToken)"/>
    /// <param name="delimiter">What parts the fields in a text that is made of a workbook.</param>
    public Result<TableText> ExecuteForReaders(Stream source, string? sheet, char delimiter, CancellationToken cancellation = default) => Execute(source, sheet, delimiter, true, cancellation);

    private Result<TableText> Execute(Stream source, string? sheet, char delimiter, bool isForReaders, CancellationToken cancellation)
    {
        try
        {
            using var workbook = Open(source, cancellation);
            return workbook is not null ? TextOf(workbook, sheet, delimiter, isForReaders)
                : sheet is null ? TableText.AsItIs(source)
                : Refusal.SheetNotFound;
        }
        catch (WorkbookException refused)
        {
            return refused.Refusal;
        }
        catch (Exception broken) when (IsOfTheFile(broken))
        {
            return Refusal.WorkbookDamaged;
        }
    }

    /// <summary>Null for a file that is no workbook.</summary>
    private Workbook? Open(Stream source, CancellationToken cancellation)
    {
        source.Position = 0;
        var start = new byte[StartLength];
        source.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => XlsxWorkbook.Open(source, bounds, cancellation),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] => XlsWorkbook.Open(source, bounds, cancellation),
            _ => null,
        };
    }

    private Result<TableText> TextOf(Workbook workbook, string? wanted, char delimiter, bool isForReaders)
    {
        var withValues = workbook.Sheets.Index().Where(each => workbook.Rows(each.Index).Any(row => row.Count > 0)).ToList();
        var (index, sheet) = wanted is null
            ? withValues.Where(each => !each.Item.IsHidden).Concat(withValues).FirstOrDefault()
            : workbook.Sheets.Index().Where(each => each.Item.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)).OrderBy(each => each.Item.Name != wanted).FirstOrDefault();
        if (sheet is null)
        {
            return wanted is null ? Refusal.WorkbookEmpty : Refusal.SheetNotFound;
        }

        using var text = new SheetText(files, delimiter, isForReaders, bounds.Text);
        foreach (var row in workbook.Rows(index))
        {
            text.Write(row);
        }

        var found = new WorkbookSheet(workbook.Kind, sheet.Name, withValues.ConvertAll(each => each.Item), text.HiddenRows, text.Columns.Count(workbook.IsHidden));
        return TableText.MadeOf(found, delimiter, text.Finish());
    }

    /// <summary>
    /// Whether an exception says that the file is damaged. What its readers throw is of many kinds; a fault of a disk or of a key is none of them, and is no
    /// fault of the file.
    /// </summary>
    private static bool IsOfTheFile(Exception e) => e is InvalidDataException or EndOfStreamException or XmlException or ExcelReaderException or FormatException or ArithmeticException
        or ArgumentException or InvalidOperationException or NotSupportedException or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException;
}
