using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;

namespace ConsentRegistry.Core.Imports.Files;

/// <summary>What makes rows of a file unreadable, of one kind.</summary>
/// <param name="Rows">How many rows are not taken in because of it.</param>
/// <param name="Lines">Where it is to be mended, the first places: the physical line of the row, and of a quote that is not closed the one on which it is opened.</param>
public sealed record FileFault(RejectionReason Reason, int Rows, IReadOnlyList<long> Lines);

/// <summary>A row in which other rows stand, because a quote that was forgotten is closed by one of a later row.</summary>
/// <param name="Line">The physical line that it starts on.</param>
/// <param name="LastLine">The one that it ends on.</param>
/// <param name="Rows">Lines within it that look like rows of their own and are not read as such.</param>
public sealed record SwallowedRows(long Line, long LastLine, int Rows);

/// <summary>What is wrong with a file as text, before anything of it is judged: it is told in the first step, where the file can still be mended and brought in again.</summary>
public sealed class FileFaults
{
    /// <summary>Of a file that says nothing of its rows.</summary>
    public static readonly FileFaults None = new(0, 0, 0, TableText.UsualDelimiter);

    /// <summary>Places that are named of each kind.</summary>
    private const int MostNamed = 5;

    /// <summary>With fewer columns a sentence with a comma looks like a row.</summary>
    private const int FewestColumns = 3;

    private readonly Dictionary<RejectionReason, (int Rows, List<long> Lines)> found = [];
    private readonly List<SwallowedRows> swallowed = [];
    private readonly int fewest;
    private readonly int most;
    private readonly int columns;
    private readonly char delimiter;

    /// <param name="fewest">Fields that every row must have.</param>
    /// <param name="most">Fields beyond which a row may have empty ones only.</param>
    /// <param name="columns">Columns of the file; 0 where no quote can have been forgotten, as in what was made of a workbook.</param>
    internal FileFaults(int fewest, int most, int columns, char delimiter) => (this.fewest, this.most, this.columns, this.delimiter) = (fewest, most, columns, delimiter);

    /// <summary>Rows of the file.</summary>
    public int Rows { get; private set; }

    /// <summary>Every kind of fault that there is; of a row the first that applies.</summary>
    public IReadOnlyList<FileFault> All => [.. found.OrderBy(each => each.Key).Select(each => new FileFault(each.Key, each.Value.Rows, each.Value.Lines))];

    /// <summary>Rows in which others stand, the first ones.</summary>
    public IReadOnlyList<SwallowedRows> Swallowed => swallowed;

    /// <summary>Lines in such rows, also in those that are not named, that look like rows of their own.</summary>
    public int RowsSwallowed { get; private set; }

    /// <summary>The physical line of a last row that has too few fields and no end; null where there is none.</summary>
    public long? CutOffLine { get; private set; }

    /// <summary>Looks at the next row.</summary>
    internal void Add(CsvRecords record)
    {
        Rows++;
        var fault = record.Fault(fewest, most);
        CutOffLine = fault == RejectionReason.TooFewFields && record.IsOpenEnded ? record.Line : null;
        if (fault is { } reason)
        {
            var (rows, lines) = found.TryGetValue(reason, out var before) ? before : (0, new List<long>());
            var line = reason == RejectionReason.UnbalancedQuote ? record.QuoteLine : record.Line;
            if (lines.Count < MostNamed && !lines.Contains(line))
            {
                lines.Add(line);
            }

            found[reason] = (rows + 1, lines);
        }

        if (columns >= FewestColumns && record.SpansLines)
        {
            LookInside(record);
        }
    }

    private void LookInside(CsvRecords record)
    {
        var lines = record.WholeText().ReplaceLineEndings("\n").Split('\n');

        // One of them is the row itself.
        var rows = lines.Count(LooksLikeRow) - 1;
        if (rows <= 0)
        {
            return;
        }

        RowsSwallowed += rows;
        if (swallowed.Count < MostNamed)
        {
            swallowed.Add(new SwallowedRows(record.Line, record.Line + lines.Length - 1, rows));
        }
    }

    private bool LooksLikeRow(string line)
    {
        var cells = line.Split(delimiter);
        return cells.Length >= columns && cells.Any(cell => AddressShape.IsAddress(cell.Trim(' ', '"')));
    }
}
