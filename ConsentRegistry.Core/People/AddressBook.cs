using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

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
    /// <exception cref="System.Security.Cryptography.CryptographicException">The stored bytes were changed.</exception>
    public Address Reveal(ContactPoint point)
    {
        var exact = values.Reveal(point.ProtectedValue, ContactPoint.ValueColumn, point.Id);
        return Address.Read(point.Kind, exact) ?? new Address(point.Kind, exact, exact);
    }

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

    /// <summary>Whether a mailbox looks like that of a company rather than of a person (rule G-13); people can say otherwise on the screen.</summary>
    public static bool IsImpersonal(Address address) =>
        address.Kind == AddressKind.Email && ImpersonalNames.Contains(address.Mailbox[..address.Mailbox.IndexOf('@')]);
}
