using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>The import of a file that was given.</summary>
/// <param name="IsNew">It was begun now; false for one that was open, or stopped.</param>
public sealed record ClaimedImport(ImportRun Run, bool IsNew);

/// <summary>Finds the open import of a file that is given again after a crash or after it was stopped, or begins one, with its copy in the spool.</summary>
public sealed class ClaimImport(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, ImportSpool spool, ReleaseImportFile release, GoOnImport goOn)
{
    /// <param name="source">The file; seekable, left open.</param>
    /// <param name="opened">As its columns were read and its rows understood.</param>
    /// <param name="by">The operator.</param>
    public async Task<ClaimedImport> ExecuteAsync(Stream source, OpenedImport opened, NewImport import, string by, CancellationToken cancellation)
    {
        var sha256 = await spool.TakeInAsync(source, cancellation);
        try
        {
            return await FindAsync(sha256, opened, import, cancellation) is { } found
                ? new ClaimedImport(found, IsNew: false)
                : new ClaimedImport(await BeginAsync(sha256, source.Length, opened, import, by, cancellation), IsNew: true);
        }
        finally
        {
            // Where nothing was begun, whatever the reason, the file goes.
            spool.Arrived(sha256);
            await release.ExecuteAsync(sha256, CancellationToken.None);
        }
    }

    /// <summary>A profile that was saved anew since says other columns: then it is another import.</summary>
    private async Task<ImportRun?> FindAsync(string sha256, OpenedImport opened, NewImport import, CancellationToken cancellation)
    {
        var origin = opened.Origin;
        await using var context = contexts.CreateDbContext();
        var left = context.Set<ImportRun>().AsNoTracking().Where(
            run => run.Sha256 == sha256 && run.Sheet == import.Sheet && run.ColumnsJson == opened.ColumnsJson && run.MeaningsJson == opened.MeaningsJson
                && run.Profile == import.Profile && run.Relationship == origin.Relationship
                && run.Source == origin.Source && run.Moment == origin.Moment && run.Site == origin.Site && run.NoticeVersion == origin.NoticeVersion);
        if (await left.FirstOrDefaultAsync(run => run.State == ImportState.Stopped, cancellation) is { } stopped)
        {
            await goOn.ExecuteAsync(stopped.Id, cancellation);
        }

        return await left.FirstOrDefaultAsync(run => run.State == ImportState.Judging || run.State == ImportState.Committing, cancellation);
    }

    private Task<ImportRun> BeginAsync(string sha256, long length, OpenedImport opened, NewImport import, string by, CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            if (!spool.Holds(sha256))
            {
                throw new IOException("The same file was thrown away while it came in.");
            }

            var run = ImportRun.TakenIn(opened, import, sha256, length, write.At, by);
            run.Begin(opened.Profile, await write.Context.Set<LedgerHead>().Select(head => head.Sequence).SingleAsync(cancellation), write.At, by);
            write.Context.Add(run);
            return run;
        },
        cancellation);
}
