using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Brings an import to its end: every row has its outcome, they are counted, and the file goes.</summary>
public sealed class CloseImport(RegistryWriter writer, ReleaseImportFile release)
{
    /// <summary>Rows settled in one transaction; a bar may wait for it.</summary>
    private const int SettledAtOnce = 1_000;

    /// <summary>Closes one whose rows are all written.</summary>
    /// <param name="run">As it stood when its work was done.</param>
    /// <returns>Null where it stands elsewhere by now, as one that was stopped at the last moment; then nothing is done.</returns>
    internal async Task<(ImportOutcomes Outcomes, int OptOuts)?> ExecuteAsync(ImportRun run, CancellationToken cancellation)
    {
        var closed = await writer.WriteAsync<(ImportOutcomes, int)?>(
            async write =>
            {
                var stored = await write.Context.Set<ImportRun>().SingleAsync(each => each.Id == run.Id, cancellation);
                if ((stored.State, stored.CheckpointLine) != (run.State, run.CheckpointLine))
                {
                    return null;
                }

                // Of a stopped one the end is when it was stopped: from then on others may have written about its people.
                (stored.State, stored.FinishedAt, stored.Outcomes) = (ImportState.Closed, stored.FinishedAt ?? write.At, await OutcomesAsync(write.Context, run.Id, long.MaxValue, cancellation));
                return (stored.Outcomes, stored.OptOuts);
            },
            cancellation);
        if (closed is not null)
        {
            await release.ExecuteAsync(run.Sha256, cancellation);
        }

        return closed;
    }

    /// <summary>Closes one as far as it came: a row that it did not come to needs review, and of one that was never fully judged nothing is left.</summary>
    /// <param name="run">As it stood when it was read; one that may not go on (<see cref="GoOnImport"/>), since its rows are settled in several transactions.</param>
    /// <param name="turn">Whose turn the work waits for; null for nobody's.</param>
    /// <returns>False where it stands elsewhere by now; from then on nothing is done.</returns>
    internal async Task<bool> UnfinishedAsync(ImportRun run, WorkTurn? turn, CancellationToken cancellation)
    {
        while (await writer.WriteAsync(write => SettleUnwrittenAsync(write.Context, run, cancellation), cancellation) is var settled && settled != 0)
        {
            if (settled is null)
            {
                return false;
            }

            await (turn?.PassAsync(cancellation) ?? Task.CompletedTask);
        }

        return await ExecuteAsync(run, cancellation) is not null;
    }

    /// <summary>How many rows up to a line have each outcome.</summary>
    internal static async Task<ImportOutcomes> OutcomesAsync(RegistryDbContext context, Guid import, long line, CancellationToken cancellation) => ImportOutcomes.Of(
        await context.Set<ImportRunRow>().Where(row => row.ImportId == import && row.Line <= line).GroupBy(row => row.Outcome)
            .Select(each => new { Outcome = each.Key, Count = each.Count() }).ToDictionaryAsync(each => each.Outcome, each => each.Count, cancellation));

    /// <returns>How many were settled; null where the import stands elsewhere than it was read.</returns>
    private static async Task<int?> SettleUnwrittenAsync(RegistryDbContext context, ImportRun run, CancellationToken cancellation)
    {
        if (!await context.Set<ImportRun>().AnyAsync(each => each.Id == run.Id && each.State == run.State && each.CheckpointLine == run.CheckpointLine, cancellation))
        {
            return null;
        }

        var rows = context.Set<ImportRunRow>().Where(row => row.ImportId == run.Id);
        var unwritten = run.State == ImportState.Judging
            ? rows
            : rows.Where(row => row.Line > run.CheckpointLine && (row.Outcome == RowOutcome.Created || row.Outcome == RowOutcome.Updated));
        var lines = unwritten.OrderBy(row => row.Line).Take(SettledAtOnce).Select(row => row.Line);
        var some = rows.Where(row => lines.Contains(row.Line));
        return run.State == ImportState.Judging
            ? await some.ExecuteDeleteAsync(cancellation)
            : await some.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Person, row => row.Outcome == RowOutcome.Created ? null : row.Person)
                    .SetProperty(row => row.Outcome, RowOutcome.NeedsReview).SetProperty(row => row.Reason, nameof(ReviewReason.NotWritten)),
                cancellation);
    }
}
