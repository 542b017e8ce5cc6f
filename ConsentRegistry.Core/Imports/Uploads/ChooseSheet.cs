using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>
/// Settles which sheet of an uploaded workbook is the list. Another sheet is another list: its columns and what its rows are get recognised anew, and what was settled for the one before is given
/// up.
/// </summary>
public sealed class ChooseSheet(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, OpenImport open, ImportSpool spool)
{
    /// <param name="sheet">Its name.</param>
    /// <returns>The import; <see cref="Refusal.SheetNotFound"/> also for a sheet without a value.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid import, string sheet, CancellationToken cancellation = default)
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

        await using var copy = spool.Open(run.Sha256);
        var outcome = await open.ExecuteAsync(copy, new NewImport(run.FileName) { Sheet = sheet }, cancellation);
        if (!outcome.IsDone)
        {
            return outcome.Refusal.Value;
        }

        using var opened = outcome.Value;
        if (opened.File.Mapping is null)
        {
            return Refusal.SheetNotFound;
        }

        var rows = opened.File.CountRows(cancellation);
        return await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                // Looked at again: it may have been begun in another window.
                var stored = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
                if (stored is not { State: ImportState.Uploaded })
                {
                    return stored is null ? Refusal.ImportNotFound : Refusal.ImportUnderWay;
                }

                (stored.Sheet, stored.DataRows, stored.ColumnsJson, stored.MeaningsJson, stored.Profile) = (sheet, rows, null, null, null);
                stored.Origin = opened.Origin;
                return stored.Id;
            },
            cancellation);
    }
}
