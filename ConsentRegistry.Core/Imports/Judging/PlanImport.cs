using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>
/// Judges the rows of an import and settles outcome, reason and, for a new person, the id of each before anything else is stored. From then
/// on the outcomes stand, whatever interrupts the import.
/// </summary>
public sealed class PlanImport(RegistryWriter writer, JudgeRows judge, BatchSizer pace, TimeProvider time)
{
    public async Task<ImportJudgement> ExecuteAsync(
        ImportRun run, ImportFile file, ImportOrigin origin, ImportWatch watch, CancellationToken cancellation)
    {
        var judgement = await judge.ExecuteAsync(file, origin, BrusselsTime.DayOf(run.StartedAt), run.StartSequence, run.Id, watch, cancellation);
        if (run.State == ImportState.Judging)
        {
            run.DataRows = judgement.Rows.Count();
            await StoreAsync(run, judgement, watch, cancellation);
        }

        return judgement;
    }

    private async Task StoreAsync(ImportRun run, ImportJudgement judgement, ImportWatch watch, CancellationToken cancellation)
    {
        await ClearAsync(run, watch, cancellation);
        var warnings = judgement.WarningsOfRows;
        using var rows = judgement.Rows.GetEnumerator();
        var more = rows.MoveNext();
        for (var size = pace.Most; more;)
        {
            var (written, took) = await writer.WriteAsync(
                write =>
                {
                    var begun = time.GetTimestamp();
                    using var insert = PreparedCommand.Insert(write.Context, "ImportRunRows", "ImportId", "Line", "Outcome", "Reason", "FirstLine", "Person", "Warnings");
                    var count = 0;
                    for (; more && count < size; more = rows.MoveNext(), count++)
                    {
                        Insert(insert, run.Id, rows.Current, warnings, write.At);
                    }

                    return Task.FromResult((count, time.GetElapsedTime(begun)));
                },
                cancellation);
            size = pace.Next(written, took);
            await watch.PassAsync(cancellation);
        }

        var settled = await writer.WriteAsync(
            write => write.Context.Set<ImportRun>().Where(each => each.Id == run.Id && each.State == ImportState.Judging)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, ImportState.Committing).SetProperty(each => each.DataRows, run.DataRows), cancellation),
            cancellation);
        if (settled == 0)
        {
            throw new OperationCanceledException("The import was stopped.");
        }

        run.State = ImportState.Committing;
    }

    /// <summary>What an earlier attempt left, in parts, because a bar may wait.</summary>
    private async Task ClearAsync(ImportRun run, ImportWatch watch, CancellationToken cancellation)
    {
        while (await writer.WriteAsync(
            async write =>
            {
                var some = write.Context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id).OrderBy(row => row.Line).Take(pace.Most).Select(row => row.Line);
                return await write.Context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id && some.Contains(row.Line)).ExecuteDeleteAsync(cancellation);
            },
            cancellation) > 0)
        {
            await watch.PassAsync(cancellation);
        }
    }

    private static void Insert(PreparedCommand insert, Guid import, JudgedRow row, ILookup<long, ImportWarning> warnings, DateTimeOffset at)
    {
        var isSuppressed = row.Outcome == RowOutcome.Suppressed;
        Guid? person = row.Outcome switch
        {
            RowOutcome.Created => Guid.CreateVersion7(at),
            RowOutcome.Updated or RowOutcome.Unchanged or RowOutcome.NeedsReview => row.Person,
            _ => null,
        };
        insert.Execute(
            import, row.Line, row.Outcome.ToString(), row.Reason, isSuppressed || row.Outcome == RowOutcome.Rejected ? null : row.FirstLine, person,
            ImportReport.WarningsText(row, warnings));
    }
}
