using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>
/// Article 17: the person goes, keyed entries stay so that no file brings the person back (RULES S-2). Addresses that others hold too are
/// left as an opt-out (S-8).
/// </summary>
public sealed class ErasePerson(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, AddressHolders addressHolders, PropagateBars propagate, RecordBar record, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid person, string by, EntryPoint entryPoint, CancellationToken cancellation = default)
    {
        // Every bar of the person goes onto every address first: afterwards nobody knows any more that they belonged together.
        await propagate.ExecuteAsync(person, by, cancellation);
        var addresses = new List<Address>();
        var shared = new Dictionary<Address, List<Guid>>();
        List<Guid> merged;
        await using (var context = contexts.CreateDbContext())
        {
            if (!await context.People.AnyAsync(each => each.Id == person && each.MergedInto == null, cancellation))
            {
                return Refusal.PersonNotFound;
            }

            merged = await context.People.Where(each => each.MergedInto == person).Select(each => each.Id).ToListAsync(cancellation);
            foreach (var point in await context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person).ToListAsync(cancellation))
            {
                if (cipher.TryReveal(point) is not { } address)
                {
                    // Its key could not be kept, and the next file would bring the person back (RULES S-2).
                    return Refusal.ContactPointDamaged;
                }

                addresses.Add(address);
                var others = (await addressHolders.OfAsync(context, address, cancellation)).Where(holder => holder != person).ToList();
                if (others.Count > 0)
                {
                    shared[address] = others;
                }
            }
        }

        await record.ExecuteAsync(
            [
                new BarAct(JournalKind.Erasure, LedgerEventType.Erasure, person, addresses)
                {
                    ActId = Guid.CreateVersion7(time.GetUtcNow()),
                    Reason = SuppressionReason.Erasure,
                    ReceivedAt = time.GetUtcNow(),
                    EntryPoint = entryPoint,
                    Operator = by,
                    Shared = [.. shared.Keys],
                    Merged = merged,
                },
            ],
            cancellation);
        foreach (var other in shared.Values.SelectMany(each => each).Distinct())
        {
            await propagate.ExecuteAsync(other, by, cancellation);
        }

        return person;
    }
}
