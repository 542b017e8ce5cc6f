using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Core.Imports;

/// <summary>A row about to be written.</summary>
/// <param name="Index">From 0, in the order of the file.</param>
/// <param name="Plan">What pass 1 settled; its outcome changes when a bar came since.</param>
/// <param name="Row">Its values; null for a rejected one.</param>
/// <param name="Addresses">Its addresses and what is in force on them now.</param>
internal sealed record PlannedRow(int Index, ImportRunRow Plan, ImportRow? Row, IReadOnlyList<AddressEntries> Addresses)
{
    /// <summary>What happened while the import ran changed the plan, which has to be stored anew.</summary>
    public bool IsReplanned { get; private set; }

    public void PutOut(SuppressionReason reason)
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

/// <summary>Decides for the rows of one part which bars they ask for, and which of them a newer bar puts out. Pure.</summary>
internal sealed class ImportPart(ImportRun run, ImportJudgement judgement, HashSet<int> putOut)
{
    private readonly string door = ImportBars.DoorOf(run);

    /// <summary>Looks for bars that came from outside since the start; the import's own are not among them.</summary>
    public void PutOutByNewerBars(IEnumerable<PlannedRow> rows)
    {
        foreach (var row in rows.Where(row => row.Plan.Outcome is not (RowOutcome.Rejected or RowOutcome.Suppressed)))
        {
            var newer = row.Addresses.SelectMany(each => each.PersonWide).FirstOrDefault(entry => entry.LedgerSequence > run.StartSequence && entry.Source != door);
            var isLaterRow = row.Plan.Outcome == RowOutcome.DuplicateInFile && putOut.Contains(judgement.FirstOf(row.Index));
            if (newer is not null || isLaterRow)
            {
                putOut.Add(row.Index);
                row.PutOut(newer?.Reason ?? SuppressionReason.OptOut);
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
                bars.Add(new ImportBar(open, null, entry.ReceivedAt, entry));
            }
            else if (judgement.OptedOut(row.Index, out var on) && (open.Count > 0 || row.Plan.Person is not null))
            {
                var person = row.Plan.Outcome switch
                {
                    RowOutcome.Suppressed or RowOutcome.NeedsReview => null,
                    RowOutcome.DuplicateInFile => rows.FirstOrDefault(each => each.Plan.Line == row.Plan.FirstLine)?.Plan.Person ?? await personOfLine(row.Plan.FirstLine!.Value),
                    _ => row.Plan.Person,
                };
                bars.Add(new ImportBar(open, person, ReceivedAt(on), null));
            }
        }

        return bars;
    }

    /// <summary>
    /// People of whom the file tells an opt-out that this import records: told by the first row of each, and not barred in everything before. An
    /// attempt that was cut off may have recorded it already.
    /// </summary>
    public int OptOutsIn(IEnumerable<PlannedRow> rows) => rows.Count(row =>
        row.Row is not null && judgement.FirstOf(row.Index) == row.Index && judgement.OptedOut(row.Index, out _)
        && !(row.Plan.Outcome == RowOutcome.Suppressed && EntryOf(row) is not null)
        && row.Addresses.Any(each => !each.IsBarred || each.Own.Any(entry => entry.Source == door)));

    private SuppressionEntry? EntryOf(PlannedRow row) =>
        row.Addresses.SelectMany(each => each.PersonWide).FirstOrDefault(entry => entry.Kind != AddressKind.Domain) ?? judgement.EntryOf(row.Index);

    /// <summary>A day that has not come yet says nothing; the start stays the same when the import is resumed.</summary>
    private DateTimeOffset ReceivedAt(DateOnly? on) =>
        on is { } day && BrusselsTime.StartOf(day) is var start && start <= run.StartedAt ? start : run.StartedAt;
}
