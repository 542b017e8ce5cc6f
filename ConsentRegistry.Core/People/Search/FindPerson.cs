using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People.Search;

/// <summary>Finds the one person that a command means: by id, or by an address in any spelling.</summary>
public sealed class FindPerson(IDbContextFactory<RegistryDbContext> contexts, AddressHolders addressHolders)
{
    /// <returns>The id; <see cref="Refusal.PersonNotFound"/>, <see cref="Refusal.SeveralPeople"/> or <see cref="Refusal.AddressUnreadable"/>.</returns>
    public async Task<Result<Guid>> ExecuteAsync(string idOrAddress, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        if (Guid.TryParse(idOrAddress, out var id))
        {
            var person = await context.People.AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellation);
            return person is null ? Refusal.PersonNotFound : person.MergedInto ?? person.Id;
        }

        if (Address.Read(idOrAddress) is not { } address)
        {
            return Refusal.AddressUnreadable;
        }

        return await addressHolders.OfAsync(context, address, cancellation) switch
        {
            [var only] => only,
            [] => Refusal.PersonNotFound,
            _ => Refusal.SeveralPeople,
        };
    }
}
