using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>One word of a column that may say something about being contacted.</summary>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="FirstLine">The physical line of the first of them.</param>
/// <param name="Taken">What it is taken for as things are settled.</param>
/// <param name="Given">What a colleague said that it means; null where nobody did.</param>
public sealed record ColumnWord(string Value, int Rows, long FirstLine, CellMeaning Taken, GivenMeaning? Given);

/// <summary>A column of refusal, leave or status, word by word, for a colleague to give them a meaning (W-5).</summary>
/// <param name="Words">The unclear ones first, then the most frequent; of a column of very many different ones those that came first.</param>
/// <param name="Filled">Rows with something in the column.</param>
public sealed record WordColumn(StatementColumn Column, IReadOnlyList<ColumnWord> Words, int Filled)
{
    /// <summary>Words that would put people in doubt.</summary>
    public int Unclear => Words.Count(word => word.Taken == CellMeaning.Unclear);

    /// <summary>Rows whose words are not in <see cref="Words"/>, because the column has too many.</summary>
    public int Unlisted => Column.Kind == StatementKind.Text ? 0 : Filled - Words.Sum(word => word.Rows);
}

/// <summary>Reads the words of an opened file.</summary>
internal static class FileWords
{
    /// <summary>The columns with unclear words first, then in the order of the file.</summary>
    public static IReadOnlyList<WordColumn> Of(ImportFile file)
    {
        var mapping = file.Mapping!;
        var reader = new RowStatementsReader(mapping.StatementColumns, file.Meanings, mapping.DateOrder);
        return
        [
            .. mapping.StatementColumns.Select(column => new WordColumn(column, WordsOf(file, reader, column), file.Survey!.Filled(column.Index)))

                // Of free text only the cells that speak of a refusal need a meaning.
                .Where(column => column.Words.Count > 0).OrderBy(column => column.Unclear > 0 ? 0 : 1),
        ];
    }

    private static List<ColumnWord> WordsOf(ImportFile file, RowStatementsReader reader, StatementColumn column) =>
    [
        .. file.Survey!.Values(column.Index)
            .Select(value => new ColumnWord(value.Value, value.Rows, value.FirstLine, reader.MeaningOf(column, value.Value), file.Meanings.Of(column.Key, value.Value)))
            .Where(word => column.Kind != StatementKind.Text || word.Taken != CellMeaning.Nothing || word.Given is not null)
            .OrderBy(word => word.Taken == CellMeaning.Unclear ? 0 : 1),
    ];
}
