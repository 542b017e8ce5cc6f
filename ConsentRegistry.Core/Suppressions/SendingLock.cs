using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Stops every hand-over when the opt-out journal proves to be incomplete, until the DPO releases it (DESIGN 4).</summary>
public sealed class SendingLock(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, GateLock gate)
{
    /// <summary>The journal ends before the position that the database has seen.</summary>
    public const string JournalLost = "JournalLost";

    /// <summary>Why sending is locked; null when it is not.</summary>
    public string? Reason { get; private set; }

    internal async Task LoadAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        Reason = await context.Set<RegistryState>().Select(state => state.SendingLockedBecause).SingleAsync(cancellation);
    }

    internal Task LockAsync(string reason, CancellationToken cancellation) => writer.WriteAsync(
        // From the beginning again: lines are applied once by their act, and those written after the loss must not be passed over.
        write => write.Context.Set<RegistryState>().ExecuteUpdateAsync(set => set
            .SetProperty(state => state.SendingLockedBecause, reason)
            .SetProperty(state => state.JournalPosition, 0L)),
        cancellation);

    /// <summary>The DPO takes the responsibility that no bar was lost, or that those lost were entered again; the reason goes into the ledger.</summary>
    /// <returns>Why sending was locked; <see cref="Refusal.ReasonMissing"/>, or <see cref="Refusal.NothingToChange"/> when it is not.</returns>
    public async Task<Result<string>> ReleaseAsync(string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        var outcome = await writer.WriteAsync<Result<string>>(
            async write =>
            {
                if (await write.Context.Set<RegistryState>().Select(state => state.SendingLockedBecause).SingleAsync() is not { } because)
                {
                    return Refusal.NothingToChange;
                }

                await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.SendingLockReleased, Guid.Empty, write.At, write.At, by)
                {
                    ActId = Guid.CreateVersion7(write.At),
                    Payload = new EventPayload { Note = reason.Trim() },
                });
                await write.Context.Set<RegistryState>().ExecuteUpdateAsync(set => set.SetProperty(state => state.SendingLockedBecause, (string?)null));
                return because;
            },
            cancellation);
        if (outcome.IsDone)
        {
            gate.Publish(() => Reason = null);
        }

        return outcome;
    }
}
