using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>
/// A list from elsewhere: a delimited file with column names, one without, or a bare list with one address a line. It is both reader and
/// current row. Rows keep their bytes; empty lines are no rows.
/// </summary>
public sealed class ListFile : IDisposable
{
    /// <summary>No text has it, so that a line cut by it is one field.</summary>
    private const char NoDelimiter = '\u0001';

    /// <summary>A bare list shows an address within so many lines, even when the first ones cannot be read.</summary>
    private const int LinesLookedAt = 20;

    /// <summary>Bytes; more than this is no row of a list that somebody would mend by hand.</summary>
    private const int LongestUnreadable = 64 * 1024;

    private static readonly ImportField[] MailFields = [ImportField.Email, ImportField.SecondEmail];
    private static readonly ImportField[] ContactFields = [.. MailFields, ImportField.Phone, ImportField.Mobile];

    private readonly Stream stream;
    private readonly TextLayout layout;
    private readonly ImportFile? file;
    private readonly int[] columns;
    private readonly bool guessed;
    private readonly CsvRecords records;
    private readonly MemoryStream line = new();
    private readonly HashSet<int> mailColumns = [];
    private readonly RowStatementsReader? statementsReader;
    private readonly int? reasonColumn;

    private ListFile(Stream stream, TextLayout layout, ImportFile? file, int[] columns, bool guessed, CsvRecords records, char delimiter, long headLength)
    {
        (this.stream, this.layout, this.file, this.columns, this.guessed, this.records) = (stream, layout, file, columns, guessed, records);
        (Delimiter, HeadLength) = (delimiter, headLength);
        if (columns.Length == 0)
        {
            // One address a line: what somebody wrote beside it is heard.
            statementsReader = new RowStatementsReader([new StatementColumn(0, string.Empty, StatementKind.Text, [], false) { HoldsAddresses = true }], ColumnMeanings.None, DateOrder.DayFirst);
        }
        else if (file?.Mapping is { } mapping)
        {
            mailColumns = [.. MailFields.Select(mapping.IndexOf).Where(index => index >= 0)];
            statementsReader = new RowStatementsReader(mapping.StatementColumns, file.Meanings, mapping.DateOrder);
            reasonColumn = SuppressionReasonWords.ColumnOf(file);
        }
    }

    /// <summary>What parts the fields, and what stands before a field that is added.</summary>
    public char Delimiter { get; }

    /// <summary>Bytes before the first row: byte order mark, "sep=" line, preamble and column names.</summary>
    public long HeadLength { get; }

    /// <summary>Whether the list has a line of column names.</summary>
    public bool HasHeader => file?.HeaderLineNumber is not null;

    /// <summary>The physical line that the current row starts on.</summary>
    public long Line => records.Line;

    /// <summary>Opens a list.</summary>
    /// <param name="stream">Seekable, left open.</param>
    /// <param name="column">The column with the addresses, by its name; null to take every column that is recognised as an address or number.</param>
    public static Result<ListFile> Open(Stream stream, string? column) => Open(TableText.AsItIs(stream), column);

    /// <param name="text">Must stay open as long as the list is read.</param>
    /// <inheritdoc cref="Open(Stream, string?)"/>
    public static Result<ListFile> Open(TableText text, string? column)
    {
        var (file, stream) = (ImportFile.Open(text), text.Stream);
        if (file.Layout is not { } layout)
        {
            return Refusal.FileUnreadable;
        }

        if (column is null && IsBare(stream, layout, file))
        {
            return new ListFile(stream, layout, null, [], false, new CsvRecords(stream, layout, NoDelimiter, layout.MarkLength, 1), layout.Delimiter ?? ',', layout.MarkLength);
        }

        var delimiter = file.Delimiter!.Value;
        // Where no name says which column holds addresses, the rows do.
        var columns = column is not null ? ColumnsNamed(file, column)
            : file.Mapping!.HasContactColumn ? [.. ContactFields.Select(file.Mapping.IndexOf).Where(index => index >= 0).Concat(file.Mapping.FurtherAddresses)]
            : AddressCells(file.OpenRecords()!);
        var guessed = column is null && (!file.Mapping!.HasContactColumn || file.HeaderLineNumber is null);
        return columns.Length == 0 ? Refusal.ColumnNotFound : new ListFile(stream, layout, file, columns, guessed, file.OpenRecords()!, delimiter, file.HeadLength);
    }

    /// <summary>The names from which the column with the addresses can be chosen; empty where the file has none.</summary>
    public static IReadOnlyList<string> ColumnsOf(TableText text) => ImportFile.Open(text).Mapping?.Columns.Select(column => column.Key).ToList() ?? [];

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool MoveNext() => records.MoveNext();

    /// <summary>What stands in the address columns of the row; null when the row itself is broken.</summary>
    public IReadOnlyList<string>? Cells() => Places() is { } places ? [.. places.Select(index => columns.Length == 0 ? records.WholeText() : records[index]).Where(cell => !string.IsNullOrWhiteSpace(cell))] : null;

    /// <summary>
    /// The usable addresses of the row. Empty when it is broken or has none, and when something in it looks like an address and cannot be read: whoever
    /// must not be reached may stand there, whatever else of the row can be read (W-7).
    /// </summary>
    public IReadOnlyList<Address> Addresses()
    {
        var found = new List<Address>();
        foreach (var place in Places() ?? [])
        {
            var cell = columns.Length == 0 ? records.WholeText() : records[place];
            if (string.IsNullOrWhiteSpace(cell))
            {
                continue;
            }

            var read = Address.ReadAll(cell);
            if (read.HasUnreadable || (read.Found.Count == 0 && mailColumns.Contains(place) && !CellWords.IsPlaceholder(cell)))
            {
                return [];
            }

            found.AddRange(read.Found);
        }

        return [.. found.Distinct()];
    }

