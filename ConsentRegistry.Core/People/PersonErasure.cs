using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>What an Article 17 erasure takes away: the rows of the person and the payloads of the ledger. The chain and the keyed entries stay.</summary>
internal static class PersonErasure
{
    /// <summary>Runs inside the transaction that writes the erasure's entries, also when a journal is replayed on an older backup.</summary>
    public static async Task RemoveAsync(RegistryWrite write, Guid person, Guid act, string by)
    {
        var family = await write.Context.People.Where(each => each.MergedInto == person).Select(each => each.Id).ToListAsync();
        foreach (var pseudonym in family.Append(person))
        {
            // Its own event, because it is this that allows the payloads to be missing.
            await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.PersonErased, pseudonym, write.At, write.At, by) { ActId = act });
            await write.Context.Set<LedgerPayload>()
                .Where(payload => write.Context.LedgerEvents.Any(each => each.Sequence == payload.Sequence && each.Person == pseudonym))
                .ExecuteDeleteAsync();
            await write.Context.People.Where(each => each.Id == pseudonym).ExecuteDeleteAsync();
        }
    }
}
