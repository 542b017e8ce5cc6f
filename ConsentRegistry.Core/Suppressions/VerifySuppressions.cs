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
    private const int MostDamagedLines = 100;

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

    /// <summary>Journal and database hold the same acts, every act of the journal is in the suppression table as the line says it, and the ledger is the one that the line saw.</summary>
    private async Task<long> JournalAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var (count, bad) = (0L, (VerifyFinding?)null);
        var state = await context.Set<RegistryState>().AsNoTracking().SingleAsync(cancellation);
        var lostEnds = await LostEnds.ReadReleasedAsync(context, cancellation);
        var inLedger = (await JournalFromDatabase.ActsAsync(context, cancellation)).ToHashSet();
        var acts = new HashSet<Guid>();
        foreach (var part in journal.Read().Chunk(LinesAtOnce))
        {
            count += part.Length;
            bad ??= await JournalPartAsync(context, part, state.JournalPosition, inLedger, lostEnds, acts, cancellation);
        }

        // Read to its end first: a line may prove to be damaged only now.
        findings.AddRange(journal.Damage.Take(MostDamagedLines).Select(each => new VerifyFinding("journal", each.Key, $"the line {each.Value}: run \"repair-journal\"")));
        findings.AddRange(journal.OtherCopies.Select(copy => new VerifyFinding("journal", 0, $"the copy {copy} tells something else: run \"repair-journal\"")));
        if (bad is not null)
        {
            findings.Add(bad);
        }
        else if (state.JournalPosition > journal.End)
        {
            findings.Add(new("journal", journal.End + 1, $"the journal ends here, the database has seen {state.JournalPosition} lines"));
        }
        else if (state.JournalPosition > 0 && !journal.HashOf(state.JournalPosition).AsSpan().SequenceEqual(state.JournalHash))
        {
            findings.Add(new("journal", state.JournalPosition, "up to this line the journal is another one than the database has followed"));
        }
        else if (journal.IsWhole && inLedger.Except(acts).FirstOrDefault() is var missing && missing != Guid.Empty)
        {
            findings.Add(new("journal", journal.End + 1, $"the act {missing} of the ledger is not in the opt-out journal"));
        }

        if (state.SendingLockedBecause is { } because)
        {
            findings.Add(new("journal", journal.End + 1, $"sending is locked ({because}) until the privacy officer releases it"));
        }

        return count;
    }

    /// <returns>What is wrong with the first line of the part that is not as it should be; lines that cannot be read are told of already.</returns>
    private async Task<VerifyFinding?> JournalPartAsync(
        RegistryDbContext context, (long Number, JournalLine? Line)[] part, long position, HashSet<Guid> inLedger, LostEnds lostEnds, HashSet<Guid> acts, CancellationToken cancellation)
    {
        var known = part.Where(each => each.Line is not null && each.Number <= position).Select(each => each.Line!).ToList();
        var ids = known.ConvertAll(line => line.Act);
        var seen = known.ConvertAll(line => line.LedgerSequence);
        var entries = (await context.SuppressionEntries.AsNoTracking().Where(entry => ids.Contains(entry.ActId)).ToListAsync(cancellation)).ToLookup(entry => entry.ActId);
        var heads = await context.LedgerEvents.AsNoTracking().Where(each => seen.Contains(each.Sequence)).ToDictionaryAsync(each => each.Sequence, each => each.Hash, cancellation);
        acts.UnionWith(part.Select(each => each.Line).OfType<JournalLine>().Select(line => line.Act));
        foreach (var line in known.Where(line => line.Kind != JournalKind.Lost))
        {
            if (line.Kind != JournalKind.Correction
                && !(inLedger.Contains(line.Act) && line.Keys.All(key => entries[line.Act].Any(entry => IsSame(line, key, entry)))))
            {
                return new("journal", line.Number, "an address that this act bars is not, or not so, in the suppression list");
            }

            if (line.LedgerSequence > 0 && !lostEnds.Cover(line.Number, line.LedgerSequence)
                && !(heads.TryGetValue(line.LedgerSequence, out var hash) && hash.AsSpan().SequenceEqual(Convert.FromHexString(line.LedgerHash))))
            {
                return new("journal", line.Number, $"the ledger event {line.LedgerSequence} that this line saw is not in the chain");
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
