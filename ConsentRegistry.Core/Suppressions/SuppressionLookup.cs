using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>An address and the entries in force on it.</summary>
/// <param name="Own">Of the address itself.</param>
/// <param name="OfDomain">Of its whole mail domain.</param>
public sealed record AddressEntries(Address Address, IReadOnlyList<SuppressionEntry> Own, IReadOnlyList<SuppressionEntry> OfDomain)
{
    /// <summary>Entries that bar everything, lifted or not (RULES S-3); a dead mailbox is no wish of anybody.</summary>
    public IEnumerable<SuppressionEntry> PersonWide => Own.Concat(OfDomain).Where(IsPersonWide);

    /// <summary>Whether the address itself, whatever its domain, is barred in everything.</summary>
    public bool IsBarred => Own.Any(IsPersonWide);

    /// <summary>Whether the address itself is barred in everything that the scope bars.</summary>
    /// <param name="since">Only entries received then or later count: an earlier one may have been lifted since. Null where the new wish has no date of its own.</param>
    public bool IsBarredIn(BarScope scope, DateTimeOffset? since) =>
        Own.Any(entry => entry.Reason != SuppressionReason.HardBounce && entry.Scope.Covers(scope) && (since is null || entry.ReceivedAt >= since));

    /// <summary>Whether the address is known not to work any more.</summary>
    public bool IsDead => Own.Any(entry => entry.Reason == SuppressionReason.HardBounce);

    /// <summary>Whether an entry of the address itself is a wish of the person, which goes to all their addresses (RULES S-8).</summary>
    public bool IsToExtend => Own.Any(entry => entry.Reason != SuppressionReason.HardBounce);

    private static bool IsPersonWide(SuppressionEntry entry) => entry.Scope.IsEverything && entry.Reason != SuppressionReason.HardBounce;
}

/// <summary>Looks up the addresses of many rows of a file in the suppression list at once.</summary>
public sealed class SuppressionLookup(SuppressionList list, SuppressionIndex index)
{
    /// <summary>What is in force on each address, in order.</summary>
    /// <exception cref="InvalidOperationException">The list is not loaded: it must not look empty (guarantee 9).</exception>
    public async Task<IReadOnlyList<IReadOnlyList<AddressEntries>>> FindAsync(IReadOnlyList<IReadOnlyList<Address>> rows, CancellationToken cancellation)
    {
        if (!index.IsAvailable)
        {
            throw new InvalidOperationException("The suppression list is not loaded.");
        }

        if (index is { Count: 0, IsRotating: false })
        {
            return [.. rows.Select(row => (IReadOnlyList<AddressEntries>)[.. row.Select(address => new AddressEntries(address, [], []))])];
        }

        // A file has many addresses of few domains: each domain is read once.
        var domains = rows.SelectMany(row => row).Where(address => address.Kind == AddressKind.Email).Select(DomainNameOf).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, Address.OfDomain, StringComparer.Ordinal);
        var entries = await list.EntriesOfAsync(rows.SelectMany(row => row).Concat(domains.Values.OfType<Address>()), cancellation);
        return [.. rows.Select(row => (IReadOnlyList<AddressEntries>)[.. row.Select(address => new AddressEntries(
            address,
            [.. entries[address]],
            address.Kind == AddressKind.Email && domains[DomainNameOf(address)] is { } domain ? [.. entries[domain]] : []))])];
    }

    private static string DomainNameOf(Address address) => address.Exact[address.Exact.LastIndexOf('@')..];
}
