using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Records;

/// <summary>Turns addresses into encrypted contact points and back, and finds who holds an address.</summary>
public sealed class AddressBook(ProtectedValues values)
{
    private static readonly HashSet<string> ImpersonalNames = new(StringComparer.Ordinal)
    {
        "info", "contact", "jobs", "job", "hr", "hrm", "office", "admin", "administratie", "administration", "sales", "verkoop", "ventes",
        "support", "helpdesk", "service", "secretariaat", "secretariat", "onthaal", "accueil", "reception", "receptie", "boekhouding",
        "comptabilite", "facturen", "invoice", "invoices", "billing", "marketing", "recruitment", "rekrutering", "recrutement",
        "recruiting", "werving", "vacatures", "mail", "post", "hello", "hallo", "bonjour", "team", "noreply", "no-reply", "webmaster", "postmaster",
    };

    /// <summary>The keyed index by which an address is found whole.</summary>
    public byte[] IndexOf(Address address) => values.IndexOf(address.Mailbox, address.Kind.ToString());

    /// <summary>A new contact point of <paramref name="person"/>.</summary>
    /// <param name="givenByPerson">The person gave the address: opt-ins move to it (N-5).</param>
    public ContactPoint ContactPointFor(Guid person, Address address, bool givenByPerson, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        return new ContactPoint
        {
            Id = id,
            PersonId = person,
            Kind = address.Kind,
            ProtectedValue = values.Protect(address.Exact, ContactPoint.ValueColumn, id),
            MailboxIndex = IndexOf(address),
            Impersonal = IsImpersonal(address),
            GivenByPerson = givenByPerson,
            AddedAt = at,
        };
    }

    /// <summary>The readable address of a contact point.</summary>
    /// <exception cref="DamagedValueException">The stored bytes were changed.</exception>
    public Address Reveal(ContactPoint point) => AddressOf(point, values.Reveal(point.ProtectedValue, ContactPoint.ValueColumn, point.Id));

    /// <summary>The readable address; null where the stored bytes were changed, for acts that must go on with the others.</summary>
    public Address? TryReveal(ContactPoint point) =>
        values.TryReveal(point.ProtectedValue, ContactPoint.ValueColumn, point.Id) is { } exact ? AddressOf(point, exact) : null;

    private static Address AddressOf(ContactPoint point, string exact) => Address.Read(point.Kind, exact) ?? new Address(point.Kind, exact, exact);

    /// <summary>The people who hold an address, signposts of merged records excluded.</summary>
    public async Task<List<Guid>> HoldersOfAsync(RegistryDbContext context, Address address, CancellationToken cancellation = default)
    {
        var index = IndexOf(address);
        return await context.ContactPoints
            .Where(point => point.Kind == address.Kind && point.MailboxIndex == index)
            .Select(point => point.PersonId)
            .Distinct()
            .ToListAsync(cancellation);
    }

    /// <summary>The people who hold each of many addresses.</summary>
    public async Task<ILookup<Address, Guid>> HoldersOfAsync(RegistryDbContext context, IReadOnlyCollection<Address> addresses, CancellationToken cancellation = default)
    {
        var indexed = addresses.Distinct().Select(address => (Address: address, Index: IndexOf(address))).ToList();
        var indexes = indexed.ConvertAll(each => each.Index);
        var points = (await context.ContactPoints.Where(point => indexes.Contains(point.MailboxIndex))
                .Select(point => new { point.Kind, point.MailboxIndex, point.PersonId }).Distinct().ToListAsync(cancellation))
            .ToLookup(point => (point.Kind, Convert.ToHexString(point.MailboxIndex)), point => point.PersonId);
        return indexed
            .SelectMany(each => points[(each.Address.Kind, Convert.ToHexString(each.Index))].Distinct().Select(holder => (each.Address, holder)))
            .ToLookup(each => each.Address, each => each.holder);
    }

    /// <summary>Whether a mailbox looks like that of a company rather than of a person (rule G-13); people can say otherwise on the screen.</summary>
    public static bool IsImpersonal(Address address) =>
        address.Kind == AddressKind.Email && ImpersonalNames.Contains(address.Mailbox[..address.Mailbox.IndexOf('@')]);
}
