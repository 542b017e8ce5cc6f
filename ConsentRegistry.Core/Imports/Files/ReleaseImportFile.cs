using ConsentRegistry.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Files;

/// <summary>Deletes a file from the spool once no import needs it any more; two imports may be of the same file, and one may be about to be made.</summary>
public sealed class ReleaseImportFile(RegistryWriter writer, ImportSpool spool)
{
    /// <summary>Within the writer's turn, so that nobody claims the file between the check and the deletion.</summary>
    public Task ExecuteAsync(string sha256, CancellationToken cancellation = default) => writer.WriteAsync(
        async write =>
        {
            if (!spool.IsArriving(sha256) && !await write.Context.Set<ImportRun>().Where(ImportRun.HoldsFile).AnyAsync(run => run.Sha256 == sha256, cancellation))
            {
                spool.Delete(sha256);
            }
        },
        cancellation);
}
