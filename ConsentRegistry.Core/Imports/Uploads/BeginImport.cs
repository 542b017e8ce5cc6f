using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>
/// Hands an upload over to the job that imports it (<see cref="ResumeImports"/>). From here on it continues automatically, across restarts; the list of
/// bars as it stands now is the one that its rows are judged by.
/// </summary>
public sealed class BeginImport(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, OpenImport open, ImportSpool spool, ImportActivity activity)
{
    /// <param name="by">The operator.</param>
    public async Task<Result<Guid>> ExecuteAsync(Guid import, string by, CancellationToken cancellation = default)
    {
        ImportRun? run;
        await using (var context = contexts.CreateDbContext())
        {
            run = await context.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == import, cancellation);
        }

        if (run is not { State: ImportState.Uploaded } || !spool.Holds(run.Sha256))
        {
            return run is { State: not ImportState.Uploaded } ? Refusal.ImportUnderWay : Refusal.ImportNotFound;
        }

        // A workbook is read through for it, which would hold up a page.
        if (await Task.Run(() => FaultOf(run, cancellation), cancellation) is { } fault)
        {
            return fault;
        }

        var begun = await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                // Looked at again: two clicks begin one import.
                var stored = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
                if (stored is not { State: ImportState.Uploaded })
                {
                    return stored is null ? Refusal.ImportNotFound : Refusal.ImportUnderWay;
                }

                var profile = await write.Context.Set<ImportProfile>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == stored.Profile, cancellation);
                stored.Begin(profile, await write.Context.Set<LedgerHead>().Select(head => head.Sequence).SingleAsync(cancellation), write.At, by);
                return stored.Id;
            },
            cancellation);
        if (begun.IsDone)
        {
            // It may have been stopped before.
            activity.Admit(import);
        }

        return begun;
    }

    private Refusal? FaultOf(ImportRun run, CancellationToken cancellation)
    {
        using var copy = spool.Open(run.Sha256);
        using var opened = open.Stored(copy, run, cancellation);
        return opened.File.Error is { } error ? RefusalOf(error) : null;
    }

    /// <summary>What an operator has to mend before an upload with this fault can be begun.</summary>
    internal static Refusal RefusalOf(FileError error) => error == FileError.NoContactColumn ? Refusal.ContactColumnMissing : Refusal.RowsMissing;
}
