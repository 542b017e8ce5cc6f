using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>A row about to be written.</summary>
/// <param name="Index">From 0, in the order of the file.</param>
/// <param name="Plan">What pass 1 settled; its outcome changes when a bar came since.</param>
/// <param name="Row">Its values; null for a rejected one.</param>
/// <param name="Addresses">Its addresses and what is in force on them now.</param>
internal sealed record PlannedRow(int Index, ImportRunRow Plan, ImportRow? Row, IReadOnlyList<AddressEntries> Addresses)
{
    /// <summary>Whether something that happened during the import changed the plan, so that it must be stored again.</summary>
    public bool IsReplanned { get; private set; }

    public void Suppress(SuppressionReason reason)
    {
        IsReplanned = true;
        Plan.Outcome = RowOutcome.Suppressed;
        Plan.Reason = reason == SuppressionReason.Erasure ? nameof(SuppressionReason.Erasure) : nameof(SuppressionReason.OptOut);
        (Plan.Person, Plan.FirstLine, Plan.Warnings) = (null, null, string.Empty);
    }

    /// <param name="person">The known person that the row seems to be about; null where that is nobody or not one only.</param>
    public void PutToReview(Guid? person)
    {
        IsReplanned = true;
        (Plan.Outcome, Plan.Reason, Plan.Person) = (RowOutcome.NeedsReview, nameof(ReviewReason.ChangedMeanwhile), person);
    }

    /// <summary>The person of the row was merged into another.</summary>
    public void Follow(Guid into)
    {
        IsReplanned = true;
        Plan.Person = into;
    }
}

/// <summary>Decides for the rows of one part which bars they ask for, and which rows a newer bar suppresses. Pure.</summary>
internal sealed class ImportPart(ImportRun run, ImportJudgement judgement, HashSet<int> putOut)
{
    private readonly string door = ImportBars.EntryPointOf(run).ToString();

    /// <summary>Looks for bars that came from outside since the start; the import's own are not among them.</summary>
    public void SuppressByNewerBars(IEnumerable<PlannedRow> rows)
    {
        foreach (var row in rows.Where(row => row.Plan.Outcome is not (RowOutcome.Rejected or RowOutcome.Suppressed)))
        {
            var newer = row.Addresses.SelectMany(each => each.PersonWide).FirstOrDefault(entry => entry.LedgerSequence > run.StartSequence && entry.Source != door);
            var isLaterRow = row.Plan.Outcome == RowOutcome.DuplicateInFile && putOut.Contains(judgement.FirstOf(row.Index));
            if (newer is not null || isLaterRow)
            {
                putOut.Add(row.Index);
                row.Suppress(newer?.Reason ?? SuppressionReason.OptOut);
            }
        }
    }

    /// <summary>The bars that the rows ask for.</summary>
    /// <param name="personOfLine">The person of a row that stands before this part.</param>
    public async Task<List<ImportBar>> BarsOfAsync(IReadOnlyList<PlannedRow> rows, Func<long, Task<Guid?>> personOfLine)
    {
        var bars = new List<ImportBar>();
        foreach (var row in rows.Where(row => row.Row is not null))
        {
            var open = row.Addresses.Where(each => !each.IsBarred).Select(each => each.Address).ToList();
            if (open.Count > 0 && row.Plan.Outcome == RowOutcome.Suppressed && EntryOf(row) is { } entry)
            {
                bars.Add(new ImportBar(open, null, entry.ReceivedAt) { Spreads = entry });
                continue;
            }

            foreach (var refusal in judgement.RefusalsOf(row.Index))
            {
                var addresses = row.Addresses.Where(each => !each.IsBarredIn(refusal.Scope, Since(refusal))).Select(each => each.Address).ToList();
                if (addresses.Count > 0 || row.Plan.Person is not null)
                {
                    bars.Add(new ImportBar(addresses, await PersonOfAsync(row), ReceivedAt(refusal.On)) { Refusal = refusal });
                }
            }
        }

        return bars;

        async Task<Guid?> PersonOfAsync(PlannedRow row) => row.Plan.Outcome switch
        {
            RowOutcome.Suppressed or RowOutcome.NeedsReview => null,
            RowOutcome.DuplicateInFile => rows.FirstOrDefault(each => each.Plan.Line == row.Plan.FirstLine)?.Plan.Person ?? await personOfLine(row.Plan.FirstLine!.Value),
            _ => row.Plan.Person,
        };
    }

    /// <summary>The addresses that rows say do not work any more: the first of the kind that a channel uses, as a tool that tells so knows of one only.</summary>
    public static List<Address> DeadIn(IEnumerable<PlannedRow> rows) =>
    [
        .. rows.Where(row => row.Row is { Statements.Dead.Count: > 0 } && row.Plan.Outcome is not (RowOutcome.Suppressed or RowOutcome.Rejected)).SelectMany(row => row.Row!.Statements.Dead.Distinct()
            .Select(channel => row.Addresses.FirstOrDefault(each => each.Address.Kind == channel.AddressKindOf())).OfType<AddressEntries>().Where(each => !each.IsDead).Select(each => each.Address)),
    ];

    /// <summary>The doubts that rows open: those of all rows of a person, when its first row comes, so that the person never stands there without one of them; and those of a later row once more, because of a row for review others may have its address.</summary>
    public IEnumerable<(PlannedRow Row, IReadOnlyList<GroupDoubt> Doubts)> DoubtsIn(IEnumerable<PlannedRow> rows) => rows
        .Where(row => row.Row is not null && row.Plan.Outcome is not (RowOutcome.Suppressed or RowOutcome.Rejected) && (row.Plan.Outcome == RowOutcome.DuplicateInFile) == (judgement.FirstOf(row.Index) != row.Index))
        .Select(row => (Row: row, Doubts: judgement.FirstOf(row.Index) == row.Index ? judgement.DoubtsOf(row.Index) : [.. row.Row!.Statements.Doubts.Select(doubt => new GroupDoubt(row.Plan.Line, doubt))]))
        .Where(each => each.Doubts.Count > 0);

    /// <summary>
    /// People of whom the file tells a no that this import records: told by the first row of each, and not barred in everything before. An attempt
    /// that was cut off may have recorded it already.
    /// </summary>
    public int OptOutsIn(IEnumerable<PlannedRow> rows) => rows.Count(row =>
        row.Row is not null && judgement.FirstOf(row.Index) == row.Index
        && !(row.Plan.Outcome == RowOutcome.Suppressed && EntryOf(row) is not null)
        && judgement.RefusalsOf(row.Index).Any(refusal => row.Addresses.Any(each => !each.IsBarredIn(refusal.Scope, Since(refusal)) || each.Own.Any(entry => entry.Source == door))));

    private SuppressionEntry? EntryOf(PlannedRow row) =>
        row.Addresses.SelectMany(each => each.PersonWide).FirstOrDefault(entry => entry.Kind != AddressKind.Domain) ?? judgement.EntryOf(row.Index);

    private DateTimeOffset? Since(GroupRefusal refusal) => refusal.On is null ? null : ReceivedAt(refusal.On);

    /// <summary>A day that has not come yet says nothing; the start stays the same when the import is resumed.</summary>
    private DateTimeOffset ReceivedAt(DateOnly? on) =>
        on is { } day && BrusselsTime.StartOf(day) is var start && start <= run.StartedAt ? start : run.StartedAt;
}
