using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>Throws an upload away that nobody began to import: its line and its file go, and nothing of it is left.</summary>
public sealed class DiscardImport(RegistryWriter writer, ReleaseImportFile release)
{
    /// <summary>Rows that go in one transaction; a bar may wait for it.</summary>
    private const int RowsAtOnce = 1_000;

    public async Task<Result<Guid>> ExecuteAsync(Guid import, CancellationToken cancellation = default)
    {
        while (await writer.WriteAsync(write => ForgetRowsAsync(write.Context, import, cancellation), cancellation) > 0)
        {
        }

        string? sha256 = null;
        var outcome = await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                var run = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
                if (run is not { State: ImportState.Uploaded })
                {
                    return run is null ? Refusal.ImportNotFound : Refusal.ImportUnderWay;
                }

                sha256 = run.Sha256;
                write.Context.Remove(run);
                return run.Id;
            },
            cancellation);
        if (outcome.IsDone)
        {
            await release.ExecuteAsync(sha256!, cancellation);
        }

        return outcome;
    }

    /// <summary>What was judged of an import that was stopped before all its rows were.</summary>
    private static Task<int> ForgetRowsAsync(RegistryDbContext context, Guid import, CancellationToken cancellation)
    {
        var rows = context.Set<ImportRunRow>().Where(row => row.ImportId == import && context.Set<ImportRun>().Any(run => run.Id == import && run.State == ImportState.Uploaded));
        var some = rows.OrderBy(row => row.Line).Take(RowsAtOnce).Select(row => row.Line);
        return context.Set<ImportRunRow>().Where(row => row.ImportId == import && some.Contains(row.Line)).ExecuteDeleteAsync(cancellation);
    }
}
