using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>
/// Stops an import that is under way (decision 32). While its rows are being judged nothing of it is stored, so that it becomes an upload again; while its people are being
/// written what is written stays. From here on nothing of its file is recorded, a refusal neither: who stops an import may have seen that its columns were understood wrongly.
/// </summary>
public sealed class StopImport(RegistryWriter writer, ImportActivity activity)
{
    /// <returns>
    /// What it is now, <see cref="ImportState.Uploaded"/> or <see cref="ImportState.Stopped"/>; <see cref="Refusal.ImportNotFound"/>, or
    /// <see cref="Refusal.ImportNotRunning"/> for one that has not begun, is at its end or was stopped before.
    /// </returns>
    public async Task<Result<ImportState>> ExecuteAsync(Guid import)
    {
        // Whoever works on it ends first, so that all that it records of its own lies before the instant at which it was stopped. To wait for it is not called off: half stopped
        // it would wait for nobody.
        await activity.CallOffAsync(import);
        var isStopped = false;
        try
        {
            var outcome = await writer.WriteAsync(write => MarkAsync(write, import));
            isStopped = outcome.IsDone;
            return outcome;
        }
        finally
        {
            if (!isStopped)
            {
                activity.Admit(import);
            }
        }
    }

    /// <summary>The change itself, for one on which nobody works.</summary>
    internal static async Task<Result<ImportState>> MarkAsync(RegistryWrite write, Guid import)
    {
        var run = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import);
        if (run is null)
        {
            return Refusal.ImportNotFound;
        }

        switch (run.State)
        {
            case ImportState.Judging:
                run.State = ImportState.Uploaded;
                break;
            case ImportState.Committing:
                (run.State, run.FinishedAt) = (ImportState.Stopped, write.At);
                run.Outcomes = await CloseImport.OutcomesAsync(write.Context, import, run.CheckpointLine, CancellationToken.None);
                break;
            default:
                return Refusal.ImportNotRunning;
        }

        return run.State;
    }
}
