using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>Finds, for the rows of a file, who is in the registry with one of their addresses, and what a row would tell anew.</summary>
public sealed class KnownPeople(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher)
{
    /// <summary>The people of each row, in order.</summary>
    /// <param name="today">The day of the import.</param>
    /// <param name="but">People made by this import do not count, so that a resumed import judges as it did before.</param>
    public async Task<IReadOnlyList<IReadOnlyList<KnownPerson>>> FindAsync(
        IReadOnlyList<ImportRow> rows, ImportOrigin origin, DateOnly today, Guid? but, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var indexes = rows.Select(row => row.Addresses.Select(cipher.IndexOf).ToList()).ToList();
        var wanted = indexes.SelectMany(each => each).ToList();
        var found = await context.ContactPoints.AsNoTracking().Where(point => wanted.Contains(point.MailboxIndex))
            .Select(point => new { point.MailboxIndex, point.PersonId }).ToListAsync(cancellation);
        if (found.Count == 0)
        {
            return [.. rows.Select(_ => (IReadOnlyList<KnownPerson>)[])];
        }

        var ids = found.Select(each => each.PersonId).Distinct().ToList();
        var people = await context.People.AsNoTracking().AsSplitQuery()
            .Include(person => person.ContactPoints).Include(person => person.Acquisitions).Include(person => person.Relationships)
            .Where(person => ids.Contains(person.Id) && (but == null || person.CreatedByImport != but)).ToDictionaryAsync(person => person.Id, cancellation);
        var events = await PersonHistory.EventsOfAsync(context, people.Keys, cancellation);
        var holders = found.ToLookup(each => Convert.ToHexString(each.MailboxIndex), each => each.PersonId);
        return [.. rows.Select((row, i) => (IReadOnlyList<KnownPerson>)[.. indexes[i]
            .SelectMany(each => holders[Convert.ToHexString(each)]).Distinct().Where(people.ContainsKey)
            .Select(id => KnownOf(people[id], row, origin, Standing.Fold(events[id]), today))])];
    }

    private KnownPerson KnownOf(Person person, ImportRow row, ImportOrigin origin, Standing standing, DateOnly today)
    {
        var held = person.ContactPoints.Select(point => Convert.ToHexString(point.MailboxIndex)).ToHashSet();
        return new KnownPerson(
            person.Id,
            person.GivenName,
            person.FamilyName,
            KnownPersonUpdate.Of(person, row, origin, standing, today).HasAny,
            ImportedPerson.KeptAddresses(row).Any(address => !held.Contains(Convert.ToHexString(cipher.IndexOf(address)))));
    }
}
