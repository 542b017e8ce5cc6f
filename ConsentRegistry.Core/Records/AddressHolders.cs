using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Records;

/// <summary>Finds who holds an address.</summary>
public sealed class AddressHolders(ContactPointCipher cipher)
{
    /// <summary>The people who hold an address, signposts of merged records excluded.</summary>
    public async Task<List<Guid>> OfAsync(RegistryDbContext context, Address address, CancellationToken cancellation = default)
    {
        var index = cipher.IndexOf(address);
        return await context.ContactPoints
            .Where(point => point.Kind == address.Kind && point.MailboxIndex == index)
            .Select(point => point.PersonId)
            .Distinct()
            .ToListAsync(cancellation);
    }

    /// <summary>The people who hold each of many addresses.</summary>
    public async Task<ILookup<Address, Guid>> OfAsync(RegistryDbContext context, IReadOnlyCollection<Address> addresses, CancellationToken cancellation = default)
    {
        var indexed = addresses.Distinct().Select(address => (Address: address, Index: cipher.IndexOf(address))).ToList();
        var indexes = indexed.ConvertAll(each => each.Index);
        var points = (await context.ContactPoints.Where(point => indexes.Contains(point.MailboxIndex))
                .Select(point => new { point.Kind, point.MailboxIndex, point.PersonId }).Distinct().ToListAsync(cancellation))
            .ToLookup(point => (point.Kind, Convert.ToHexString(point.MailboxIndex)), point => point.PersonId);
        return indexed
            .SelectMany(each => points[(each.Address.Kind, Convert.ToHexString(each.Index))].Distinct().Select(holder => (each.Address, holder)))
            .ToLookup(each => each.Address, each => each.holder);
    }
}
