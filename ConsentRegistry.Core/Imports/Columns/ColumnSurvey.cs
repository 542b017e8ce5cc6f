using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Rows;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>A value of a column, as it stands in the file.</summary>
/// <param name="Rows">How many rows have it.</param>
/// <param name="FirstLine">The physical line of the first of them; 0 where lines are not known.</param>
public sealed record SurveyedValue(string Value, int Rows, long FirstLine);

/// <summary>
/// What stands in the columns of a file, over all its rows: nothing is decided on a sample (W-5). Memory is flat: of a column of many different
/// values only the first ones are kept by name.
/// </summary>
public sealed class ColumnSurvey
{
    /// <summary>The most different values that a list of words has.</summary>
    private const int MostWords = 100;

    private readonly List<Column> columns = [];

    /// <summary>Rows looked at.</summary>
    public int Rows { get; private set; }

    /// <summary>The largest number of fields in a row.</summary>
    public int Width => columns.Count;

    public static ColumnSurvey Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        var survey = new ColumnSurvey();
        foreach (var row in rows)
        {
            survey.Begin();
            for (var i = 0; i < row.Count; i++)
            {
                survey.Add(i, row[i], 0);
            }
        }

        return survey;
    }

    /// <summary>Begins the next row.</summary>
    public void Begin() => Rows++;

    /// <summary>Adds a cell of the row.</summary>
    public void Add(int column, string cell, long line)
    {
        while (columns.Count <= column)
        {
            columns.Add(new Column());
        }

        if (!string.IsNullOrWhiteSpace(cell))
        {
            columns[column].Add(cell.Trim(), line);
        }
    }

    /// <summary>Whether most values of the column hold an @; true for a column without values.</summary>
    public bool LooksLikeEmail(int column) => Most(column, each => each.Emails);

    /// <summary>Whether most values of the column hold digits, and few of them anything like a date; true for a column without values.</summary>
    public bool LooksLikePhone(int column) => Most(column, each => each.Numbers);

    /// <summary>Whether most values of the column are dates; true for a column without values.</summary>
    public bool LooksLikeDate(int column) => Most(column, each => each.Dates);

    /// <summary>Whether there are values and most of them are usable e-mail addresses.</summary>
    public bool HoldsEmails(int column) => Filled(column) > 0 && Of(column) is { } each && each.UsableEmails * 2 > each.Filled;

    /// <summary>Whether there are values and most of them are numbers as one dials them: a zero or a plus in front tells them from postal codes and the numbers of customers.</summary>
    public bool HoldsNumbers(int column) => Filled(column) > 0 && Of(column) is { } each && each.UsableNumbers * 2 > each.Filled;

    /// <summary>Whether some value is a usable e-mail address or a number.</summary>
    public bool HasAddress(int column) => Of(column) is { } each && each.UsableEmails + each.UsableNumbers > 0;

    /// <summary>Whether there are values and all are dates.</summary>
    public bool HoldsDates(int column) => Filled(column) > 0 && Of(column) is { } each && each.LongDates == each.Filled;

    /// <summary>Whether some value is a date.</summary>
    public bool HasDate(int column) => Of(column)?.Dates > 0;

    /// <summary>How many rows have something in the column.</summary>
    public int Filled(int column) => Of(column)?.Filled ?? 0;

    /// <summary>Whether the column is a list of words rather than free text: few different ones, and short (W-3).</summary>
    public bool IsListOfWords(int column) =>
        Of(column) is { Filled: > 0, IsOverfull: false } each && each.Short * 10 >= each.Filled * 9 && each.Values.Count <= Math.Max(20, each.Filled / 3);

    /// <summary>Whether a whole cell of the column is a word of refusal, of a complaint or of a bounce (W-3).</summary>
    public bool HasWordOfStatus(int column) => Of(column)?.HasWordOfStatus ?? false;

    /// <summary>Whether a cell is a plain yes or no, or a word of a mailing tool (W-2).</summary>
    public bool HasWordOfLeave(int column) => Of(column)?.Values.Keys.Any(CellWords.IsKnownOfLeave) ?? false;

    /// <summary>The different values of the column, the most frequent first; of a column of very many the first ones.</summary>
    public IReadOnlyList<SurveyedValue> Values(int column) => Of(column) is { } each
        ? [.. each.Values.Select(value => new SurveyedValue(value.Key, value.Value.Rows, value.Value.Line)).OrderByDescending(value => value.Rows).ThenBy(value => value.FirstLine)]
        : [];

    /// <summary>The order that the dates of the given columns show; null where none has a part over 12.</summary>
    /// <param name="open">The first line on which both parts could be a month; null where there is none.</param>
    public DateOrder? OrderOf(IEnumerable<int> among, out (int Column, long Line)? open)
    {
        var (dayFirst, monthFirst) = (0L, 0L);
        open = null;
        foreach (var index in among)
        {
            if (Of(index) is { } each)
            {
                (dayFirst, monthFirst) = (dayFirst + each.DayFirst, monthFirst + each.MonthFirst);
                open = each.OpenLine is { } line && (open is null || line < open.Value.Line) ? (index, line) : open;
            }
        }

        return dayFirst > 0 && monthFirst == 0 ? DateOrder.DayFirst : monthFirst > 0 && dayFirst == 0 ? DateOrder.MonthFirst : null;
    }

    private Column? Of(int column) => column < columns.Count ? columns[column] : null;

    private bool Most(int column, Func<Column, int> count) => Of(column) is not { } each || each.Filled == 0 || count(each) * 2 > each.Filled;

    private sealed class Column
    {
        /// <summary>Characters; longer values are no words, and are not kept.</summary>
        private const int LongestKept = 200;

        public Dictionary<string, (int Rows, long Line)> Values { get; } = new(StringComparer.Ordinal);

        /// <summary>More different values than a list of words has.</summary>
        public bool IsOverfull { get; private set; }

        public int Filled { get; private set; }

        public int Short { get; private set; }

        public int Emails { get; private set; }

        public int UsableEmails { get; private set; }

        public int Numbers { get; private set; }

        public int UsableNumbers { get; private set; }

        public int Dates { get; private set; }

        public int LongDates { get; private set; }

        public long DayFirst { get; private set; }

        public long MonthFirst { get; private set; }

        public long? OpenLine { get; private set; }

        public bool HasWordOfStatus { get; private set; }

        public void Add(string value, long line)
        {
            Filled++;
            var isShort = CellWords.IsShort(value);
            Short += isShort ? 1 : 0;
            if (value.Contains('@', StringComparison.Ordinal) || value.Contains('＠', StringComparison.Ordinal))
            {
                Emails++;
                UsableEmails += Address.ReadAll(value).Found.Count > 0 ? 1 : 0;
            }
            else if (value.Any(char.IsDigit))
            {
                AddDigits(value, line);
            }

            Keep(value, line, isShort);
        }

        private void AddDigits(string value, long line)
        {
            var isDate = ImportDates.TryRead(value, out _);
            Dates += isDate ? 1 : 0;
            LongDates += isDate && value.Length >= 6 ? 1 : 0;
            Numbers += !isDate && value.Count(char.IsDigit) >= 6 ? 1 : 0;
            UsableNumbers += AddressShape.IsWrittenAsNumber(value) ? 1 : 0;
            var shown = ImportDates.OrderOf(value, out var isOpen);
            DayFirst += shown == DateOrder.DayFirst ? 1 : 0;
            MonthFirst += shown == DateOrder.MonthFirst ? 1 : 0;
            OpenLine = isOpen && OpenLine is null ? line : OpenLine;
        }

        private void Keep(string value, long line, bool isShort)
        {
            if (Values.TryGetValue(value, out var known))
            {
                Values[value] = (known.Rows + 1, known.Line);
                return;
            }

            // In a column of very many different values each cell is read as free text.
            HasWordOfStatus |= isShort && !IsOverfull && CellWords.IsProperToStatus(value);
            if (value.Length > LongestKept)
            {
                return;
            }

            if (Values.Count < MostWords)
            {
                Values.Add(value, (1, line));
            }
            else
            {
                IsOverfull = true;
            }
        }
    }
}
