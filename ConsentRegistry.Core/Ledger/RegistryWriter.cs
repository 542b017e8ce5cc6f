using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>The one way to change the registry: a transaction that is whole or not at all, one at a time, bars first.</summary>
public sealed class RegistryWriter(IDbContextFactory<RegistryDbContext> contexts, LedgerChain chain, ProtectedValues values, CommitMark mark, TimeProvider time)
{
    private readonly WriterQueue queue = new();

    /// <summary>The end of the chain as it was last committed; every line of the opt-out journal names it, so that an older database is noticed.</summary>
    public LedgerPosition Head { get; private set; } = LedgerPosition.Start;

    /// <summary>Runs <paramref name="work"/> in one immediate transaction and commits it; anything it throws or refuses leaves no trace.</summary>
    public Task<T> WriteAsync<T>(Func<RegistryWrite, Task<T>> work, CancellationToken cancellation = default) =>
        WriteAsync(work, isBar: false, cancellation);

    /// <inheritdoc cref="WriteAsync{T}(Func{RegistryWrite, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<RegistryWrite, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(
            async write =>
            {
                await work(write);
                return true;
            },
            isBar: false,
            cancellation);

    /// <summary>As <see cref="WriteAsync{T}(Func{RegistryWrite, Task{T}}, CancellationToken)"/>, before all other writers that wait.</summary>
    internal Task<T> WriteBarAsync<T>(Func<RegistryWrite, Task<T>> work, CancellationToken cancellation) => WriteAsync(work, isBar: true, cancellation);

    /// <summary>At start: reads how far the chain has come.</summary>
    internal async Task FindHeadAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var head = await context.Set<LedgerHead>().AsNoTracking().SingleAsync(cancellation);
        Head = new LedgerPosition(head.Sequence, Convert.ToHexStringLower(head.Hash));
    }

    private async Task<T> WriteAsync<T>(Func<RegistryWrite, Task<T>> work, bool isBar, CancellationToken cancellation)
    {
        using var turn = await queue.EnterAsync(isBar, cancellation);
        await using var context = contexts.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var write = new RegistryWrite(context, new PersonLedger(context, chain, values), time.GetUtcNow());
        var result = await work(write);
        if (result is IRefusable { IsDone: false })
        {
            return result;
        }

        await context.SaveChangesAsync(cancellation);
        await write.Ledger.FlushAsync(cancellation);
        await context.Set<RegistryState>().ExecuteUpdateAsync(set => set.SetProperty(state => state.Commits, state => state.Commits + 1), cancellation);
        var commits = await context.Set<RegistryState>().Select(state => state.Commits).SingleOrDefaultAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        mark.Raise(commits);
        if (write.Ledger.Sequence > 0)
        {
            // Only what is committed may be named.
            Head = new LedgerPosition(write.Ledger.Sequence, Convert.ToHexStringLower(write.Ledger.Hash));
        }

        write.Committed();
        return result;
    }
}

/// <summary>A place in the chain.</summary>
/// <param name="Sequence">The event there; 0 before the first.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record LedgerPosition(long Sequence, string Hash)
{
    public static LedgerPosition Start { get; } = new(0, Convert.ToHexStringLower(LedgerChain.Genesis));
}

/// <summary>One transaction under way.</summary>
/// <param name="Context">The tables; saved by the writer.</param>
/// <param name="Ledger">Appends events to the chain in this transaction.</param>
/// <param name="At">The instant of the transaction: everything recorded in it has this one.</param>
public sealed record RegistryWrite(RegistryDbContext Context, PersonLedger Ledger, DateTimeOffset At)
{
    private readonly List<Action> afterCommit = [];

    /// <summary>
    /// Does something outside the database once the transaction holds, and nothing if it does not. It must not throw; a crash in between
    /// leaves it undone, so that whoever needs it done looks again at the next start.
    /// </summary>
    internal void AfterCommit(Action act) => afterCommit.Add(act);

    internal void Committed() => afterCommit.ForEach(act => act());
}
