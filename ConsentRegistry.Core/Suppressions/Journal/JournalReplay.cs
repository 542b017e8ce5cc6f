using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>
/// Brings the database up to the end of the journal. A bar just recorded, one that a failure left behind, and all that a restored backup
/// has not seen take the same path, so that the path is walked every day.
/// </summary>
public sealed class JournalReplay(
    IDbContextFactory<RegistryDbContext> contexts, OptOutJournal journal, RegistryWriter writer, SuppressionKeys keys, SuppressionIndex index, PersonErasure erasure,
    SendingLock sendingLock)
{
    private const int LinesPerTransaction = 500;

    /// <summary>The keys of a line under the version in force.</summary>
    internal IReadOnlyList<SuppressionKey> KeysOf(JournalLine line) =>
        [.. line.Keys.Select(key => keys.Raise(SuppressionKey.FromHex(key.Key), line.KeyVersion))];

    /// <summary>Applies every line after the database's position, idempotently by act and person. Lines that cannot be read are passed over, and lock sending.</summary>
    /// <param name="payloads">The personal part of acts that happen just now, by line number; a line without one is applied without.</param>
    internal async Task ApplyAsync(IReadOnlyDictionary<long, EventPayload?> payloads, CancellationToken cancellation)
    {
        var (position, end) = (await PositionAsync(cancellation), journal.End);
        foreach (var part in journal.After(position).Chunk(LinesPerTransaction))
        {
            position = Math.Max(position, part.Max(line => line.Number));
            var at = part.LastOrDefault(line => line.Number == position);
            await writer.WriteBarAsync(
                async write =>
                {
                    await ApplyAsync(write, part, payloads);
                    return await MoveAsync(write, position, at?.Act);
                },
                cancellation);
            foreach (var line in part)
            {
                index.Applied(line.Act);
            }
        }

        if (position < end)
        {
            await writer.WriteBarAsync(write => MoveAsync(write, end, null), cancellation);
        }

        if (!journal.IsWhole)
        {
            await sendingLock.LockAsync(SendingLock.JournalDamaged, cancellation);
        }
    }

    /// <summary>Applies lines that stand in a copy of the journal alone; those of another registry bar nobody here and are left out.</summary>
    internal async Task ApplyAsync(IEnumerable<JournalLine> lines, CancellationToken cancellation)
    {
        foreach (var part in lines.Where(IsOfOwnKeys).Chunk(LinesPerTransaction))
        {
            await writer.WriteBarAsync(
                async write =>
                {
                    await ApplyAsync(write, part, new Dictionary<long, EventPayload?>());
                    return part.Length;
                },
                cancellation);
        }
    }

    /// <summary>
    /// Holds the journal against the keys: lines of another key would bar nobody, and nothing would show it.
    /// </summary>
    /// <exception cref="KeyProblemException">The journal was written under other keys.</exception>
    internal void RequireOwnKeys()
    {
        foreach (var line in journal.After(0).Take(1).Concat(journal.After(Math.Max(0, journal.End - 1))).Where(line => line.Kind != JournalKind.Lost))
        {
            keys.Require(line.KeyVersion);
            if (!IsOfOwnKeys(line))
            {
                throw new KeyProblemException(
                    $"The opt-out journal {journal.FilePath} was written under other suppression keys: with these, people who opted out would not be recognised. " +
                    "The registry does not start. Put back the keys folder that belongs to the journal (from your key export).");
            }
        }
    }

    /// <summary>Whether the keys of a line are ours: those of another registry would bar nobody.</summary>
    internal bool IsOfOwnKeys(JournalLine line) => line.KeyVersion <= keys.Version && line.KeyCheck == keys.Check(line.KeyVersion);

    private async Task<long> PositionAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<RegistryState>().Select(state => state.JournalPosition).SingleAsync(cancellation);
    }

    /// <summary>Back before the first line: lines are applied once by their act, and none may be passed over.</summary>
    internal static async Task BeginAnewAsync(RegistryWrite write)
    {
        var state = await write.Context.Set<RegistryState>().SingleAsync();
        (state.JournalPosition, state.JournalAct, state.JournalHash) = (0, null, []);
    }

    private async Task<bool> MoveAsync(RegistryWrite write, long position, Guid? act)
    {
        var state = await write.Context.Set<RegistryState>().SingleAsync();
        (state.JournalPosition, state.JournalAct, state.JournalHash) = (position, act, journal.HashOf(position));
        return true;
    }

    private async Task ApplyAsync(RegistryWrite write, IReadOnlyCollection<JournalLine> lines, IReadOnlyDictionary<long, EventPayload?> payloads)
    {
        var acts = lines.Select(line => line.Act).ToList();
        var applied = (await write.Context.LedgerEvents.Where(each => acts.Contains(each.ActId)).Select(each => new { each.ActId, each.Type }).ToListAsync())
            .Select(each => (each.ActId, each.Type)).ToHashSet();
        foreach (var line in lines.Where(line => line.Kind != JournalKind.Lost && applied.Add((line.Act, line.Type))))
        {
            await ApplyAsync(write, line, payloads.GetValueOrDefault(line.Number));
        }
    }

    private async Task ApplyAsync(RegistryWrite write, JournalLine line, EventPayload? payload)
    {
        if (line.Kind == JournalKind.Correction)
        {
            // The mistaken bar may stand before it in the same part.
            await write.Context.SaveChangesAsync();
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
            await erasure.RemoveAsync(write, line.Person, line.Merged, line.Act, line.Operator);
        }
    }

    /// <summary>
    /// Corrects the mistaken entries of one address: those of the act, and those that extended it (RULES S-8) to the same address. A bar
    /// is void only when no entry of its act is left; the person may have said no with another address.
    /// </summary>
    private async Task CorrectAsync(RegistryWrite write, JournalLine line, EventPayload? payload)
    {
        if (line.Keys.Count == 0)
        {
            await CorrectWholeAsync(write, line, payload);
            return;
        }

        var mistaken = keys.Raise(SuppressionKey.FromHex(line.Keys[0].Key), line.KeyVersion).ToBytes();
        var acts = new HashSet<Guid> { line.Repeats!.Value };
        var candidates = await SuppressionList.InForce(write.Context).Where(entry => entry.Key == mistaken).ToListAsync();
        var events = await EventsOfAsync(write.Context, candidates);
        for (var before = 0; before != acts.Count;)
        {
            before = acts.Count;
            acts.UnionWith(events.Where(each => each.Facts.Repeats is { } repeats && acts.Contains(repeats)).Select(each => each.ActId));
        }

        foreach (var act in candidates.Where(entry => acts.Contains(entry.ActId)).GroupBy(entry => entry.ActId))
        {
            var ids = act.Select(entry => entry.Id).ToList();
            var othersLeft = await SuppressionList.InForce(write.Context).AnyAsync(entry => entry.ActId == act.Key && !ids.Contains(entry.Id));
            var mistakenEvent = events.Single(each => each.Sequence == act.First().LedgerSequence);
            var written = await write.Ledger.AppendAsync(DraftOf(line, LedgerEventType.SuppressionCorrected, payload) with
            {
                Person = mistakenEvent.Person,
                Facts = new EventFacts { Repeats = act.Key, Entry = othersLeft ? null : mistakenEvent.Sequence },
            });
            write.Context.AddRange(ids.Select(id => new SuppressionCorrection { EntryId = id, LedgerSequence = written.Sequence, RecordedAt = line.RecordedAt }));
        }
    }

    /// <summary>Corrects a bar with everything that it wrote.</summary>
    private static async Task CorrectWholeAsync(RegistryWrite write, JournalLine line, EventPayload? payload)
    {
        var mistaken = (await write.Context.LedgerEvents.AsNoTracking().Where(each => each.ActId == line.Repeats).ToListAsync()).Find(each => each.Type.IsBar());
        var written = await write.Ledger.AppendAsync(DraftOf(line, LedgerEventType.SuppressionCorrected, payload) with
        {
            Facts = new EventFacts { Repeats = line.Repeats, Entry = mistaken?.Sequence },
        });
        var ids = await SuppressionList.InForce(write.Context).Where(entry => entry.ActId == line.Repeats).Select(entry => entry.Id).ToListAsync();
        write.Context.AddRange(ids.Select(id => new SuppressionCorrection { EntryId = id, LedgerSequence = written.Sequence, RecordedAt = line.RecordedAt }));
    }

    private static async Task<List<LedgerEvent>> EventsOfAsync(RegistryDbContext context, List<SuppressionEntry> entries)
    {
        var sequences = entries.ConvertAll(entry => entry.LedgerSequence);
        return await context.LedgerEvents.AsNoTracking().Where(each => sequences.Contains(each.Sequence)).ToListAsync();
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
