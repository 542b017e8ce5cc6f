using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>Reads the events of people, those of records merged into them included.</summary>
public static class PersonHistory
{
    private const int Batch = 400;

    /// <summary>The pseudonyms under which a person's events stand: the own one first.</summary>
    public static async Task<List<Guid>> PseudonymsOfAsync(RegistryDbContext context, Guid person, CancellationToken cancellation = default) =>
        [person, .. await context.People.Where(each => each.MergedInto == person).Select(each => each.Id).ToListAsync(cancellation)];

    /// <summary>All events of each of the given people, by the person they belong to now.</summary>
    public static async Task<ILookup<Guid, LedgerEvent>> EventsOfAsync(
        RegistryDbContext context, IReadOnlyCollection<Guid> people, CancellationToken cancellation = default)
    {
        var found = new List<(Guid Person, LedgerEvent Event)>();
        foreach (var part in people.Distinct().Chunk(Batch))
        {
            var merged = await context.People.Where(each => each.MergedInto != null && part.Contains(each.MergedInto.Value))
                .ToDictionaryAsync(each => each.Id, each => each.MergedInto!.Value, cancellation);
            Guid[] pseudonyms = [.. part, .. merged.Keys];
            var events = await context.LedgerEvents.AsNoTracking().Where(each => pseudonyms.Contains(each.Person)).ToListAsync(cancellation);
            found.AddRange(events.Select(each => (merged.GetValueOrDefault(each.Person, each.Person), each)));
        }

        return found.ToLookup(each => each.Person, each => each.Event);
    }
}
