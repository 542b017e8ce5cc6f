using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;
using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Core.Imports.Files;

/// <summary>
/// An import file, opened: what it is, where its header stands, which column holds which field. The stream must be seekable, is read
/// through once to tell the encoding, and is left open. Memory does not grow with the file.
/// </summary>
public sealed class ImportFile
{
    private const int SniffedBytes = 1 << 16;

    /// <summary>Columns of a file without column names; a damaged line may hold millions of delimiters.</summary>
    private const int MostUnnamedColumns = 500;

    private readonly Stream stream;
    private readonly HeaderLine? header;

    private ImportFile(Stream stream, FileError? error, TextLayout? layout, HeaderLine? header, ColumnMapping? mapping)
    {
        (this.stream, this.header) = (stream, header);
        (Error, Layout, Mapping) = (error, layout, mapping);
    }

    /// <summary>The sheet that is read; null where the file is no workbook.</summary>
    public WorkbookSheet? Sheet { get; private init; }

    /// <summary>Why the file as a whole cannot be taken in; null when it can.</summary>
    public FileError? Error { get; }

    /// <summary>The encoding; null when the file is empty or no list.</summary>
    public TextLayout? Layout { get; }

    /// <summary>The delimiter; null when the file is empty or no list.</summary>
    public char? Delimiter => header?.Delimiter;

    /// <summary>The physical line of the column names, from 1; null when the file is empty, no list, or without column names.</summary>
    public long? HeaderLineNumber => header is { Line: > 0 } ? header.Line : null;

    /// <summary>The columns; null when the file is empty or no list.</summary>
    public ColumnMapping? Mapping { get; }

    /// <summary>What stands in the columns, over all rows; null when the file is empty or no list.</summary>
    public ColumnSurvey? Survey { get; private init; }

    /// <summary>What is wrong with the file as text.</summary>
    public FileFaults Faults { get; private init; } = FileFaults.None;

    /// <summary>What colleagues said that words of the file mean.</summary>
    public ColumnMeanings Meanings { get; private init; } = ColumnMeanings.None;

    /// <summary>Whether at least one column has a name that columns have.</summary>
    internal bool HasKnownName => header is { IsKnown: true };

    /// <summary>Bytes before the first data row: byte order mark, "sep=" line, preamble and header. 0 when there is no header.</summary>
    public long HeadLength => header?.End ?? 0;

    /// <summary>The column names as they stand in the file; empty when there is no header.</summary>
    public IReadOnlyList<string> Header => header?.Cells ?? [];

    /// <summary>Fields that a row must have at least, and beyond which it may have empty ones only.</summary>
    internal (int Fewest, int Most) FieldCounts => header is null ? (0, 0) : header.Line == 0 ? (1, header.Cells.Count) : (NamedColumns(header), header.Cells.Count);

    /// <summary>Opens a file.</summary>
    /// <param name="stream">A seekable stream, from its start.</param>
    /// <param name="profile">Columns decided by a saved profile, see <see cref="ColumnMapping"/>.</param>
    /// <param name="meanings">What words of the file mean, beside those that every file shares; null for none.</param>
    public static ImportFile Open(Stream stream, IReadOnlyDictionary<string, ImportField?>? profile = null, ColumnMeanings? meanings = null)
    {
        stream.Position = 0;
        var start = new byte[SniffedBytes];
        var sniffed = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (FileSniffer.IsKnownBinary(sniffed))
        {
            return Unfit(FileError.NotCsv);
        }

        var layout = EncodingDetector.Detect(stream);
        return FileSniffer.IsNoList(sniffed[layout.MarkLength..], layout.Encoding) ? Unfit(FileError.NotCsv) : Open(stream, layout, profile, meanings, null);
    }

