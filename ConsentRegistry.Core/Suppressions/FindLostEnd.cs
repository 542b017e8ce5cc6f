using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Finds out whether the database is older than the one that was last at work here: the journal and the anchors, which never go back with it, name events of the ledger
/// that it does not have, or the mark beside the journal counts more transactions. A crash leaves nothing of the kind, because only what is committed is named and counted.
/// </summary>
public sealed class FindLostEnd(OptOutJournal journal, AnchorFile anchors, CommitMark mark)
{
    private const int AtOnce = 500;

    private bool wasBehind;

    /// <summary>Whether acts were acknowledged here before.</summary>
    internal bool HasHistory => journal.End > 0;

    /// <summary>Compares the number of transactions before this start writes any: one would be enough to catch up with a mark that is one ahead.</summary>
    internal void Compare(RegistryState state) => wasBehind = state.Commits < mark.Commits;

    /// <summary>Has a registry that begins anew count on from a mark that another one left here: none of its own transactions is missing.</summary>
    /// <returns>How many transactions the mark counts; 0 where there is none.</returns>
    internal long CountOn(RegistryState state) => state.Commits = mark.Commits;

    /// <returns>What is known of the lost end, as the <c>Restored</c> event tells it; null where nothing is lost.</returns>
    /// <param name="after">The journal line after which to look.</param>
    internal async Task<EventFacts?> FindAsync(RegistryDbContext context, long after, CancellationToken cancellation)
    {
        var known = await LostEnds.ReadAsync(context, cancellation);
        var lost = new List<LedgerPosition>();
        foreach (var part in journal.After(after).Where(line => line.LedgerSequence > 0 && !known.Cover(line.Number, line.LedgerSequence))
            .Select(line => new LedgerPosition(line.LedgerSequence, line.LedgerHash)).Concat(await AnchorsAsync(context, cancellation)).Distinct().Chunk(AtOnce))
        {
            var sequences = part.Select(seen => seen.Sequence).ToList();
            var hashes = await context.LedgerEvents.AsNoTracking().Where(each => sequences.Contains(each.Sequence)).ToDictionaryAsync(each => each.Sequence, each => each.Hash, cancellation);
            lost.AddRange(part.Where(seen => !(hashes.TryGetValue(seen.Sequence, out var hash) && Convert.ToHexStringLower(hash) == seen.Hash)));
        }

        if (lost.Count > 0)
        {
            return FactsOf(lost.Min(seen => seen.Sequence), lost.MaxBy(seen => seen.Sequence));
        }

        var isBehind = wasBehind || await context.Set<RegistryState>().AnyAsync(state => state.Commits < mark.Commits, cancellation);
        return isBehind ? FactsOf(await context.Set<LedgerHead>().Select(head => head.Sequence).SingleAsync(cancellation) + 1, null) : null;
    }

    /// <summary>Locks sending because the database is an older one, and says so in the ledger: the restored head is the event before it (DESIGN 4, "Ledger").</summary>
    internal async Task LockAsync(RegistryWrite write, EventFacts lost)
    {
        await SendingLock.LockAsync(write, SendingLock.Restored);
        var state = await write.Context.Set<RegistryState>().SingleAsync();
        state.Commits = Math.Max(state.Commits, mark.Commits);
        wasBehind = false;
        await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.Restored, Guid.Empty, write.At, write.At, "job:start")
        {
            ActId = Guid.CreateVersion7(write.At),
            Facts = lost,
        });
    }

    /// <summary>What a <c>Restored</c> event says.</summary>
    /// <param name="from">The first event that is known to be lost.</param>
    /// <param name="head">The last one; null where none is known by its number.</param>
    internal EventFacts FactsOf(long from, LedgerPosition? head) =>
        new() { LostFrom = from, LostHead = head?.Sequence ?? 0, LostHash = head?.Hash, JournalLines = journal.End };

    /// <summary>The last anchor, unless a restore that is known already came after it.</summary>
    private async Task<IEnumerable<LedgerPosition>> AnchorsAsync(RegistryDbContext context, CancellationToken cancellation)
    {
        var restoredAt = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.Restored).MaxAsync(each => (DateTimeOffset?)each.RecordedAt, cancellation);
        return anchors.Read().Select(line => line.Anchor).OfType<Anchor>().TakeLast(1)
            .Where(anchor => anchor.Ledger > 0 && (restoredAt is null || anchor.At > restoredAt)).Select(anchor => new LedgerPosition(anchor.Ledger, anchor.LedgerHash));
    }
}
