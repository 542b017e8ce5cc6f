using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>Throws an upload away that nobody began to import: its line and its file go, and nothing of it is left.</summary>
public sealed class DiscardImport(RegistryWriter writer, ReleaseImportFile release)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid import, CancellationToken cancellation = default)
    {
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
}
