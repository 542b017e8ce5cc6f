using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Has a stopped import go on where it stopped, with the outcomes that its rows had from the beginning.</summary>
public sealed class GoOnImport(RegistryWriter writer, ImportSpool spool, ImportActivity activity)
{
    /// <returns>
    /// The import; <see cref="Refusal.ImportNotFound"/>, also where its file is gone or has to go, or <see cref="Refusal.ImportUnderWay"/> for one that is not stopped (any more) or is
    /// being taken back.
    /// </returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid import, CancellationToken cancellation = default)
    {
        var outcome = await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                var run = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
                if (run is not { State: ImportState.Stopped, Removed: null })
                {
                    return run is null ? Refusal.ImportNotFound : Refusal.ImportUnderWay;
                }

                // An overdue one may be half closed: rows that it did not come to have their last outcome already.
                if (run.IsOverdue(write.At) || !spool.Holds(run.Sha256))
                {
                    return Refusal.ImportNotFound;
                }

                (run.State, run.FinishedAt, run.Outcomes) = (ImportState.Committing, null, new ImportOutcomes());
                return run.Id;
            },
            cancellation);
        if (outcome.IsDone)
        {
            activity.Admit(import);
        }

        return outcome;
    }
}
