using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger.Erasure;

/// <summary>
/// What an Article 17 erasure takes away: the rows of the person, the payloads of the ledger, and what every feature keeps
/// (<see cref="IPersonEraser"/>). The chain and the keyed entries stay.
/// </summary>
public sealed class PersonErasure(ContactPointCipher cipher, IEnumerable<IPersonEraser> erasers)
{
    /// <summary>The entities that go with the rows of the person.</summary>
    public static IReadOnlyCollection<Type> Covers { get; } =
        [typeof(Person), typeof(ContactPoint), typeof(PersonRelationship), typeof(Acquisition), typeof(Article14Notice), typeof(LedgerPayload)];

    /// <summary>Runs inside the transaction that writes the erasure's entries, also when a journal is replayed on an older backup.</summary>
    /// <param name="merged">Pseudonyms of records merged into the person, which an older backup may hold unmerged.</param>
    internal async Task RemoveAsync(RegistryWrite write, Guid person, IReadOnlyList<Guid> merged, Guid act, string by)
    {
        var context = write.Context;
        var known = await context.People.Where(each => each.MergedInto == person).Select(each => each.Id).ToListAsync();
        List<Guid> family = [person, .. merged.Union(known)];
        var points = await context.ContactPoints.AsNoTracking().Where(point => family.Contains(point.PersonId)).ToListAsync();
        await RemoveAsync(new ErasedPerson(
            write, family, await OwnMailboxesAsync(context, family), [.. points.Select(cipher.TryReveal).OfType<Address>()], await ForgetPayloadsAsync(write, family, act, by)));
    }

    /// <summary>
    /// Takes away somebody who should never have been registered. The person asked for nothing: what merely mentions the address, as a list or the form of a colleague, stays.
    /// </summary>
    internal async Task RemoveRecordsAsync(RegistryWrite write, Guid person, Guid act, string by) =>
        await RemoveAsync(new ErasedPerson(write, [person], [], [], await ForgetPayloadsAsync(write, [person], act, by)));

    /// <inheritdoc cref="IPersonEraser.HasToldAsync"/>
    internal async Task<bool> HasToldAsync(RegistryWrite write, Guid person, DateTimeOffset since)
    {
        foreach (var eraser in erasers)
        {
            if (await eraser.HasToldAsync(write, person, since))
            {
                return true;
            }
        }

        return false;
    }

    private async Task RemoveAsync(ErasedPerson erased)
    {
        foreach (var eraser in erasers)
        {
            await eraser.EraseAsync(erased);
        }

        await erased.Write.Context.People.Where(each => erased.Family.Contains(each.Id)).ExecuteDeleteAsync();
    }

    private static Task<List<byte[]>> OwnMailboxesAsync(RegistryDbContext context, List<Guid> family) => context.Set<ContactPoint>()
        .Where(point => family.Contains(point.PersonId)
            && !context.Set<ContactPoint>().Any(other => other.MailboxIndex == point.MailboxIndex && !family.Contains(other.PersonId)))
        .Select(point => point.MailboxIndex).ToListAsync();

    /// <returns>The sequence of the last event.</returns>
    private static async Task<long> ForgetPayloadsAsync(RegistryWrite write, List<Guid> family, Guid act, string by)
    {
        long sequence = 0;
        foreach (var pseudonym in family)
        {
            // Its own event, because it is this that allows the payloads to be missing.
            sequence = (await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.PersonErased, pseudonym, write.At, write.At, by) { ActId = act })).Sequence;
            await write.Context.Set<LedgerPayload>()
                .Where(payload => write.Context.Set<LedgerEvent>().Any(each => each.Sequence == payload.Sequence && each.Person == pseudonym))
                .ExecuteDeleteAsync();
        }

        return sequence;
    }
}
