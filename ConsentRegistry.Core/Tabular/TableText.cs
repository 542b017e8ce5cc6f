using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Core.Tabular;

/// <summary>A list as delimited text, whatever kind of file it came in.</summary>
public sealed class TableText : IDisposable
{
    /// <summary>What parts the fields of a text that was made of a workbook, where nobody asks for another.</summary>
    public const char UsualDelimiter = ';';

    private TableText(Stream stream, WorkbookSheet? sheet, char? delimiter) => (Stream, Sheet, Delimiter) = (stream, sheet, delimiter);

    /// <summary>Seekable. The line numbers of a text that was made of a sheet are its row numbers.</summary>
    public Stream Stream { get; }

    /// <summary>The sheet that the text was made of; null where the file itself is the text.</summary>
    public WorkbookSheet? Sheet { get; }

    /// <summary>What parts the fields; null where it has to be found.</summary>
    public char? Delimiter { get; }

    /// <summary>A file that is no workbook; left open.</summary>
    internal static TableText AsItIs(Stream stream) => new(stream, null, null);

    /// <summary>A text that was made, which goes with this.</summary>
    internal static TableText MadeOf(WorkbookSheet sheet, char delimiter, Stream stream) => new(stream, sheet, delimiter);

    /// <summary>Rows of a list that were written out again; what was made of a sheet is written as it was made.</summary>
    internal static TableText Written(Stream stream, WorkbookSheet? sheet, char delimiter) => new(stream, sheet, sheet is null ? null : delimiter);

    public void Dispose()
    {
        if (Sheet is not null)
        {
            Stream.Dispose();
        }
    }
}
