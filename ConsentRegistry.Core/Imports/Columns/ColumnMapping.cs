using ConsentRegistry.Core.Imports.Rows;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>One column of a file.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Key">The header as it stands in the file; a second equal one is keyed "NAME (2)", or by the next number that no other column has.</param>
/// <param name="Field">Null for a column that is dropped.</param>
/// <param name="IsSensitive">Dropped because of what it holds; the operator is told.</param>
public sealed record MappedColumn(int Index, string Key, ImportField? Field, bool IsSensitive);

/// <summary>
/// Which column of a file holds which field. The header decides, read beside its neighbours; the first values are looked at where a
/// header can mean several things. Columns about other people, letters and sensitive columns are dropped (P-21…26).
/// </summary>
public sealed class ColumnMapping
{
    private static readonly ImportField[] AddressFields = [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile];
    private static readonly ImportField[] DateFields = [ImportField.AppliedAt, ImportField.LastContactAt, ImportField.OptedOutAt, ImportField.MarketingOptInAt];

    private readonly int[] byField = new int[Enum.GetValues<ImportField>().Length + 1];

    private ColumnMapping(IReadOnlyList<MappedColumn> columns, string? site)
    {
        (Columns, Site) = (columns, site);
        Array.Fill(byField, -1);
        foreach (var column in columns.Where(c => c.Field is not null))
        {
            byField[(int)column.Field!.Value] = column.Index;
        }
    }

    /// <summary>Every column with a name, in the order of the file. Nameless ones at the end are left out.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>The site or tool that writes such headers; null when none is recognised.</summary>
    public string? Site { get; }

    /// <summary>Columns without a field, from 0, that say an opt-out beside the one that has it; what they say counts.</summary>
    public IReadOnlyList<int> FurtherOptOuts { get; private init; } = [];

    /// <summary>Columns whose cells may say something about being contacted (RULES 8).</summary>
    public IReadOnlyList<StatementColumn> StatementColumns { get; private init; } = [];

    /// <summary>
    /// Columns without a field, from 0, that hold e-mail addresses or numbers of the person as well, however many they are: they are looked up and kept
    /// like the others (W-6).
    /// </summary>
    public IReadOnlyList<int> FurtherAddresses { get; private init; } = [];

    /// <summary>Whether the day or the month comes first in the file's dates (W-8).</summary>
    public DateOrder DateOrder { get; private init; } = DateOrder.DayFirst;

    /// <summary>The first line with a date of which nothing in the file tells whether the day or the month stands first; null where something does. Day first is then assumed.</summary>
    public (ImportField Field, long Line)? OpenDate { get; private init; }

    /// <summary>Keys of the sensitive columns.</summary>
    public IReadOnlyList<string> SensitiveHeaders => [.. Columns.Where(c => c.IsSensitive).Select(c => c.Key)];

    /// <summary>Whether any column holds addresses or numbers.</summary>
    public bool HasContactColumn => Array.Exists(AddressFields, each => IndexOf(each) >= 0);

    /// <summary>The column of a field, from 0; -1 when the file has none.</summary>
    public int IndexOf(ImportField field) => byField[(int)field];

    /// <inheritdoc cref="Of(IReadOnlyList{string}, ColumnSurvey, IReadOnlyDictionary{string, ImportField?}?, bool)"/>
    internal static ColumnMapping Of(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyDictionary<string, ImportField?>? profile = null) =>
        Of(header, ColumnSurvey.Of(rows), profile);

    /// <summary>Maps the columns of a file.</summary>
    /// <param name="header">The column names, as they stand in the file.</param>
    /// <param name="survey">What stands in the columns, over all rows, to tell what a header leaves open.</param>
    /// <param name="profile">Decided columns by key, null for "drop"; columns that it does not name are mapped as if it were not there. A sensitive column stays dropped whatever it says.</param>
    /// <param name="isNamed">False where the file has no line of column names: then they are called "column 1" and so on, and their values alone tell (W-9).</param>
    public static ColumnMapping Of(IReadOnlyList<string> header, ColumnSurvey survey, IReadOnlyDictionary<string, ImportField?>? profile = null, bool isNamed = true)
    {
        var count = header.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(header[count - 1]) && survey.Filled(count - 1) == 0)
        {
            count--;
        }

        var keys = Keys(header, count);
        var guesses = header.Take(count).Select(name => isNamed ? ColumnGuess.Of(name) : default).ToArray();
        var decided = new Dictionary<int, ImportField?>();
        for (var i = 0; i < count; i++)
        {
            if (profile is not null && profile.TryGetValue(keys[i], out var field) && !guesses[i].IsSensitive)
            {
                decided[i] = field;
            }
        }

        var choice = new ColumnChoice(header, guesses, survey, decided);
        var fields = choice.Choose();
        List<MappedColumn> columns = [.. keys.Select((key, i) => new MappedColumn(i, key, fields[i], guesses[i].IsSensitive))];
        var further = columns.Where(column => IsFurtherAddress(column, guesses[column.Index], survey)).Select(column => column.Index).ToList();
        var addresses = columns.Where(column => column.Field is { } field && AddressFields.Contains(field)).Select(column => column.Index).Concat(further).ToHashSet();
        var statementColumns = StatementColumnFinder.Of(columns, guesses, survey, decided, addresses);
        var dates = columns.Where(column => (column.Field is { } field && DateFields.Contains(field)) || statementColumns.Any(each => each.Index == column.Index && each.Kind != StatementKind.Text)).ToList();
        var order = survey.OrderOf(dates.Select(column => column.Index), out var open);
        return new ColumnMapping(columns, isNamed ? SiteSignatures.Recognise(header) : null)
        {
            FurtherOptOuts = [.. choice.FurtherOptOuts.Order()],
            StatementColumns = statementColumns,
            FurtherAddresses = further,
            DateOrder = order ?? DateOrder.DayFirst,
            OpenDate = order is null && open is { } first ? (columns[first.Column].Field ?? ImportField.OptedOutAt, first.Line) : null,
        };
    }

    /// <summary>Only columns that name somebody else are other people's (W-1).</summary>
    private static bool IsFurtherAddress(MappedColumn column, ColumnGuess guess, ColumnSurvey survey) =>
        column.Field is null && !guess.IsSensitive && !guess.IsOfOtherPerson && guess.Reading is null or { MayBeAddress: true } && (survey.HoldsEmails(column.Index) || survey.HoldsNumbers(column.Index));

    private static string[] Keys(IReadOnlyList<string> header, int count)
    {
        // A column that the file itself names "E-mail (2)" keeps its name.
        var taken = header.Take(count).ToHashSet(StringComparer.Ordinal);
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new string[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = header[i];
            if (times.TryAdd(header[i], 1))
            {
                continue;
            }

            do
            {
                keys[i] = $"{header[i]} ({++times[header[i]]})";
            }
            while (!taken.Add(keys[i]));
        }

        return keys;
    }
}
