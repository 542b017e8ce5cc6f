namespace ConsentRegistry.Core.Imports;

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

    /// <summary>Keys of the sensitive columns.</summary>
    public IReadOnlyList<string> SensitiveHeaders => [.. Columns.Where(c => c.IsSensitive).Select(c => c.Key)];

    /// <summary>Whether anybody in the file can be reached at all.</summary>
    public bool HasContactColumn => new[] { ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile }.Any(f => IndexOf(f) >= 0);

    /// <summary>The column of a field, from 0; -1 when the file has none.</summary>
    public int IndexOf(ImportField field) => byField[(int)field];

    /// <summary>Maps the columns of a file.</summary>
    /// <param name="header">The column names, as they stand in the file.</param>
    /// <param name="sample">Some data rows, to tell what a header leaves open; may be empty.</param>
    /// <param name="profile">Decided columns by key, null for "drop"; columns that it does not name are mapped as if it were not there. A sensitive column stays dropped whatever it says.</param>
    public static ColumnMapping Of(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> sample, IReadOnlyDictionary<string, ImportField?>? profile = null)
    {
        var count = header.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(header[count - 1]))
        {
            count--;
        }

        var keys = Keys(header, count);
        var guesses = header.Take(count).Select(ColumnGuess.Of).ToArray();
        var decided = new Dictionary<int, ImportField?>();
        for (var i = 0; i < count; i++)
        {
            if (profile is not null && profile.TryGetValue(keys[i], out var field) && !guesses[i].IsSensitive)
            {
                decided[i] = field;
            }
        }

        var choice = new ColumnChoice(header, guesses, new ColumnSample(sample), decided);
        var fields = choice.Choose();
        return new ColumnMapping([.. keys.Select((key, i) => new MappedColumn(i, key, fields[i], guesses[i].IsSensitive))], SiteSignatures.Recognise(header))
        {
            FurtherOptOuts = [.. choice.FurtherOptOuts.Order()],
        };
    }

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