    /// <summary>What the row itself says about being contacted (RULES 8).</summary>
    public RowStatements Statements() => statementsReader is null || Places() is null ? RowStatements.Nothing : statementsReader.Read(index => columns.Length == 0 ? records.WholeText() : records[index]);

    /// <summary>What is wrong with the row as such, as a word of the import report.</summary>
    public string Fault => (file?.FaultOf(records) ?? RejectionReason.UnbalancedQuote).ToString();

    /// <summary>The reason that the row gives for standing on a list, in the words of whoever made the list; null where it gives none.</summary>
    public string? Reason() => reasonColumn is { } column && Places() is not null && records[column].Trim() is { Length: > 0 } reason ? reason : null;

    /// <summary>The columns to look into; null when the row itself is broken.</summary>
    private IEnumerable<int>? Places() =>
        columns.Length == 0 ? [0]
        : !records.IsReadable || file?.FaultOf(records) is not null ? null

        // Where the first rows had to tell, a later one may have an address in a column that was empty in them: it must not be missed.
        : guessed ? columns.Union(PlacesIn(records.Fields()))
        : columns;

    /// <summary>Writes the row as it stands, its own line end included.</summary>
    public void CopyRowTo(Stream target) => records.CopyRawTo(target);

    /// <summary>
    /// Writes a row that cannot be read so that the rows after it stay rows: one with an unclosed quote would take them in, and hide whoever
    /// said no in them. It becomes one field, left out where it is longer than anybody would mend.
    /// </summary>
    public void CopyUnreadableRowTo(Stream target)
    {
        if (records.Length > LongestUnreadable)
        {
            target.Write(layout.Encoding.GetBytes("\r\n"));
            return;
        }

        line.SetLength(0);
        records.CopyRawTo(line);
        var text = layout.Encoding.GetString(line.GetBuffer(), 0, (int)line.Length);
        target.Write(records.IsReadable && (columns.Length > 0 || !text.Contains('"', StringComparison.Ordinal))
            ? line.GetBuffer().AsSpan(0, (int)line.Length)
            : layout.Encoding.GetBytes($"\"{text.TrimEnd('\r', '\n').Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"));
    }

    /// <summary>Writes everything before the first row as it stands.</summary>
    public void CopyHeadTo(Stream target)
    {
        var here = stream.Position;
        CsvRecords.CopyRange(stream, 0, HeadLength, target);
        stream.Position = here;
    }

    /// <summary>Writes a row or a head with more fields before its line end, in the list's own encoding; what that cannot write is written plainer.</summary>
    public void WriteWithFields(ReadOnlySpan<byte> raw, IEnumerable<string> fields, Stream target)
    {
        var end = raw.Length;
        end -= EndsWith(raw[..end], '\n') ? layout.UnitWidth : 0;
        end -= EndsWith(raw[..end], '\r') ? layout.UnitWidth : 0;
        target.Write(raw[..end]);
        target.Write(layout.Encoding.GetBytes(string.Concat(fields.Select(field => Delimiter + Quoted(Writable(field))))));
        target.Write(raw[end..]);
    }

    private string Quoted(string field) =>
        field.Contains(Delimiter, StringComparison.Ordinal) || field.Contains('"', StringComparison.Ordinal) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    /// <summary>An older encoding has neither the narrow space of French nor the curly apostrophe.</summary>
    private string Writable(string field) =>
        layout.Encoding.GetString(layout.Encoding.GetBytes(field)) == field ? field : field.Replace('\u202F', ' ').Replace('’', '\'');

    public void Dispose()
    {
        records.Dispose();
        line.Dispose();
    }

    private bool EndsWith(ReadOnlySpan<byte> raw, char each) => raw.EndsWith(layout.Encoding.GetBytes([each]));

    /// <summary>Whether already the first line is an address, or a later one in a file in which no column name says what it holds.</summary>
    private static bool IsBare(Stream stream, TextLayout layout, ImportFile file)
    {
        using var lines = new CsvRecords(stream, layout, NoDelimiter, layout.MarkLength, 1);
        var looked = file.HasKnownName ? 1 : LinesLookedAt;
        for (var i = 0; i < looked && lines.MoveNext(); i++)
        {
            if (Address.Read(lines[0]) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The places of addresses and numbers in the first rows.</summary>
    private static int[] AddressCells(CsvRecords rows)
    {
        using (rows)
        {
            var places = new SortedSet<int>();
            for (var i = 0; i < LinesLookedAt && rows.MoveNext(); i++)
            {
                places.UnionWith(PlacesIn(rows.Fields()));
            }

            return [.. places];
        }
    }

    private static IEnumerable<int> PlacesIn(string[] cells) =>
        Enumerable.Range(0, cells.Length).Where(i => cells[i].Contains('@', StringComparison.Ordinal) ? Address.ReadAll(cells[i]).Found.Count > 0 : AddressShape.IsWrittenAsNumber(cells[i]));

    private static int[] ColumnsNamed(ImportFile file, string name)
    {
        var columns = file.Mapping!.Columns;
        var found = columns.FirstOrDefault(each => each.Key == name) ?? columns.FirstOrDefault(each => each.Key.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        return found is null ? [] : [found.Index];
    }
}
