using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>A no in a row.</summary>
/// <param name="Channel">The channel that its header names; null for all (W-4).</param>
/// <param name="IsComplaint">The person complained: recorded as a complaint, of everything.</param>
/// <param name="On">The day that the cell holds; null where it holds none that can be read: then the day of the import counts (W-1).</param>
/// <param name="IsFromLeave">Said by a "no" to being contacted, not by a yes to being left alone.</param>
/// <param name="Header">The column, and what stands there, as evidence.</param>
public sealed record RowRefusal(Channel? Channel, bool IsComplaint, DateOnly? On, bool IsFromLeave, string Header, string Cell);

/// <summary>A word in a row that nobody has given a meaning yet: maybe a no.</summary>
/// <param name="Channel">The channel that its header names; null for all.</param>
public sealed record RowDoubt(string Header, string Value, Channel? Channel);

/// <summary>What a row says about being contacted.</summary>
public sealed record RowStatements
{
    public static RowStatements Nothing { get; } = new();

    public IReadOnlyList<RowRefusal> Refusals { get; init; } = [];

    public IReadOnlyList<RowDoubt> Doubts { get; init; } = [];

    /// <summary>The channels on which the address does not work any more.</summary>
    public IReadOnlyList<Channel> Dead { get; init; } = [];

    /// <summary>The channels other than e-mail on which the row claims an opt-in; a claim allows nothing.</summary>
    public IReadOnlyList<Channel> Claims { get; init; } = [];

    public bool IsNothing => Refusals.Count + Doubts.Count + Dead.Count + Claims.Count == 0;
}

/// <summary>Reads what rows say about being contacted. The same cell of the same column always says the same.</summary>
internal sealed class RowStatementsReader(IReadOnlyList<StatementColumn> columns, ColumnMeanings meanings, DateOrder order)
{
    /// <summary>Cells of a column that are remembered; a list of words has fewer.</summary>
    private const int Remembered = 500;

    /// <summary>Characters of a cell that is kept as evidence, or shown as a doubt.</summary>
    private const int LongestKept = 200;

    private const string NullDate = "0000-00-00";

    private readonly (StatementColumn Column, Dictionary<string, Said> Known)[] readers = [.. columns.Select(column => (column, new Dictionary<string, Said>(StringComparer.Ordinal)))];

    public RowStatements Read(Func<int, string> cellOf)
    {
        List<RowRefusal>? refusals = null;
        List<RowDoubt>? doubts = null;
        List<Channel>? dead = null;
        List<Channel>? claims = null;
        foreach (var (column, known) in readers)
        {
            var cell = cellOf(column.Index);
            if (cell.Length == 0 || Of(column, known, cell) is not { Meaning: not CellMeaning.Nothing } said)
            {
                continue;
            }

            switch (said.Meaning)
            {
                case CellMeaning.No:
                    (refusals ??= []).AddRange(Scopes(column).Select(channel => new RowRefusal(channel, false, said.On, column.Kind == StatementKind.Leave, column.Key, Kept(cell))));
                    break;
                case CellMeaning.Complaint:
                    (refusals ??= []).Add(new RowRefusal(null, true, said.On, false, column.Key, Kept(cell)));
                    break;
                case CellMeaning.Unclear:
                    (doubts ??= []).AddRange(Scopes(column).Select(channel => new RowDoubt(column.Key, Kept(TextOf(column, cell)), channel)));
                    break;
                case CellMeaning.Dead:
                    (dead ??= []).AddRange(column.Channels.Count == 0 ? [Channel.Email] : column.Channels);
                    break;
                case CellMeaning.Stays:
                    (claims ??= []).AddRange(column.Channels.Where(channel => channel != Channel.Email));
                    break;
            }
        }

        return refusals is null && doubts is null && dead is null && claims is null ? RowStatements.Nothing
            : new RowStatements { Refusals = refusals ?? [], Doubts = doubts ?? [], Dead = dead ?? [], Claims = claims ?? [] };
    }

    /// <summary>What a cell of a column is taken for.</summary>
    public CellMeaning MeaningOf(StatementColumn column, string cell) => Judge(column, cell).Meaning;

    private Said Of(StatementColumn column, Dictionary<string, Said> known, string cell)
    {
        if (!known.TryGetValue(cell, out var said))
        {
            said = Judge(column, cell);
            if (known.Count < Remembered)
            {
                known.Add(cell, said);
            }
        }

        return said;
    }

    private Said Judge(StatementColumn column, string cell)
    {
        if (meanings.Of(column.Key, cell) is { } given)
        {
            return new Said(given switch
            {
                GivenMeaning.No => CellMeaning.No,
                GivenMeaning.Dead => CellMeaning.Dead,
                GivenMeaning.Complaint => CellMeaning.Complaint,
                _ => CellMeaning.Nothing,
            }, DayIn(column, cell));
        }

        if (column.Kind == StatementKind.Text)
        {
            return new Said(CellWords.MeaningOf(column.Kind, TextOf(column, cell), false), null);
        }

        var on = DayIn(column, cell);
        return CellWords.IsNullDate(cell, on) ? new Said(CellWords.MeaningOf(column.Kind, NullDate, false), null) : new Said(CellWords.MeaningOf(column.Kind, cell, on is not null), on);
    }

    /// <summary>
    /// Of a column of addresses what stands beside them: "no.mail@…" is somebody's name, "(no mail)" behind it is not. A doubt shows no address either.
    /// </summary>
    private static string TextOf(StatementColumn column, string cell) => column.HoldsAddresses && cell.Contains('@', StringComparison.Ordinal)
        ? string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('@', StringComparison.Ordinal)))
        : cell;

    /// <summary>A "1" in a yes/no column is a yes, not the first day of 1900: what is short is a date only where the header says so.</summary>
    private DateOnly? DayIn(StatementColumn column, string cell)
    {
        var text = cell.Trim();
        return text.Length >= (column.NamesDate ? 5 : 8) && ImportDates.TryRead(text, out var day, order) ? day : null;
    }

    private static IEnumerable<Channel?> Scopes(StatementColumn column) => column.Channels.Count == 0 ? [null] : column.Channels.Select(channel => (Channel?)channel);

    private static string Kept(string cell) => cell.Trim() is var text && text.Length > LongestKept ? $"{text[..LongestKept]}…" : text;

    private readonly record struct Said(CellMeaning Meaning, DateOnly? On);
}
