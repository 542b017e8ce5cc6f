using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Brings the database up to the end of the journal. A bar just recorded, one that a failure left behind, and all that a restored backup
/// has not seen take the same path, so that the path is walked every day.
/// </summary>
public sealed class JournalReplay(OptOutJournal journal, RegistryWriter writer, SuppressionKeys keys, SuppressionIndex index)
{
    private const int LinesPerTransaction = 500;

    /// <summary>The head of the ledger as last seen; stands in each journal line.</summary>
    internal long LedgerSequence { get; private set; }

    internal string LedgerHash { get; private set; } = Convert.ToHexStringLower(LedgerChain.Genesis);

    /// <summary>The keys of a line under the version in force.</summary>
    internal IReadOnlyList<SuppressionKey> KeysOf(JournalLine line) =>
        [.. line.Keys.Select(key => keys.Raise(SuppressionKey.FromHex(key.Key), line.KeyVersion))];

    /// <summary>Applies every line after the database's position, idempotently by act and person.</summary>
    /// <param name="payloads">The personal part of acts that happen just now, by line number; a line without one is applied without.</param>
    internal async Task ApplyAsync(IReadOnlyDictionary<long, EventPayload?> payloads, CancellationToken cancellation)
    {
        while (true)
        {
            var (applied, atEnd) = await writer.WriteBarAsync(write => ApplyPartAsync(write, payloads), cancellation);
            applied.ForEach(index.Applied);
            if (atEnd)
            {
                return;
            }
        }
    }

    private async Task<(List<Guid> Applied, bool AtEnd)> ApplyPartAsync(RegistryWrite write, IReadOnlyDictionary<long, EventPayload?> payloads)
    {
        var state = await write.Context.Set<RegistryState>().SingleAsync();
        var lines = state.JournalPosition >= journal.End ? [] : journal.After(state.JournalPosition).Take(LinesPerTransaction).ToList();
        foreach (var line in lines)
        {
            await ApplyAsync(write, line, payloads.GetValueOrDefault(line.Number));
            state.JournalPosition = line.Number;
        }

        var head = await write.Context.Set<LedgerHead>().AsNoTracking().SingleAsync();
        LedgerSequence = Math.Max(write.Ledger.Sequence, head.Sequence);
        LedgerHash = Convert.ToHexStringLower(write.Ledger.Sequence > 0 ? write.Ledger.Hash : head.Hash);
        return (lines.ConvertAll(line => line.Act), state.JournalPosition >= journal.End);
    }

    private async Task ApplyAsync(RegistryWrite write, JournalLine line, EventPayload? payload)
    {
        if (await write.Context.LedgerEvents.AnyAsync(each => each.ActId == line.Act && each.Person == line.Person && each.Type == line.Type))
        {
            return;
        }

        if (line.Kind == JournalKind.Correction)
        {
            await CorrectAsync(write, line, payload);
            return;
        }

        var written = await write.Ledger.AppendAsync(DraftOf(line, line.Type, payload) with
        {
            Facts = new EventFacts { Reason = line.Reason, NotLiftable = !line.Reason.IsLiftable(), Entries = line.Keys.Count, Repeats = line.Repeats },
        });
        foreach (var key in line.Keys)
        {
            write.Context.SuppressionEntries.Add(EntryOf(line, key, written.Sequence));
        }

        if (line.Kind == JournalKind.Erasure)
        {
            await PersonErasure.RemoveAsync(write, line.Person, line.Act, line.Operator);
        }
    }

    private static async Task CorrectAsync(RegistryWrite write, JournalLine line, EventPayload? payload)
    {
        var mistakenEvent = await write.Context.LedgerEvents.Where(each => each.ActId == line.Repeats).Select(each => (long?)each.Sequence).FirstOrDefaultAsync();
        var written = await write.Ledger.AppendAsync(DraftOf(line, LedgerEventType.SuppressionCorrected, payload) with
        {
            Facts = new EventFacts { Repeats = line.Repeats, Entry = mistakenEvent },
        });
        var mistaken = await write.Context.SuppressionEntries.Where(entry => entry.ActId == line.Repeats).Select(entry => entry.Id).ToListAsync();
        write.Context.AddRange(mistaken.Select(id => new SuppressionCorrection { EntryId = id, LedgerSequence = written.Sequence, RecordedAt = line.RecordedAt }));
    }

    private static LedgerDraft DraftOf(JournalLine line, LedgerEventType type, EventPayload? payload) =>
        new(type, line.Person, line.ReceivedAt, line.RecordedAt, line.Operator)
        {
            ActId = line.Act,
            Topic = line.Topic,
            Channel = line.Channel,
            Payload = payload,
        };

    private SuppressionEntry EntryOf(JournalLine line, JournalKey key, long sequence) => new()
    {
        Key = keys.Raise(SuppressionKey.FromHex(key.Key), line.KeyVersion).ToBytes(),
        ExactKey = keys.Raise(SuppressionKey.FromHex(key.Exact), line.KeyVersion).ToBytes(),
        KeyVersion = keys.Version,
        Kind = key.Kind,
        Topic = line.Topic,
        Channel = line.Channel,
        // Erasing one of several holders must not erase the address for the others (RULES S-8).
        Reason = key.Shared && line.Reason == SuppressionReason.Erasure ? SuppressionReason.OptOut : line.Reason,
        ReceivedAt = line.ReceivedAt,
        RecordedAt = line.RecordedAt,
        Source = line.Source,
        NormaliserVersion = line.NormaliserVersion,
        ActId = line.Act,
        LedgerSequence = sequence,
    };
}
