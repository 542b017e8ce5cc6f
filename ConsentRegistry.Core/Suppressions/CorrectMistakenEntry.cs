using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>The DPO says with a written reason that an entry was a mistake (RULES S-3). The entry stays; a new event says that it does not count.</summary>
public sealed class CorrectMistakenEntry(IDbContextFactory<RegistryDbContext> contexts, RecordBar record, SuppressionIndex index, TimeProvider time)
{
    public async Task<Outcome<Guid>> ExecuteAsync(long entryId, string reason, string by, CancellationToken cancellation = default)
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

        await record.ExecuteAsync(
            [
                new BarAct(JournalKind.Correction, LedgerEventType.SuppressionCorrected, written.Person, [])
                {
                    ActId = Guid.CreateVersion7(time.GetUtcNow()),
                    Reason = entry.Reason,
                    ReceivedAt = time.GetUtcNow(),
                    Source = "correction",
                    Operator = by,
                    Repeats = entry.ActId,
                    Keys = [new JournalKey(entry.Kind, SuppressionKey.Read(entry.Key).ToString(), SuppressionKey.Read(entry.ExactKey).ToString())],
                    KeyVersion = entry.KeyVersion,
                    Payload = new EventPayload { Note = reason },
                },
            ],
            cancellation);
        index.Touch(written.Person);
        return entry.ActId;
    }
}
