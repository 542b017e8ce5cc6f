using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>
/// Pass 2: writes what pass 1 settled, in short transactions, each with its checkpoint. Bars come before the people they bar. Whatever is
/// interrupted goes on at the checkpoint: ids of new people were settled with the outcomes, and a bar that holds already is not repeated.
/// </summary>
public sealed class WriteRows(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, SuppressionLookup lookup, ImportBars bars, ContactPointCipher cipher, AddressHolders addressHolders, ProtectedValues values,
    SuppressionIndex index, PropagateBars propagate, OpenDoubts open, BatchSizer pace, TimeProvider time)
{
    /// <summary>Rows whose holders are looked up by one query.</summary>
    private const int LookedUpAtOnce = 400;

    public async Task ExecuteAsync(
        ImportRun run, ImportFile file, ImportJudgement judgement, ImportWatch watch, CancellationToken cancellation)
    {
        var people = new ImportedPerson(run, cipher, values);
        var origin = run.Origin;
        var decide = new ImportPart(run, judgement, await SuppressedBeforeAsync(run, judgement, cancellation));
        await ExtendAgainAsync(run, cancellation);
        using var records = file.OpenRecords()!;
        var reader = new ImportRowReader(file);
        var (next, size, hasRecord) = (0, Math.Min(pace.First, pace.Most), records.MoveNext());
        for (; hasRecord && records.Line <= run.CheckpointLine; hasRecord = records.MoveNext())
        {
            next++;
        }

        while (hasRecord)
        {
            var plan = await PlanAsync(run, size, cancellation);
            var rows = new List<ImportRow?>(plan.Count);
            for (; hasRecord && rows.Count < plan.Count; hasRecord = records.MoveNext())
            {
                rows.Add(reader.Read(records, out _));
            }

            var part = await WithEntriesAsync(next, plan, rows, cancellation);
            decide.SuppressByNewerBars(part);
            await ReviewOptedOutAsync(run, part.Where(each => judgement.IsRefused(each.Index)), cancellation);
            await bars.RecordAsync(run, await decide.BarsOfAsync(part, line => PersonOfAsync(run, line, cancellation)), cancellation);
            await bars.RecordDeadAsync(run, ImportPart.DeadIn(part), cancellation);
            run.OptOuts += decide.OptOutsIn(part);
            var (doubted, took) = await StoreAsync(run, origin, people, part, decide, cancellation);
            size = pace.Next(part.Count, took);
            doubted.ForEach(index.Touch);
            await ExtendAsync([.. part.Where(each => each.Plan.Outcome == RowOutcome.Created)], run.By, cancellation);
            foreach (var each in part.Where(each => each.Plan.Outcome == RowOutcome.Updated))
            {
                index.Touch(each.Plan.Person!.Value);
            }

            next += part.Count;
            await watch.StepAsync(new ImportProgress(ImportState.Committing, next), cancellation);
        }
    }

    private async Task<List<ImportRunRow>> PlanAsync(ImportRun run, int size, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRunRow>().AsNoTracking().Where(row => row.ImportId == run.Id && row.Line > run.CheckpointLine)
            .OrderBy(row => row.Line).Take(size).ToListAsync(cancellation);
    }

    /// <summary>Rows that an interrupted run suppressed, so that later rows of the same people are suppressed as well.</summary>
    private async Task<HashSet<int>> SuppressedBeforeAsync(ImportRun run, ImportJudgement judgement, CancellationToken cancellation)
    {
        if (run.CheckpointLine == 0)
        {
            return [];
        }

        await using var context = contexts.CreateDbContext();
        var suppressed = await context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id && row.Line <= run.CheckpointLine && row.Outcome == RowOutcome.Suppressed)
            .Select(row => row.Line).ToHashSetAsync(cancellation);
        return [.. judgement.Rows.Index().Where(each => each.Item.Outcome != RowOutcome.Suppressed && suppressed.Contains(each.Item.Line)).Select(each => each.Index)];
    }

    private async Task<Guid?> PersonOfAsync(ImportRun run, long line, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id && row.Line == line).Select(row => row.Person).FirstOrDefaultAsync(cancellation);
    }

    private async Task<List<PlannedRow>> WithEntriesAsync(int next, List<ImportRunRow> plan, List<ImportRow?> rows, CancellationToken cancellation)
    {
        var entries = await lookup.FindAsync(rows.ConvertAll(row => row is null ? [] : row.Addresses), cancellation);
        return [.. plan.Select((each, i) => new PlannedRow(next + i, each, rows[i], entries[i]))];
    }

    /// <returns>People on whom doubts were opened, and how long the transaction took, without the wait for its turn.</returns>
    private Task<(List<Guid> Doubted, TimeSpan Took)> StoreAsync(
        ImportRun run, ImportOrigin origin, ImportedPerson people, List<PlannedRow> part, ImportPart decide, CancellationToken cancellation) =>
        writer.WriteAsync(
            async write =>
            {
                var begun = time.GetTimestamp();
                await ReviewKnownAsync(write.Context, run, part);
                using var inserts = new PersonInserts(write.Context);
                foreach (var each in part)
                {
                    switch (each.Plan.Outcome)
                    {
                        case RowOutcome.Created:
                            await CreateAsync(write, inserts, people, each);
                            break;
                        case RowOutcome.Updated:
                            await UpdateAsync(write, run, origin, people, each);
                            break;
                        default:
                            break;
                    }

                    if (each.IsReplanned)
                    {
                        write.Context.Update(each.Plan);
                    }
                }

                var doubts = await DoubtsOfAsync(write.Context, run, decide.DoubtsIn(part), cancellation);
                await open.ExecuteAsync(write, doubts, run.By, CancellationToken.None);
                run.CheckpointLine = part[^1].Plan.Line;
                var written = await write.Context.Set<ImportRun>().Where(other => other.Id == run.Id && other.State == ImportState.Committing)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(other => other.CheckpointLine, run.CheckpointLine).SetProperty(other => other.OptOuts, run.OptOuts), CancellationToken.None);
                if (written == 0)
                {
                    throw new OperationCanceledException("The import was stopped.");
                }

                return (doubts.Select(doubt => doubt.Person).Distinct().ToList(), time.GetElapsedTime(begun));
            },
            cancellation);

    /// <summary>A word without meaning stands against everybody whom its row may be about: of a row for review, all who have one of its addresses.</summary>
    private async Task<List<NewDoubt>> DoubtsOfAsync(
        RegistryDbContext context, ImportRun run, IEnumerable<(PlannedRow Row, IReadOnlyList<GroupDoubt> Doubts)> rows, CancellationToken cancellation)
    {
        var found = new List<NewDoubt>();
        foreach (var (row, doubts) in rows)
        {
            var people = row.Plan.Person is { } person ? new HashSet<Guid> { person } : [];
            if (row.Plan.Outcome is RowOutcome.NeedsReview or RowOutcome.DuplicateInFile)
            {
                var holders = await addressHolders.OfAsync(context, [.. row.Addresses.Select(each => each.Address)], cancellation);
                people.UnionWith(holders.SelectMany(each => each));
            }

            found.AddRange(people.SelectMany(each => doubts.Select(said => new NewDoubt(
                each, null, said.Doubt.Channel, run.StartedAt, run.Id, run.FileName, said.Line, said.Doubt.Header, said.Doubt.Value))));
        }

        return found;
    }

    /// <summary>A row that asks for a bar is looked at before its bar is recorded, so that the bar names the person who is there.</summary>
    private async Task ReviewOptedOutAsync(ImportRun run, IEnumerable<PlannedRow> optedOut, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        await ReviewKnownAsync(context, run, optedOut, cancellation);
    }

    /// <summary>Somebody who was registered or imported since pass 1 is not created twice: the new row goes to a colleague.</summary>
    private async Task ReviewKnownAsync(RegistryDbContext context, ImportRun run, IEnumerable<PlannedRow> rows, CancellationToken cancellation = default)
    {
        foreach (var created in rows.Where(each => each.Plan.Outcome == RowOutcome.Created).Chunk(LookedUpAtOnce))
        {
            var holders = await addressHolders.OfAsync(context, [.. created.SelectMany(each => each.Addresses).Select(each => each.Address)], cancellation);
            if (holders.Count == 0)
            {
                continue;
            }

            var found = holders.SelectMany(each => each).Distinct().ToList();
            var own = await context.People.Where(person => found.Contains(person.Id) && person.CreatedByImport == run.Id)
                .Select(person => person.Id).ToHashSetAsync(cancellation);
            foreach (var each in created)
            {
                var known = each.Addresses.SelectMany(address => holders[address.Address]).Where(holder => !own.Contains(holder)).Distinct().ToList();
                if (known.Count > 0)
                {
                    each.PutToReview(known.Count == 1 ? known[0] : null);
                }
            }
        }
    }

    private static async Task CreateAsync(RegistryWrite write, PersonInserts inserts, ImportedPerson people, PlannedRow each)
    {
        var person = people.Of(each.Row!, each.Plan.Person!.Value, write.At);
        inserts.Write(person);
        foreach (var draft in people.EventsOf(person, each.Row!, write.At))
        {
            await write.Ledger.AppendAsync(draft);
        }
    }

    private static async Task UpdateAsync(RegistryWrite write, ImportRun run, ImportOrigin origin, ImportedPerson imported, PlannedRow each)
    {
        var people = write.Context.People.Include(other => other.Relationships).Include(other => other.Acquisitions).AsSplitQuery();
        var person = await people.SingleOrDefaultAsync(other => other.Id == each.Plan.Person);
        if (person?.MergedInto is { } into)
        {
            person = await people.SingleOrDefaultAsync(other => other.Id == into);
            each.Follow(into);
        }

        if (person is null)
        {
            each.PutToReview(null);
            return;
        }

        var history = await PersonHistory.EventsOfAsync(write.Context, [person.Id]);
        var update = KnownPersonUpdate.Of(person, each.Row!, origin, Standing.Fold(history[person.Id]), BrusselsTime.DayOf(run.StartedAt));
        foreach (var draft in KnownPersonEvents.Of(person, update, imported.AcquisitionOf(person.Id, write.At), run, write))
        {
            await write.Ledger.AppendAsync(draft);
        }

        KnownPersonUpdate.Fill(person, each.Row!);
        person.ChangedAt = write.At;
        person.Revision++;
    }

    /// <summary>An interruption may have come after the last part was stored and before <see cref="ExtendAsync"/> had handled its people.</summary>
    private async Task ExtendAgainAsync(ImportRun run, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var last = await context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id && row.Line <= run.CheckpointLine).OrderByDescending(row => row.Line)
            .Take(pace.Most).Where(row => row.Outcome == RowOutcome.Created).Select(row => row.Person!.Value).ToListAsync(cancellation);
        foreach (var person in last)
        {
            await propagate.ExecuteAsync(person, run.By, cancellation);
        }
    }

    /// <summary>
    /// A narrow bar on an address of somebody just written goes to the person and the other addresses, and so does a bar of any width that
    /// came between the look and the commit (RULES S-8).
    /// </summary>
    private async Task ExtendAsync(IReadOnlyList<PlannedRow> created, string by, CancellationToken cancellation)
    {
        var entries = await lookup.FindAsync([.. created.Select(each => each.Addresses.Select(address => address.Address).ToList())], cancellation);
        foreach (var (each, _) in created.Zip(entries).Where(pair => pair.Second.Any(address => address.IsToExtend)))
        {
            await propagate.ExecuteAsync(each.Plan.Person!.Value, by, cancellation);
        }
    }
}
