using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions;

/// <summary>What hand-overs see of the lock on sending follows what is stored, in its order.</summary>
public sealed class SendingLockTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_transaction_after_the_lock_begins_only_when_every_hand_over_sees_it()
    {
        var sending = registry.Get<SendingLock>();
        using var begun = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        // A hand-over is at its last look: what is locked meanwhile waits to become known.
        var handOver = Task.Run(() => registry.Get<GateLock>().HandOver(() =>
        {
            held.Set();
            // The next transaction must not begin before this is over; one that does is seen by it.
            return begun.Wait(TimeSpan.FromSeconds(1), Cancel);
        }));
        held.Wait(Cancel);
        var locking = Task.Run(() => sending.LockAsync(SendingLock.JournalLost, Cancel));
        await Eventually.HoldsAsync(() => Task.FromResult(IsStored(SendingLock.JournalLost)));

        var seen = await Task.Run(() => registry.Get<RegistryWriter>().WriteAsync(
            _ =>
            {
                begun.Set();
                return Task.FromResult(sending.Reason);
            },
            Cancel));

        await locking;
        Assert.False(await handOver);
        Assert.Equal(SendingLock.JournalLost, seen);
    }

    [Fact]
    public async Task Damage_that_is_found_while_a_release_waits_its_turn_stays_locked()
    {
        var sending = registry.Get<SendingLock>();
        await registry.OptOutAsync("an@voorbeeld.example");
        await sending.LockAsync(SendingLock.JournalDamaged, Cancel);
        using var begun = new ManualResetEventSlim();
        using var found = new ManualResetEventSlim();
        var before = Task.Run(() => registry.Get<RegistryWriter>().WriteAsync(
            _ =>
            {
                begun.Set();
                found.Wait(Cancel);
                return Task.FromResult(true);
            },
            Cancel));
        begun.Wait(Cancel);
        var releasing = sending.ReleaseAsync("gone through the mailbox", TestRegistry.By, Cancel);

        var journal = registry.Get<OptOutJournal>();
        await File.WriteAllTextAsync(journal.FilePath, new string(' ', (int)new FileInfo(journal.FilePath).Length - 1) + "\n", Cancel);
        Assert.Null(Assert.Single(journal.Read()).Line);
        found.Set();
        await before;

        Assert.Equal(Refusal.JournalDamaged, (await releasing).Refusal);
        Assert.Equal([SendingLock.JournalDamaged], sending.Reasons);
        Assert.True(IsStored(SendingLock.JournalDamaged));
    }

    private bool IsStored(string reason)
    {
        using var database = registry.Database();
        return database.Set<RegistryState>().AsNoTracking().Single().SendingLockedBecause == reason;
    }
}
