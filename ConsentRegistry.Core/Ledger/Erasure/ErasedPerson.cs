using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Core.Ledger.Erasure;

/// <summary>A person whose data are being taken away.</summary>
/// <param name="Write">The transaction that writes the erasure's entries.</param>
/// <param name="Family">The pseudonym of the person and those of all records merged into it.</param>
/// <param name="Mailboxes">The keyed indexes of addresses that nobody else has: what others have too goes on being theirs (RULES S-8). None where only the records of the person go.</param>
/// <param name="Addresses">The addresses that can be read, shared ones included; none where only the records of the person go.</param>
/// <param name="Sequence">The ledger event of the erasure.</param>
public sealed record ErasedPerson(
    RegistryWrite Write, IReadOnlyList<Guid> Family, IReadOnlyList<byte[]> Mailboxes, IReadOnlyList<Address> Addresses, long Sequence);
