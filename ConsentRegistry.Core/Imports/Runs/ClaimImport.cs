using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Finds the open import of a file that is given again after a crash, or begins one, with its copy in the spool.</summary>
public sealed class ClaimImport(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, ImportSpool spool, ReleaseImportFile release)
{
    /// <param name="source">The file; seekable, left open.</param>
    /// <param name="opened">As its columns were read and its rows understood.</param>
    /// <param name="by">The operator.</param>
    public async Task<ImportRun> ExecuteAsync(Stream source, OpenedImport opened, NewImport import, string by, CancellationToken cancellation)
    {
        var sha256 = await spool.TakeInAsync(source, cancellation);
        try
        {
            return await FindAsync(sha256, opened, import, cancellation) ?? await BeginAsync(sha256, source.Length, opened, import, by, cancellation);
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
        return await context.Set<ImportRun>().AsNoTracking().Where(run => run.State == ImportState.Judging || run.State == ImportState.Committing).FirstOrDefaultAsync(
            run => run.Sha256 == sha256 && run.Sheet == import.Sheet && run.ColumnsJson == opened.ColumnsJson && run.MeaningsJson == opened.MeaningsJson
                && run.Profile == import.Profile && run.Relationship == origin.Relationship
                && run.Source == origin.Source && run.Moment == origin.Moment && run.Site == origin.Site && run.NoticeVersion == origin.NoticeVersion,
            cancellation);
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
