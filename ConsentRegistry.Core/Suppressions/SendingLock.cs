using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Stops every hand-over while the registry cannot be sure that it knows every opt-out and every message that went out, until the DPO releases it (DESIGN 4).
/// </summary>
public sealed class SendingLock(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, OptOutJournal journal, GateLock gate)
{
    /// <summary>The journal ends before the position that the database has seen.</summary>
    public const string JournalLost = "JournalLost";

    /// <summary>The journal is another one than the database has followed.</summary>
    public const string JournalReplaced = "JournalReplaced";

    /// <summary>A line of the journal, or a copy of it, is not as it was written.</summary>
    public const string JournalDamaged = "JournalDamaged";

    /// <summary>The database is an older one than that which was last at work here.</summary>
    public const string Restored = "Restored";

    /// <summary>Why sending is locked, as words divided by spaces; null when it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>The words of <see cref="Reason"/>, in the order in which the reasons came up.</summary>
    public IReadOnlyList<string> Reasons => Reason?.Split(' ') ?? [];

    internal async Task LoadAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        Reason = await context.Set<RegistryState>().Select(state => state.SendingLockedBecause).SingleAsync(cancellation);
    }

    /// <summary>Locks sending for one reason more; changes nothing where it is locked for that reason already.</summary>
    // Whether it is, is asked of the database in turn: a release that is under way would take back what was looked up before it.
    // Before all others: bars may wait for it, while the journal is damaged.
    internal Task LockAsync(string reason, CancellationToken cancellation) => writer.WriteBarAsync(
        async write =>
        {
            var all = await LockAsync(write, reason);
            Publish(write, all);
            return all;
        },
        cancellation);

    /// <summary>As <see cref="LockAsync(string, CancellationToken)"/>, within a transaction; <see cref="LoadAsync"/> makes it known.</summary>
    internal static async Task<string> LockAsync(RegistryWrite write, string reason)
    {
        var state = await write.Context.Set<RegistryState>().SingleAsync();
        return state.SendingLockedBecause = string.Join(' ', (state.SendingLockedBecause?.Split(' ') ?? []).Append(reason).Distinct());
    }

    /// <summary>The DPO takes the responsibility that no bar was lost, or that those lost were entered again; the reason goes into the ledger.</summary>
    /// <returns>
    /// Why sending was locked; <see cref="Refusal.ReasonMissing"/>, <see cref="Refusal.NothingToChange"/> when it is not, or <see cref="Refusal.JournalDamaged"/> before the
    /// journal is repaired: the next start would lock it again.
    /// </returns>
    public async Task<Result<string>> ReleaseAsync(string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        return await writer.WriteAsync<Result<string>>(
            async write =>
            {
                // Here and not before it waits its turn: whoever finds damage meanwhile locks after this release or makes it refused.
                if (!journal.IsWhole)
                {
                    return Refusal.JournalDamaged;
                }

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
                Publish(write, null);
                return because;
            },
            cancellation);
    }

    /// <summary>Before the next transaction begins, so that what hand-overs see comes in the order of what is stored.</summary>
    private void Publish(RegistryWrite write, string? reason) => write.AfterCommit(() => gate.Publish(() => Reason = reason));
}
