using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Security;

namespace ConsentRegistry.Core.Records;

/// <summary>Turns addresses into encrypted contact points and back.</summary>
public sealed class ContactPointCipher(ProtectedValues values)
{
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
            Impersonal = ImpersonalMailboxes.Includes(address),
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
}
