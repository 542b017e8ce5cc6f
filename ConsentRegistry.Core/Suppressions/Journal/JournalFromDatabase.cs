using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>
/// Makes journal lines again of what the database knows: a journal that was lost must hold every bar before it may be relied on, because the next older database that is put
/// back learns them from nowhere else.
/// </summary>
public sealed class JournalFromDatabase(IDbContextFactory<RegistryDbContext> contexts, OptOutJournal journal, SuppressionKeys keys, RegistryWriter writer)
{
    private const int LinesAtOnce = 500;

    /// <summary>The types of events that only a line of the journal writes.</summary>
    internal static IReadOnlyList<LedgerEventType> Types { get; } =
        [.. Enum.GetValues<LedgerEventType>().Where(type => type.IsBar() || type is LedgerEventType.HardBounce or LedgerEventType.SuppressionCorrected)];

    /// <summary>Appends to the journal what only the database knows, in the order in which it happened.</summary>
    /// <returns>How many acts that were.</returns>
    internal async Task<int> WriteBackAsync(CancellationToken cancellation)
    {
        var known = journal.Read().Select(each => each.Line).OfType<JournalLine>().Select(line => line.Act).ToHashSet();
        var lines = await LinesAsync(known, cancellation);
        foreach (var part in lines.Chunk(LinesAtOnce))
        {
            journal.Append(part);
        }

        return lines.Count;
    }

    /// <summary>The lines of all acts but those that are known, without their numbers.</summary>
    internal async Task<List<JournalLine>> LinesAsync(HashSet<Guid> known, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var lines = new List<JournalLine>();
        var missing = (await ActsAsync(context, cancellation)).Where(act => !known.Contains(act)).ToList();
        foreach (var part in missing.Chunk(LinesAtOnce))
        {
            lines.AddRange(await LinesOfAsync(context, part, cancellation));
        }

        return lines;
    }

    /// <summary>Every act that came from a line of the journal, in the order in which they happened.</summary>
    internal static async Task<List<Guid>> ActsAsync(RegistryDbContext context, CancellationToken cancellation) =>
        [.. (await context.LedgerEvents.Where(each => Types.Contains(each.Type)).OrderBy(each => each.Sequence).Select(each => each.ActId).ToListAsync(cancellation)).Distinct()];

    private async Task<IEnumerable<JournalLine>> LinesOfAsync(RegistryDbContext context, Guid[] acts, CancellationToken cancellation)
    {
        var events = (await context.LedgerEvents.AsNoTracking().Where(each => acts.Contains(each.ActId)).OrderBy(each => each.Sequence).ToListAsync(cancellation))
            .ToLookup(each => each.ActId);
        var entries = (await context.SuppressionEntries.AsNoTracking().Where(entry => acts.Contains(entry.ActId)).OrderBy(entry => entry.Id).ToListAsync(cancellation))
            .ToLookup(entry => entry.ActId);
        var corrected = (await (from correction in context.Set<SuppressionCorrection>().AsNoTracking()
                                join entry in context.SuppressionEntries.AsNoTracking() on correction.EntryId equals entry.Id
                                join each in context.LedgerEvents.AsNoTracking() on correction.LedgerSequence equals each.Sequence
                                where acts.Contains(each.ActId)
                                select new { each.ActId, Entry = entry }).ToListAsync(cancellation))
            .ToLookup(each => each.ActId, each => each.Entry);
        return from act in acts
               let first = events[act].First(each => Types.Contains(each.Type))
               select first.Type == LedgerEventType.SuppressionCorrected
                   ? Correction([.. events[act].Where(each => each.Type == first.Type)], [.. corrected[act]])
                   : Bar(first, [.. entries[act]], [.. events[act].Where(each => each.Type == LedgerEventType.PersonErased).Select(each => each.Person)]);
    }

    /// <param name="erased">Erasure: the pseudonyms that went, the person's own and those merged into it.</param>
    private JournalLine Bar(LedgerEvent bar, List<SuppressionEntry> entries, List<Guid> erased) => LineOf(bar) with
    {
        Kind = erased.Count > 0 ? JournalKind.Erasure : JournalKind.Bar,
        Keys = [.. entries.Select(entry => KeyOf(entry) with { Shared = bar.Facts.Reason == SuppressionReason.Erasure && entry.Reason != SuppressionReason.Erasure })],
        Merged = [.. erased.Where(each => each != bar.Person)],
        NormaliserVersion = entries.Count > 0 ? entries[0].NormaliserVersion : Address.NormaliserVersion,
        Reason = bar.Facts.Reason ?? SuppressionReason.OptOut,
        RecordedAt = entries.Count > 0 ? entries[0].RecordedAt : bar.RecordedAt,
        Source = entries.Count > 0 ? entries[0].Source : EntryPoint.Propagation.ToString(),
        Repeats = bar.Facts.Repeats,
    };

    /// <summary>One address of a bar and those that repeat it, or a bar with everything that it wrote (<see cref="CorrectMistakenEntry"/>).</summary>
    private JournalLine Correction(List<LedgerEvent> corrections, List<SuppressionEntry> entries)
    {
        var acts = corrections.Select(each => each.Facts.Repeats).ToHashSet();
        // Where the events do not say that one address was meant, the bar is: that lifts nothing from others who have the address.
        var saysAddress = corrections.Count > 1 || corrections[0].Facts.Entry is null || corrections[0].Person == Guid.Empty;
        var isOneAddress = saysAddress && entries.Count > 0 && entries.TrueForAll(entry => entry.Key.AsSpan().SequenceEqual(entries[0].Key));
        return LineOf(corrections[0]) with
        {
            Kind = JournalKind.Correction,
            Keys = isOneAddress ? [KeyOf(entries[0])] : [],
            NormaliserVersion = Address.NormaliserVersion,
            Reason = entries.Count > 0 ? entries[0].Reason : SuppressionReason.OptOut,
            Source = EntryPoint.Correction.ToString(),
            // The first bar of those that repeat each other is the oldest.
            Repeats = isOneAddress ? entries.MinBy(entry => entry.LedgerSequence)!.ActId : acts.First(),
        };
    }

    private JournalLine LineOf(LedgerEvent each) => new()
    {
        Act = each.ActId,
        Person = each.Person,
        Type = each.Type,
        Topic = each.Topic,
        Channel = each.Channel,
        KeyVersion = keys.Version,
        KeyCheck = keys.Check(keys.Version),
        ReceivedAt = each.EffectiveAt,
        RecordedAt = each.RecordedAt,
        Operator = each.Operator,
        LedgerSequence = writer.Head.Sequence,
        LedgerHash = writer.Head.Hash,
    };

    private static JournalKey KeyOf(SuppressionEntry entry) => new(
        entry.Kind, SuppressionKey.Read(entry.Key).ToString(), SuppressionKey.Read(entry.ExactKey).ToString());
}
