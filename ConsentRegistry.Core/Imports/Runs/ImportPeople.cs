using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>
/// Brings a file into the registry (DESIGN 4, "Import"): an encrypted copy, a judgement of every row, then the people in short transactions.
/// Given the same file again after a crash, or after it was stopped, it goes on where it stood. One import runs at a time.
/// </summary>
public sealed class ImportPeople(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, PreviewImport preview, OpenImport open, ClaimImport claim, PlanImport plan, WriteRows writeRows,
    CloseImport close, ImportSpool spool, ImportReport report, RecordBar bars, DiscardImport discard, ReleaseImportFile release, ImportActivity activity, TimeProvider time) : IDisposable
{
    /// <summary>How often a waiting import checks whether its turn is over.</summary>
    private static readonly TimeSpan LaneLook = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim lane = new(1);

    /// <summary>Imports a file; if it is no list, <see cref="ImportSummary.FileError"/> says so and nothing is stored.</summary>
    /// <param name="source">The file; seekable, left open.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reportTo">Where the report goes; null for none.</param>
    /// <param name="cancellation">Breaks it off; it goes on automatically.</param>
    /// <param name="stop">Stops it as <see cref="StopImport"/> does; of one that this call had begun and that was not judged yet nothing is left.</param>
    /// <returns>The summary; <see cref="Refusal.ImportStopped"/> where it was stopped, by <paramref name="stop"/> or by a colleague.</returns>
    public async Task<Result<ImportSummary>> ExecuteAsync(
        Stream source, NewImport import, string by, Stream? reportTo = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default, CancellationToken stop = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stop);
        var opened = await open.ExecuteAsync(source, import, either.Token);
        if (!opened.IsDone)
        {
            return opened.Refusal.Value;
        }

        using var whole = opened.Value;
        if (whole.File.Error is not null)
        {
            return await preview.ExecuteAsync(source, import, null, null, either.Token);
        }

        await lane.WaitAsync(either.Token);
        ClaimedImport? claimed = null;
        try
        {
            // An entry that is only in the journal would not be found in the database.
            await bars.CatchUpAsync(either.Token);
            spool.DeleteDrafts();
            claimed = await claim.ExecuteAsync(source, whole, import, by, either.Token);
            return await WatchedAsync(claimed.Run, reportTo, import.ReportFormat, progress, null, either.Token);
        }
        catch (OperationCanceledException) when (claimed is not null && stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            if (!await StopAsync(claimed))
            {
                // It had come to its end: only its report is missing.
                throw;
            }

            return Refusal.ImportStopped;
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Goes on with an import that a crash or a cancellation left open.</summary>
    /// <param name="turn">Whose turn the rows wait for; null for nobody's.</param>
    public async Task<Result<ImportSummary>> ResumeAsync(
        Guid import, IProgress<ImportProgress>? progress = null, WorkTurn? turn = null, CancellationToken cancellation = default)
    {
        await TakeLaneAsync(turn, cancellation);
        try
        {
            await bars.CatchUpAsync(cancellation);
            await using var context = contexts.CreateDbContext();
            var run = await Open(context).SingleOrDefaultAsync(each => each.Id == import, cancellation);
            return run is null || !spool.Holds(run.Sha256) ? Refusal.ImportNotFound : await WatchedAsync(run, null, ExportFormat.Plain, progress, turn, cancellation);
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Imports that were left open and whose file is still there, oldest first; none that somebody is stopping at this moment.</summary>
    public async Task<IReadOnlyList<Guid>> LeftOpenAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var left = await Open(context).OrderBy(run => run.StartedAt).Select(run => new { run.Id, run.Sha256 }).ToListAsync(cancellation);
        return [.. left.Where(run => !activity.IsCalledOff(run.Id) && spool.Holds(run.Sha256)).Select(run => run.Id)];
    }

    /// <summary>
    /// Closes imports that have been open for more than 30 days and deletes their files (RULES 6). What they wrote stays; a row that they
    /// did not come to needs review, and of one that was never fully judged nothing is left. An upload that nobody began goes as if it had
    /// never been, and so does a file that came in and that no import was made of, because the power went between the two.
    /// </summary>
    /// <param name="turn">Whose turn the work waits for; null for nobody's.</param>
    public async Task CloseOverdueAsync(WorkTurn? turn = null, CancellationToken cancellation = default)
    {
        await TakeLaneAsync(turn, cancellation);
        try
        {
            var latest = time.GetUtcNow() - ImportRun.FileKept;
            await using var context = contexts.CreateDbContext();
            foreach (var run in await Holding(context).Where(run => run.TakenInAt < latest).ToListAsync(cancellation))
            {
                if (run.State == ImportState.Uploaded)
                {
                    await discard.ExecuteAsync(run.Id, cancellation);
                    continue;
                }

                await close.UnfinishedAsync(run, turn, cancellation);
            }

            spool.DeleteDrafts();
            foreach (var sha256 in spool.Copies())
            {
                await release.ExecuteAsync(sha256, cancellation);
            }
        }
        finally
        {
            lane.Release();
        }
    }

    public void Dispose() => lane.Dispose();

    /// <summary>Waits for another import to end, which may take long, and pauses when the turn is over meanwhile.</summary>
    private async Task TakeLaneAsync(WorkTurn? turn, CancellationToken cancellation)
    {
        while (!await lane.WaitAsync(LaneLook, cancellation))
        {
            await (turn?.PassAsync(cancellation) ?? Task.CompletedTask);
        }
    }

    private async Task<bool> StopAsync(ClaimedImport claimed)
    {
        var outcome = await writer.WriteAsync(write => StopImport.MarkAsync(write, claimed.Run.Id));
        if (claimed.IsNew && outcome is { IsDone: true, Value: ImportState.Uploaded })
        {
            await discard.ExecuteAsync(claimed.Run.Id);
        }

        return outcome.IsDone;
    }

    private static IQueryable<ImportRun> Open(RegistryDbContext context) =>
        context.Set<ImportRun>().AsNoTracking().Where(run => run.State == ImportState.Judging || run.State == ImportState.Committing);

    private static IQueryable<ImportRun> Holding(RegistryDbContext context) => context.Set<ImportRun>().AsNoTracking().Where(ImportRun.HoldsFile);

    /// <summary>As <see cref="FinishAsync"/>, so that a page can look on.</summary>
    private async Task<Result<ImportSummary>> WatchedAsync(
        ImportRun run, Stream? reportTo, ExportFormat format, IProgress<ImportProgress>? progress, WorkTurn? turn, CancellationToken cancellation)
    {
        var isBroken = true;
        var (watched, calledOff) = activity.Begin(run.Id, progress);
        try
        {
            var outcome = await FinishAsync(run, reportTo, format, new ImportWatch(watched, turn, calledOff), cancellation);
            isBroken = !outcome.IsDone;
            return outcome;
        }
        catch (OperationCanceledException)
        {
            isBroken = false;
            if (cancellation.IsCancellationRequested)
            {
                throw;
            }

            return Refusal.ImportStopped;
        }
        finally
        {
            activity.End(run.Id, isBroken);
        }
    }

    private async Task<Result<ImportSummary>> FinishAsync(
        ImportRun run, Stream? reportTo, ExportFormat reportFormat, ImportWatch watch, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        ImportSummary summary;
        await using (var copy = spool.Open(run.Sha256))
        {
            using var opened = open.Stored(copy, run, cancellation);
            var file = opened.File;
            var judgement = await plan.ExecuteAsync(run, file, opened.Origin, watch, cancellation);
            await writeRows.ExecuteAsync(run, file, judgement, watch, cancellation);
            summary = ImportSummary.Of(file, run.FileName) with { Import = run.Id, Site = run.Site, Profile = run.Profile, Warnings = judgement.Warnings, Doubts = judgement.Doubts() };
        }

        var (outcomes, optOuts) = await close.ExecuteAsync(run, cancellation) ?? throw new OperationCanceledException("The import was stopped.");
        if (reportTo is not null)
        {
            await report.WriteAsync(run.Id, reportTo, reportFormat, cancellation: cancellation);
        }

        return summary with { Outcomes = outcomes, OptOuts = optOuts, Rejected = await RejectedAsync(run, cancellation), Seconds = time.GetElapsedTime(begun).TotalSeconds };
    }

    private async Task<List<(long Line, string Reason)>> RejectedAsync(ImportRun run, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.Set<ImportRunRow>().AsNoTracking().Where(row => row.ImportId == run.Id && row.Outcome == RowOutcome.Rejected)
            .OrderBy(row => row.Line).ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.Line, row.Reason));
    }
}
