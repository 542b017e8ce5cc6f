using System.Text.RegularExpressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Where the column names of a file stand.</summary>
/// <param name="Delimiter">The character between the fields.</param>
/// <param name="Line">The physical line of the names, from 1; 0 where the file has none.</param>
/// <param name="End">The byte after it, where the data rows begin.</param>
/// <param name="NextLine">The physical line of that byte.</param>
/// <param name="Cells">The names as they are in the file.</param>
internal sealed record HeaderLine(char Delimiter, long Line, long End, long NextLine, IReadOnlyList<string> Cells)
{
    /// <summary>Whether at least one of the names is one that columns have; else the line only stands where names stand.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>
/// Finds delimiter and header together: of all delimiters and first lines, those win under which the most cells are words that
/// column names are made of. So notes above the table, and commas inside them, do not mislead.
/// </summary>
internal static partial class HeaderFinder
{
    private const int SearchedRecords = 30;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>
    /// The header; null for a file with nothing in it. A line that holds a usable address or number is none, and none stands behind such a line: where
    /// the first such line has no header before it, the file has none, <see cref="HeaderLine.Line"/> is 0 and the data rows begin at once (W-9).
    /// </summary>
    public static HeaderLine? Find(Stream stream, TextLayout layout)
    {
        var (offset, line, named) = layout.Delimiter is { } told ? (layout.MarkLength, 1, told) : AfterSeparatorLine(stream, layout);
        HeaderLine? best = null;
        var bestScore = (Known: -1, Fields: 0);
        var delimiters = named is { } one ? [one] : Delimiters;
        var firstAddress = FirstAddress(stream, layout, delimiters, offset, line);
        foreach (var delimiter in delimiters)
        {
            foreach (var candidate in FirstRecords(stream, layout, delimiter, offset, line).TakeWhile(candidate => !candidate.Cells.Any(AddressShape.IsAddress)))
            {
                var score = (Known: candidate.Cells.Count(IsColumnName), Fields: candidate.Cells.Count);
                if (candidate.Line >= firstAddress && score.Known < 2)
                {
                    continue;
                }

                // Without any known name, the first line with several fields is taken.
                var better = score.Known > bestScore.Known
                    || (score.Known == bestScore.Known && score.Fields > bestScore.Fields && (score.Known > 0 ? best!.Line == candidate.Line : bestScore.Fields < 2 || best!.Line == candidate.Line));
                if (better)
                {
                    (best, bestScore) = (candidate, score);
                }
            }
        }

        return bestScore.Known > 0 ? best! with { IsKnown = true } : ByAddresses(stream, layout, delimiters, offset, line) ?? best;
    }

    /// <summary>
    /// The first line of which some delimiter sets an address apart; <see cref="long.MaxValue"/> where none does. A word behind it that could name a
    /// column is none: under the wrong delimiter a whole row is one cell, and "Jan,unsubscribed" speaks of a refusal. Only several names make a header
    /// there, below a line that tells whom to ask.
    /// </summary>
    private static long FirstAddress(Stream stream, TextLayout layout, IEnumerable<char> delimiters, long offset, long line) =>
        delimiters.SelectMany(delimiter => FirstRecords(stream, layout, delimiter, offset, line).Where(record => record.Cells.Any(AddressShape.IsAddress)).Take(1)).Select(record => record.Line).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>
    /// Without a single known name the addresses tell: the delimiter is the one that sets the most of them apart, and the line before the first of them
    /// is the header. Null where no cell of the first lines is an address.
    /// </summary>
    private static HeaderLine? ByAddresses(Stream stream, TextLayout layout, IReadOnlyList<char> delimiters, long offset, long line)
    {
        HeaderLine? found = null;
        var most = 0;
        foreach (var delimiter in delimiters)
        {
            var records = FirstRecords(stream, layout, delimiter, offset, line).ToList();
            var addresses = records.Sum(record => record.Cells.Count(AddressShape.IsAddress));
            if (addresses > most)
            {
                most = addresses;
                found = records.TakeWhile(record => !record.Cells.Any(AddressShape.IsAddress)).LastOrDefault() ?? new HeaderLine(delimiter, 0, offset, line, []);
            }
        }

        return found;
    }

    /// <summary>A column name contains no delimiter, except perhaps a comma.</summary>
    private static bool IsColumnName(string cell) => cell.AsSpan().IndexOfAny(";\t|@") < 0 && ColumnGuess.Of(cell).IsKnown;

    private static IEnumerable<HeaderLine> FirstRecords(Stream stream, TextLayout layout, char delimiter, long offset, long line)
    {
        using var records = new CsvRecords(stream, layout, delimiter, offset, line);
        for (var i = 0; i < SearchedRecords && records.MoveNext(); i++)
        {
            if (records.IsReadable)
            {
                yield return new HeaderLine(delimiter, records.Line, records.Offset + records.Length, records.NextLine, records.Fields());
            }
        }
    }

    /// <summary>Where the text begins after a first line such as "sep=;", and the delimiter that it names.</summary>
    private static (long Offset, long Line, char? Delimiter) AfterSeparatorLine(Stream stream, TextLayout layout)
    {
        // With a delimiter that no text has, the whole line is one field.
        using var records = new CsvRecords(stream, layout, '\u0001', layout.MarkLength, 1);
        return records.MoveNext() && records.Line == 1 && SeparatorLine().Match(records[0]) is { Success: true } match
            ? (records.Offset + records.Length, records.NextLine, match.Groups[1].Value[0])
            : (layout.MarkLength, 1, null);
    }

    [GeneratedRegex("""^"?sep=([,;|\t])"?[,;|\t ]*$""", RegexOptions.IgnoreCase)]
    private static partial Regex SeparatorLine();
}
