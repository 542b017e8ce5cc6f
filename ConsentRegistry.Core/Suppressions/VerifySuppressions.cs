using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Holds the suppression list against the ledger that wrote it and against the opt-out journal that acknowledged it (guarantees 4, 5, 7).</summary>
public sealed class VerifySuppressions(OptOutJournal journal, SuppressionKeys keys) : ITableVerifier
{
    private const int LinesAtOnce = 500;

    public async Task ExecuteAsync(VerificationRun run, CancellationToken cancellation)
    {
        run.Entries = await EntriesAsync(run.Context, run.Findings, cancellation);
        run.JournalLines = await JournalAsync(run.Context, run.Findings, cancellation);
    }

    /// <summary>Every entry belongs to an event that says the same, and every event has as many entries as it says.</summary>
    private static async Task<long> EntriesAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var expected = new Dictionary<long, (LedgerEvent Event, int Left)>();
        try
        {
            await foreach (var each in context.LedgerEvents.AsNoTracking().Where(each => each.FactsJson.Contains("\"entries\":")).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                expected[each.Sequence] = (each, each.Facts.Entries);
            }

            long count = 0;
            await foreach (var entry in context.SuppressionEntries.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                count++;
                if (!expected.TryGetValue(entry.LedgerSequence, out var written) || written.Event.ActId != entry.ActId || written.Event.Topic != entry.Topic
                    || written.Event.Channel != entry.Channel || written.Event.EffectiveAt != entry.ReceivedAt || !IsReasonOf(written.Event, entry))
                {
                    findings.Add(new("SuppressionEntries", entry.Id, "the entry does not agree with the ledger"));
                    return count;
                }

                expected[entry.LedgerSequence] = (written.Event, written.Left - 1);
            }

            if (expected.Where(each => each.Value.Left != 0).Select(each => (long?)each.Key).Min() is { } missing)
            {
                findings.Add(new("SuppressionEntries", missing, $"entries of ledger event {missing} are missing"));
            }

            await CorrectionsAsync(context, findings, cancellation);
            return count;
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException or System.Text.Json.JsonException)
        {
            findings.Add(new("SuppressionEntries", 0, "a row cannot be read"));
            return 0;
        }
    }

    private static bool IsReasonOf(LedgerEvent written, SuppressionEntry entry) =>
        entry.Reason == written.Facts.Reason
        // An erasure leaves an opt-out on an address that others hold too (RULES S-8).
        || (written.Facts.Reason == SuppressionReason.Erasure && entry.Reason == SuppressionReason.OptOut);

    /// <summary>Every correction stands on an event of the chain that corrects that act.</summary>
    private static async Task CorrectionsAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var corrections = await (from correction in context.Set<SuppressionCorrection>().AsNoTracking()
                                 join entry in context.SuppressionEntries.AsNoTracking() on correction.EntryId equals entry.Id
                                 join each in context.LedgerEvents.AsNoTracking() on correction.LedgerSequence equals each.Sequence into events
                                 from each in events.DefaultIfEmpty()
                                 orderby correction.EntryId
                                 select new { correction.EntryId, entry.ActId, Event = each }).ToListAsync(cancellation);
        var forged = corrections.Find(each => each.Event is not { Type: LedgerEventType.SuppressionCorrected } || each.Event.Facts.Repeats != each.ActId);
        if (forged is not null)
        {
            findings.Add(new("SuppressionCorrections", forged.EntryId, "no event of the ledger corrects this entry"));
        }
    }

    /// <summary>Every act of the journal is in the suppression table, and the ledger is the one that the line saw.</summary>
    private async Task<long> JournalAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        long count = 0;
        var position = await context.Set<RegistryState>().Select(state => state.JournalPosition).SingleAsync(cancellation);
        var acts = new HashSet<Guid>();
        foreach (var part in journal.Read().Chunk(LinesAtOnce))
        {
            var (read, finding) = await JournalPartAsync(context, part, position, acts, cancellation);
            count += read;
            if (finding is not null)
            {
                findings.Add(finding);
                return count;
            }
        }

        if (position > count)
        {
            findings.Add(new("journal", count + 1, $"the journal ends here, the database has seen {position} lines"));
        }
        else if (await context.Set<RegistryState>().AnyAsync(state => state.SendingLockedBecause != null, cancellation))
        {
            findings.Add(new("journal", count + 1, "lines were lost: sending is locked until the privacy officer releases it"));
        }
        else if (await EntryWithoutActAsync(context, acts, cancellation) is { } entry)
        {
            findings.Add(new("SuppressionEntries", entry, "its act is not in the opt-out journal"));
        }

        return count;
    }

    /// <returns>How many lines were looked at, and what is wrong with the last of them.</returns>
    private async Task<(int Read, VerifyFinding? Finding)> JournalPartAsync(
        RegistryDbContext context, (long Number, JournalLine? Line)[] part, long position, HashSet<Guid> acts, CancellationToken cancellation)
    {
        var known = part.Where(each => each.Line is not null && each.Number <= position).Select(each => each.Line!).ToList();
        var ids = known.ConvertAll(line => line.Act);
        var seen = known.ConvertAll(line => line.LedgerSequence);
        var entries = (await context.SuppressionEntries.AsNoTracking().Where(entry => ids.Contains(entry.ActId)).ToListAsync(cancellation)).ToLookup(entry => entry.ActId);
        var heads = await context.LedgerEvents.AsNoTracking().Where(each => seen.Contains(each.Sequence)).ToDictionaryAsync(each => each.Sequence, each => each.Hash, cancellation);
        foreach (var (read, (number, line)) in part.Index())
        {
            if (line is null)
            {
                return (read + 1, new("journal", number, "the line was changed"));
            }

            acts.Add(line.Act);
            if (number > position)
            {
                continue;
            }

            if (line.Kind != JournalKind.Correction && !line.Keys.All(key => entries[line.Act].Any(entry => IsSame(line, key, entry))))
            {
                return (read + 1, new("journal", number, "an address that this act bars is not, or not so, in the suppression list"));
            }

            if (line.LedgerSequence > 0 && !(heads.TryGetValue(line.LedgerSequence, out var hash) && hash.AsSpan().SequenceEqual(Convert.FromHexString(line.LedgerHash))))
            {
                return (read + 1, new("journal", number, $"the ledger event {line.LedgerSequence} that this line saw is not in the chain"));
            }
        }

        return (part.Length, null);
    }

    /// <summary>The first entry that no line acknowledges; what the privacy officer took upon himself by releasing the lock is not asked for again.</summary>
    private static async Task<long?> EntryWithoutActAsync(RegistryDbContext context, HashSet<Guid> acts, CancellationToken cancellation)
    {
        var released = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.SendingLockReleased).MaxAsync(each => (long?)each.Sequence, cancellation) ?? 0;
        var entries = context.SuppressionEntries.AsNoTracking().Where(entry => entry.LedgerSequence > released)
            .OrderBy(entry => entry.Id).Select(entry => new { entry.Id, entry.ActId }).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (!acts.Contains(entry.ActId))
            {
                return entry.Id;
            }
        }

        return null;
    }

    private bool IsSame(JournalLine line, JournalKey key, SuppressionEntry entry) =>
        SuppressionKey.Read(entry.Key) == keys.Raise(SuppressionKey.FromHex(key.Key), line.KeyVersion)
        && SuppressionKey.Read(entry.ExactKey) == keys.Raise(SuppressionKey.FromHex(key.Exact), line.KeyVersion)
        && entry.KeyVersion == keys.Version && entry.Kind == key.Kind && entry.Source == line.Source && entry.ReceivedAt == line.ReceivedAt
        && entry.RecordedAt == line.RecordedAt && entry.NormaliserVersion == line.NormaliserVersion;
}
