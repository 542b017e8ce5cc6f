using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>A no that the rows of one person ask for.</summary>
/// <param name="Channel">Null for all channels.</param>
/// <param name="On">The earliest day that one of the rows states; null where none does.</param>
/// <param name="Header">Where the first of them says it, and how: the evidence.</param>
public sealed record GroupRefusal(Channel? Channel, bool IsComplaint, DateOnly? On, long Line, string Header, string Cell)
{
    public BarScope Scope => IsComplaint ? BarScope.Everything : new BarScope(null, Channel);
}

/// <summary>A word in a row of a person that has no meaning yet.</summary>
public sealed record GroupDoubt(long Line, RowDoubt Doubt);

/// <summary>A word without meaning, over the whole file; its spellings are one word, told as the first of them stands.</summary>
/// <param name="Rows">How many of the rows that are taken in hold it.</param>
public sealed record FileDoubt(string Header, string Value, int Rows);

/// <summary>What pass 1 found out about a file as a whole; rows are counted from 0 in the order of the file.</summary>
/// <param name="rules">Groups and outcomes.</param>
/// <param name="warnings">In the order of the file.</param>
/// <param name="statements">Line and words of each row that says something about being contacted.</param>
/// <param name="entries">For a suppressed row the entry that suppresses it.</param>
public sealed class ImportJudgement(
    ImportRowRules rules, IReadOnlyList<ImportWarning> warnings, IReadOnlyDictionary<int, (long Line, RowStatements Statements)> statements, Dictionary<int, SuppressionEntry> entries)
{
    private readonly ILookup<int, (long Line, RowStatements Statements)> statementsOfGroup = statements.OrderBy(each => each.Key).ToLookup(each => rules.FirstOf(each.Key), each => each.Value);
    private readonly Dictionary<int, List<GroupRefusal>> refusalsOfGroup = [];
    private readonly Dictionary<int, SuppressionEntry> entryOfGroup = Grouped(rules, entries);

    public IReadOnlyList<ImportWarning> Warnings => warnings;

    /// <summary>The warnings by line, and beside them the words without meaning, which have a place of their own in a summary.</summary>
    public ILookup<long, ImportWarning> WarningsOfRows => warnings
        .Concat(statements.Values.Where(each => each.Statements.Doubts.Count > 0).Select(each => new ImportWarning(each.Line, ImportField.OptedOut, RejectionReason.Unclear))).ToLookup(each => each.Line);

    public IEnumerable<JudgedRow> Rows => rules.Judge();

    public int FirstOf(int row) => rules.FirstOf(row);

    /// <summary>Whether a row of the same person says no.</summary>
    public bool IsRefused(int row) => RefusalsOf(row).Count > 0;

    /// <summary>What the rows of the same person refuse, each scope once.</summary>
    public IReadOnlyList<GroupRefusal> RefusalsOf(int row)
    {
        // Asked for every row: a group may be all rows of one switchboard.
        var first = rules.FirstOf(row);
        return refusalsOfGroup.TryGetValue(first, out var known) ? known : refusalsOfGroup[first] = Gathered(first);
    }

    private List<GroupRefusal> Gathered(int first)
    {
        var found = statementsOfGroup[first].SelectMany(each => each.Statements.Refusals.Select(refusal => (each.Line, Refusal: refusal)));
        return
        [
            .. found.GroupBy(each => (each.Refusal.IsComplaint ? null : each.Refusal.Channel, each.Refusal.IsComplaint)).Select(scope =>
            {
                var (line, said) = scope.First();
                return new GroupRefusal(scope.Key.Item1, scope.Key.IsComplaint, scope.Min(each => each.Refusal.On), line, said.Header, said.Cell);
            }),
        ];
    }

    /// <summary>The words without meaning in the rows of the same person.</summary>
    public IReadOnlyList<GroupDoubt> DoubtsOf(int row) => [.. statementsOfGroup[rules.FirstOf(row)].SelectMany(each => each.Statements.Doubts.Select(doubt => new GroupDoubt(each.Line, doubt)))];

    /// <summary>The words without meaning in rows that are taken in, the most frequent first.</summary>
    public IReadOnlyList<FileDoubt> Doubts()
    {
        var counts = new Dictionary<(string Header, string Text), FileDoubt>();
        foreach (var (index, row) in rules.Judge().Index())
        {
            if (row.Outcome is not (RowOutcome.Suppressed or RowOutcome.Rejected) && statements.TryGetValue(index, out var said))
            {
                foreach (var word in said.Statements.Doubts.DistinctBy(doubt => (doubt.Header, doubt.Value)))
                {
                    var text = (word.Header, CellNormalForm.Of(word.Value));
                    counts[text] = counts.TryGetValue(text, out var known) ? known with { Rows = known.Rows + 1 } : new FileDoubt(word.Header, word.Value, 1);
                }
            }
        }

        return [.. counts.OrderByDescending(each => each.Value.Rows).ThenBy(each => each.Key).Select(each => each.Value)];
    }

    /// <summary>People of whom the file tells a no that is not known already.</summary>
    public int OptOuts() => rules.Judge().Index().Count(each => rules.FirstOf(each.Index) == each.Index && each.Item.Outcome != RowOutcome.Suppressed && IsRefused(each.Index));

    /// <summary>The entry for which the rows of this person are suppressed; null when they are not, or only by a whole domain.</summary>
    public SuppressionEntry? EntryOf(int row) => entryOfGroup.GetValueOrDefault(rules.FirstOf(row));

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
