using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// At start: the database takes what the journal has beyond it. Where the two do not belong together as they stood at the last end, sending is locked, every line that can
/// be read is gone through again, and a journal that lost acts gets them back from the database. Nothing here keeps the registry closed: the way out leads through its verbs.
/// </summary>
internal sealed partial class ReplayJournal(
    IDbContextFactory<RegistryDbContext> contexts, OptOutJournal journal, JournalReplay replay, JournalFromDatabase fromDatabase, RegistryWriter writer,
    RotateSuppressionKey rotation, FindLostEnd lostEnd, SendingLock sendingLock, TimeProvider time, ILogger<ReplayJournal> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var watch = new StartWatch(() => "The registry is still being opened: the opt-out journal is read.", time, LogSlow);
        await writer.FindHeadAsync(cancellation);
        await LockWhereInDoubtAsync(cancellation);
        await rotation.FinishAsync(cancellation);
        await sendingLock.LoadAsync(cancellation);
        if (!journal.IsWhole)
        {
            await replay.ApplyAsync(journal.ReadOtherCopies(), cancellation);
        }

        await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), cancellation);
        if (sendingLock.Reasons.Intersect([SendingLock.JournalLost, SendingLock.JournalReplaced]).Any())
        {
            await fromDatabase.WriteBackAsync(cancellation);
            await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), cancellation);
        }
    }

    private async Task LockWhereInDoubtAsync(CancellationToken cancellation)
    {
        RegistryState state;
        string? reason;
        EventFacts? lost;
        await using (var context = contexts.CreateDbContext())
        {
            state = await context.Set<RegistryState>().AsNoTracking().SingleAsync(cancellation);
            reason = ReasonAgainst(state);
            lost = await lostEnd.FindAsync(context, reason is null ? state.JournalPosition : 0, cancellation);
        }

        await writer.WriteAsync(
            async write =>
            {
                if (reason is not null)
                {
                    await SendingLock.LockAsync(write, reason);
                }

                // A line that reads but is not understood is found by reading it again only.
                if (reason is not null || state.SendingLockedBecause?.Contains(SendingLock.JournalDamaged, StringComparison.Ordinal) == true)
                {
                    await JournalReplay.BeginAnewAsync(write);
                }

                if (lost is not null)
                {
                    LogRestored(lost.LostHead, writer.Head.Sequence);
                    await lostEnd.LockAsync(write, lost);
                }
            },
            cancellation);
    }

    /// <summary>Why the journal cannot simply be followed from where the database stands; null when it can.</summary>
    private string? ReasonAgainst(RegistryState state)
    {
        if (!journal.IsWhole)
        {
            LogDamaged(journal.FilePath, journal.Damage.Count, journal.OtherCopies.Count);
            return SendingLock.JournalDamaged;
        }

        if (state.JournalPosition > journal.End)
        {
            LogJournalLost(state.JournalPosition, journal.End);
            return SendingLock.JournalLost;
        }

        if (state.JournalPosition > 0 && !journal.HashOf(state.JournalPosition).AsSpan().SequenceEqual(state.JournalHash))
        {
            LogReplaced(state.JournalPosition, state.JournalAct);
            return SendingLock.JournalReplaced;
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database has seen {Position} lines of the opt-out journal, the journal has {End}: lines were lost. Sending is locked until the privacy officer releases it.")]
    private partial void LogJournalLost(long position, long end);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The opt-out journal is another one than the database has followed up to line {Position} (act {Act}): it is gone through from the beginning. Sending is locked until the privacy officer releases it.")]
    private partial void LogReplaced(long position, Guid? act);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The opt-out journal {File} is damaged: {Lines} lines are not as they were written, {Copies} copies tell something else. All that can be read holds. Sending is locked: run \"repair-journal\", then the privacy officer releases it.")]
    private partial void LogDamaged(string file, int lines, int copies);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Journal or anchors have seen the ledger up to event {Lost}, the database ends at {Head}: an older one was put back. What was under way is not sent again by itself. Sending is locked until the privacy officer releases it.")]
    private partial void LogRestored(long lost, long head);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogSlow(string sentence);
}