    /// <summary>Opens a list that came as text or as a workbook.</summary>
    /// <param name="text">Must stay open as long as the file is read.</param>
    /// <inheritdoc cref="Open(Stream, IReadOnlyDictionary{string, ImportField?}?, ColumnMeanings?)"/>
    public static ImportFile Open(TableText text, IReadOnlyDictionary<string, ImportField?>? profile = null, ColumnMeanings? meanings = null) => text is { Sheet: { } sheet, Delimiter: { } delimiter }
        ? Open(text.Stream, TextLayout.OfSheet(sheet, delimiter), profile, meanings, sheet)
        : Open(text.Stream, profile, meanings);

    /// <summary>A file that cannot be imported, and about which nothing is known.</summary>
    internal static ImportFile Unfit(FileError error) => new(Stream.Null, error, null, null, null);

    private static ImportFile Open(Stream stream, TextLayout layout, IReadOnlyDictionary<string, ImportField?>? profile, ColumnMeanings? meanings, WorkbookSheet? sheet)
    {
        var header = HeaderFinder.Find(stream, layout);
        if (header is null)
        {
            return Unfit(HasRecords(stream, layout) ? FileError.NotCsv : FileError.Empty);
        }

        var (survey, faults) = SurveyOf(stream, layout, header, sheet is null);
        var isNamed = header.Line > 0;
        header = isNamed ? header : header with { Cells = [.. Enumerable.Range(1, Math.Max(survey.Width, 1)).Select(number => $"column {number}")] };
        var mapping = ColumnMapping.Of(header.Cells, survey, profile, isNamed);
        FileError? fault = survey.Rows == 0 ? FileError.HeaderOnly : mapping.HasContactColumn ? null : FileError.NoContactColumn;
        return new ImportFile(stream, fault, layout, header, mapping) { Survey = survey, Faults = faults, Meanings = meanings ?? ColumnMeanings.None, Sheet = sheet };
    }

    /// <summary>The data records, empty lines left out, from the first; null when there is no header.</summary>
    public CsvRecords? OpenRecords() =>
        header is null ? null : new CsvRecords(stream, Layout!, header.Delimiter, header.End, header.NextLine);

    /// <summary>What is wrong with the current record as such; null when it has the fields that the header promises.</summary>
    public RejectionReason? FaultOf(CsvRecords record) => record.Fault(FieldCounts.Fewest, FieldCounts.Most);

    /// <summary>Data rows of the file; 0 when there is no header.</summary>
    public int CountRows(CancellationToken cancellation = default)
    {
        using var records = OpenRecords();
        var rows = 0;
        while (records?.MoveNext() == true)
        {
            rows++;
            if (rows % 1_000 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return rows;
    }

    /// <summary>Copies everything before the first data row, byte for byte.</summary>
    public void CopyHeadTo(Stream target) => CsvRecords.CopyRange(stream, 0, HeadLength, target);

    private static bool HasRecords(Stream stream, TextLayout layout)
    {
        using var records = new CsvRecords(stream, layout, ',', layout.MarkLength, 1);
        return records.MoveNext();
    }

    /// <summary>Damaged rows are left out of the survey: their values are in the wrong columns.</summary>
    private static (ColumnSurvey Survey, FileFaults Faults) SurveyOf(Stream stream, TextLayout layout, HeaderLine header, bool isText)
    {
        var survey = new ColumnSurvey();
        var (fewest, most) = header.Line == 0 ? (1, MostUnnamedColumns) : (NamedColumns(header), header.Cells.Count);
        var faults = new FileFaults(fewest, most, isText ? fewest : 0, header.Delimiter);
        using var records = new CsvRecords(stream, layout, header.Delimiter, header.End, header.NextLine);
        while (records.MoveNext())
        {
            survey.Begin();
            faults.Add(records);
            if (header.Line == 0 || (records.IsReadable && records.Count >= NamedColumns(header)))
            {
                for (var i = 0; i < Math.Min(records.Count, header.Line == 0 ? MostUnnamedColumns : header.Cells.Count); i++)
                {
                    survey.Add(i, records[i], records.Line);
                }
            }
        }

        return (survey, faults);
    }

    private static int NamedColumns(HeaderLine header)
    {
        var count = header.Cells.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(header.Cells[count - 1]))
        {
            count--;
        }

        return count;
    }
}
