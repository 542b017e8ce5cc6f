using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Core.Imports;

/// <summary>What pass 1 found out about a file as a whole; rows are counted from 0 in the order of the file.</summary>
public sealed class ImportJudgement(ImportRowRules rules, IReadOnlyList<ImportWarning> warnings, Dictionary<int, DateOnly?> optOuts, Dictionary<int, SuppressionEntry> entries)
{
    private readonly Dictionary<int, DateOnly?> optOutOfGroup = GroupedOptOuts(rules, optOuts);
    private readonly Dictionary<int, SuppressionEntry> entryOfGroup = Grouped(rules, entries);

    public IReadOnlyList<ImportWarning> Warnings => warnings;

    public IEnumerable<JudgedRow> Rows => rules.Judge();

    public int FirstOf(int row) => rules.FirstOf(row);

    /// <summary>Whether a row of the same person says that the person opted out.</summary>
    /// <param name="on">The earliest day that one of them states; null where none does.</param>
    public bool OptedOut(int row, out DateOnly? on) => optOutOfGroup.TryGetValue(rules.FirstOf(row), out on);

    /// <summary>The entry for which the rows of this person are suppressed; null when they are not, or only by a whole domain.</summary>
    public SuppressionEntry? EntryOf(int row) => entryOfGroup.GetValueOrDefault(rules.FirstOf(row));

    private static Dictionary<int, DateOnly?> GroupedOptOuts(ImportRowRules rules, Dictionary<int, DateOnly?> optOuts)
    {
        var grouped = new Dictionary<int, DateOnly?>();
        foreach (var (row, day) in optOuts)
        {
            var first = rules.FirstOf(row);
            var earlier = grouped.GetValueOrDefault(first);
            grouped[first] = earlier is null || day < earlier ? day ?? earlier : earlier;
        }

        return grouped;
    }

    private static Dictionary<int, SuppressionEntry> Grouped(ImportRowRules rules, Dictionary<int, SuppressionEntry> entries)
    {
        var grouped = new Dictionary<int, SuppressionEntry>();
        foreach (var (row, entry) in entries.OrderBy(each => each.Key))
        {
            grouped.TryAdd(rules.FirstOf(row), entry);
        }

        return grouped;
    }
}
