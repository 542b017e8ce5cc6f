using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>The DPO says with a written reason that an entry was a mistake (RULES S-3). The entry stays; a new event says that it does not count.</summary>
public sealed class CorrectMistakenEntry(IDbContextFactory<RegistryDbContext> contexts, RecordBar record, SuppressionIndex index, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(long entryId, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        SuppressionEntry? entry;
        LedgerEvent written;
        await using (var context = contexts.CreateDbContext())
        {
            entry = await SuppressionList.InForce(context).SingleOrDefaultAsync(each => each.Id == entryId, cancellation);
            if (entry is null)
            {
                return Refusal.EntryNotFound;
            }

            written = await context.LedgerEvents.AsNoTracking().SingleAsync(each => each.Sequence == entry.LedgerSequence, cancellation);
        }

        var key = new JournalKey(entry.Kind, SuppressionKey.Read(entry.Key).ToString(), SuppressionKey.Read(entry.ExactKey).ToString());
        await CorrectAsync(written.Person, [(entry.ActId, entry.Reason)], [key], entry.KeyVersion, reason, by, cancellation);
        return entry.ActId;
    }

    /// <summary>For a bar on a person: it goes together with what was written from it onto addresses that the person got later (RULES S-8).</summary>
    /// <param name="person">The person, or the record that another one was merged into.</param>
    /// <param name="act">The act that wrote the bar (<see cref="StandingBar.Act"/>).</param>
    public async Task<Result<Guid>> ExecuteAsync(Guid person, Guid act, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        List<LedgerEvent> mistaken;
        await using (var context = contexts.CreateDbContext())
        {
            var events = (await PersonHistory.EventsOfAsync(context, [person], cancellation))[person].ToList();
            var inForce = Standing.Fold(events).Bars.Where(bar => bar.Act == act || bar.Repeats == act).Select(bar => bar.Sequence).ToHashSet();
            mistaken = events.FindAll(each => inForce.Contains(each.Sequence));
        }

        if (mistaken.Count == 0)
        {
            return Refusal.EntryNotFound;
        }

        await CorrectAsync(person, mistaken.Select(each => (each.ActId, each.Facts.Reason ?? SuppressionReason.OptOut)), [], 0, reason, by, cancellation);
        return act;
    }

    /// <param name="keys">The one address that is corrected; empty for all of the act.</param>
    private async Task CorrectAsync(
        Guid person, IEnumerable<(Guid Act, SuppressionReason Reason)> mistaken, IReadOnlyList<JournalKey> keys, int keyVersion, string reason, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await record.ExecuteAsync(
            [
                .. mistaken.Select(each => new BarAct(JournalKind.Correction, LedgerEventType.SuppressionCorrected, person, [])
                {
                    ActId = Guid.CreateVersion7(now),
                    Reason = each.Reason,
                    ReceivedAt = now,
                    EntryPoint = EntryPoint.Correction,
                    Operator = by,
                    Repeats = each.Act,
                    Keys = keys,
                    KeyVersion = keyVersion,
                    Payload = new EventPayload { Note = reason },
                }),
            ],
            cancellation);
        index.Touch(person);
    }
}
