using System.Globalization;
using System.Security.Cryptography;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Table">Where: a table, or <c>journal</c>.</param>
/// <param name="Row">The first bad row there: a sequence, an id or a line number.</param>
/// <param name="Problem">What is wrong, in plain English; no personal data.</param>
public sealed record VerifyFinding(string Table, long Row, string Problem);

/// <summary>What was looked at and what was found.</summary>
public sealed record VerifyReport(long Events, long Payloads, long Entries, long JournalLines, IReadOnlyList<VerifyFinding> Findings)
{
    /// <summary>Entries of the audit trail; 0 where only the ledger was looked at.</summary>
    public long AuditEntries { get; init; }

    /// <summary>Lines of <c>anchors.jsonl</c>; 0 where only the ledger was looked at.</summary>
    public long Anchors { get; init; }

    public bool IsSound => Findings.Count == 0;
}

/// <summary>
/// Holds the whole of ledger, payloads, suppression entries and journal against each other (guarantee 7): changing or removing one byte is
/// found, and the first bad row of each table is named.
/// </summary>
public sealed class VerifyLedger(
    IDbContextFactory<RegistryDbContext> contexts, LedgerChain chain, ProtectedValues values, OptOutJournal journal, SuppressionKeys keys)
{
    public async Task<VerifyReport> ExecuteAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        // One snapshot for everything: the server goes on writing meanwhile.
        await using var snapshot = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancellation);
        var findings = new List<VerifyFinding>();
        var (events, payloads) = await ChainAsync(context, findings, progress, cancellation);
        var entries = await EntriesAsync(context, findings, cancellation);
        var lines = await JournalAsync(context, findings, cancellation);
        await IntegrityAsync(context, findings, cancellation);
        return new VerifyReport(events, payloads, entries, lines, findings);
    }

    private async Task<(long Events, long Payloads)> ChainAsync(
        RegistryDbContext context, List<VerifyFinding> findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        var gone = (await context.LedgerEvents.AsNoTracking()
                .Where(each => each.Type == LedgerEventType.PersonErased || each.Type == LedgerEventType.PayloadsExpired)
                .Select(each => new { each.Person, each.Sequence }).ToListAsync(cancellation))
            .GroupBy(each => each.Person).ToDictionary(group => group.Key, group => group.Max(each => each.Sequence));
        var anchors = await context.Set<LedgerAnchor>().AsNoTracking().ToDictionaryAsync(anchor => anchor.Sequence, anchor => anchor.Hash, cancellation);
        var rows = from each in context.LedgerEvents.AsNoTracking()
                   join payload in context.Set<LedgerPayload>().AsNoTracking() on each.Sequence equals payload.Sequence into found
                   from payload in found.DefaultIfEmpty()
                   orderby each.Sequence
                   select new { Event = each, Payload = payload };
        var (last, hash, payloads) = (0L, LedgerChain.Genesis, 0L);
        try
        {
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (ProblemOf(row.Event, row.Payload, last, hash, gone) is { } problem)
                {
                    findings.Add(problem);
                    return (last, payloads);
                }

                (last, hash) = (row.Event.Sequence, row.Event.Hash);
                payloads += row.Payload is null ? 0 : 1;
                if (anchors.Remove(last, out var anchored) && !anchored.AsSpan().SequenceEqual(hash))
                {
                    findings.Add(new("LedgerAnchors", last, "the anchor of this sequence has another hash"));
                    return (last, payloads);
                }

                if (last % 10_000 == 0)
                {
                    progress?.Report(last);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            // A value that is no value of its column any more: the row cannot even be read.
            findings.Add(new("LedgerEvents", last + 1, "the row cannot be read"));
            return (last, payloads);
        }

        var head = await context.Set<LedgerHead>().AsNoTracking().SingleAsync(cancellation);
        if (head.Sequence != last || !head.Hash.AsSpan().SequenceEqual(hash))
        {
            findings.Add(new("LedgerHead", last + 1, $"the chain ends at {last}, its head says {head.Sequence}"));
        }
        else if (anchors.Count > 0)
        {
            findings.Add(new("LedgerAnchors", anchors.Keys.Min(), "the anchor's event is missing"));
        }
        else if (await context.Set<LedgerPayload>().CountAsync(cancellation) != payloads)
        {
            findings.Add(new("LedgerPayloads", 0, "there are payloads without an event"));
        }

        return (last, payloads);
    }

    private VerifyFinding? ProblemOf(LedgerEvent each, LedgerPayload? payload, long last, byte[] hash, Dictionary<Guid, long> gone)
    {
        if (each.Sequence != last + 1)
        {
            return new("LedgerEvents", last + 1, "the event is missing");
        }

        if (!each.PreviousHash.AsSpan().SequenceEqual(hash) || !chain.HashOf(each).AsSpan().SequenceEqual(each.Hash))
        {
            return new("LedgerEvents", each.Sequence, "the event was changed");
        }

        if (each.Commitment.Length == 0)
        {
            return payload is null ? null : new("LedgerPayloads", each.Sequence, "the event has no payload, yet there is one");
        }

        if (payload is null)
        {
            return gone.GetValueOrDefault(each.Person) > each.Sequence ? null : new("LedgerPayloads", each.Sequence, "the payload is missing and nothing says that it may be");
        }

        try
        {
            var text = values.Reveal(payload.ProtectedPayload, LedgerPayload.PayloadColumn, each.Sequence.ToString(CultureInfo.InvariantCulture));
            return LedgerChain.Commit(payload.Salt, text).AsSpan().SequenceEqual(each.Commitment)
                ? null
                : new("LedgerPayloads", each.Sequence, "the salt was changed");
        }
        catch (CryptographicException)
        {
            return new("LedgerPayloads", each.Sequence, "the payload was changed");
        }
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
        foreach (var (number, line) in journal.Read())
        {
            count++;
            if (line is null)
            {
                findings.Add(new("journal", number, "the line was changed"));
                return count;
            }

            acts.Add(line.Act);
            if (number > position)
            {
                continue;
            }

            var stored = await context.SuppressionEntries.AsNoTracking().Where(entry => entry.ActId == line.Act).ToListAsync(cancellation);
            if (line.Kind != JournalKind.Correction && !line.Keys.All(key => stored.Exists(entry => IsSame(line, key, entry))))
            {
                findings.Add(new("journal", number, "an address that this act bars is not, or not so, in the suppression list"));
                return count;
            }

            if (line.LedgerSequence > 0
                && !await context.LedgerEvents.AnyAsync(each => each.Sequence == line.LedgerSequence && each.Hash == Convert.FromHexString(line.LedgerHash), cancellation))
            {
                findings.Add(new("journal", number, $"the ledger event {line.LedgerSequence} that this line saw is not in the chain"));
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

    private static async Task IntegrityAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        foreach (var problem in await context.IntegrityProblemsAsync(cancellation))
        {
            findings.Add(new("database", 0, problem));
        }
    }
}
