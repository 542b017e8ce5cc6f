using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// At start: the database takes what the journal has beyond it. A journal that ends before what the database has seen locks sending.
/// </summary>
internal sealed partial class ReplayJournal(
    IDbContextFactory<RegistryDbContext> contexts, OptOutJournal journal, JournalReplay replay, RotateSuppressionKey rotation,
    SendingLock sendingLock, TimeProvider time, ILogger<ReplayJournal> log) : IStartupStep
{
    /// <exception cref="InvalidDataException">The journal was changed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var watch = new StartWatch(() => "The registry is still being opened: the opt-out journal is read.", time, LogSlow);
        await rotation.FinishAsync(cancellation);
        var position = await PositionAsync(cancellation);
        if (position > journal.End)
        {
            LogJournalLost(position, journal.End);
            await sendingLock.LockAsync(SendingLock.JournalLost, cancellation);
        }

        await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), cancellation);
        await sendingLock.LoadAsync(cancellation);
    }

    private async Task<long> PositionAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<RegistryState>().Select(state => state.JournalPosition).SingleAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database has seen {Position} lines of the opt-out journal, the journal has {End}: lines were lost. Sending is locked until the privacy officer releases it.")]
    private partial void LogJournalLost(long position, long end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogSlow(string sentence);
}
