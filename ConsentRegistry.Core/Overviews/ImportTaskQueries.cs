using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>What waits in the imports.</summary>
/// <param name="Uploads">Files that came in and that nobody has begun.</param>
/// <param name="Stopped">Imports that somebody stopped: they can go on, or be taken back.</param>
/// <param name="Rows">Rows that a person has to look at, of imports of the last thirty days; the oldest is that of the import that ended first.</param>
public sealed record ImportTasks(Waiting Uploads, Waiting Stopped, Waiting Rows);

/// <summary>Reads what imports want of somebody. The imports themselves are few, a row for each file; the rows of the files are not looked at.</summary>
public sealed class ImportTaskQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    private const int ReviewDays = 30;

    public async Task<ImportTasks> ReadAsync(CancellationToken cancellation = default)
    {
        var since = time.GetUtcNow().AddDays(-ReviewDays);
        await using var context = contexts.CreateDbContext();
        var uploads = await context.Set<ImportRun>().Where(run => run.State == ImportState.Uploaded).OrderBy(run => run.TakenInAt)
            .Select(run => new { run.Id, run.TakenInAt }).ToListAsync(cancellation);
        var stopped = await context.Set<ImportRun>().Where(run => run.State == ImportState.Stopped).OrderBy(run => run.FinishedAt)
            .Select(run => new { run.Id, run.FinishedAt }).ToListAsync(cancellation);
        var closed = await context.Set<ImportRun>().Where(run => run.State == ImportState.Closed && run.FinishedAt >= since && run.Outcomes.NeedsReview > 0)
            .OrderBy(run => run.FinishedAt).Select(run => new { run.Id, run.FinishedAt, run.Outcomes.NeedsReview }).ToListAsync(cancellation);
        return new ImportTasks(
            uploads.Count == 0 ? Waiting.Nothing : new Waiting(uploads.Count, uploads[0].TakenInAt, uploads[0].Id),
            stopped.Count == 0 ? Waiting.Nothing : new Waiting(stopped.Count, stopped[0].FinishedAt, stopped[0].Id),
            closed.Count == 0 ? Waiting.Nothing : new Waiting(closed.Sum(run => run.NeedsReview), closed[0].FinishedAt, closed.Count == 1 ? closed[0].Id : null));
    }

    /// <summary>The last imports that came to an end, newest first.</summary>
    public async Task<IReadOnlyList<ImportRun>> LastAsync(int count, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRun>().AsNoTracking().Where(run => run.State == ImportState.Closed)
            .OrderByDescending(run => run.FinishedAt).Take(count).ToListAsync(cancellation);
    }
}
