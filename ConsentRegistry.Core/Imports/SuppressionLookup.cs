using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Core.Imports;

/// <summary>An address and the entries in force on it.</summary>
/// <param name="Own">Of the address itself.</param>
/// <param name="OfDomain">Of its whole mail domain.</param>
public sealed record AddressEntries(Address Address, IReadOnlyList<SuppressionEntry> Own, IReadOnlyList<SuppressionEntry> OfDomain)
{
    /// <summary>Entries that bar everything, lifted or not (RULES S-3); a dead mailbox is no wish of anybody.</summary>
    public IEnumerable<SuppressionEntry> PersonWide => Own.Concat(OfDomain).Where(IsPersonWide);

    /// <summary>Whether the address itself, whatever its domain, is barred in everything.</summary>
    public bool IsBarred => Own.Any(IsPersonWide);

    private static bool IsPersonWide(SuppressionEntry entry) => entry.Scope.IsEverything && entry.Reason != SuppressionReason.HardBounce;
}

/// <summary>Looks up the addresses of many rows of a file in the suppression list at once.</summary>
public sealed class SuppressionLookup(SuppressionKeys keys, SuppressionList list, SuppressionIndex index)
{
    /// <summary>What is in force on each address, in order.</summary>
    /// <exception cref="InvalidOperationException">The list is not loaded: it must not look empty (guarantee 9).</exception>
    public async Task<IReadOnlyList<IReadOnlyList<AddressEntries>>> FindAsync(IReadOnlyList<IReadOnlyList<Address>> rows, CancellationToken cancellation)
    {
        if (!index.IsAvailable)
        {
            throw new InvalidOperationException("The suppression list is not loaded.");
        }

        var domains = new Dictionary<string, SuppressionKey?>(StringComparer.Ordinal);
        var keyed = index.Count == 0 ? null : rows.Select(row => row.Select(address => (Own: keys.Of(address), Domain: DomainKeyOf(address, domains))).ToList()).ToList();
        var known = keyed?.SelectMany(row => row).SelectMany(each => each.Domain is { } domain ? [each.Own, domain] : new[] { each.Own }).Where(index.MayContain).ToHashSet() ?? [];
        var entries = await list.EntriesOfAsync(known, cancellation);
        return [.. rows.Select((row, i) => (IReadOnlyList<AddressEntries>)[.. row.Select((address, j) => EntriesOf(address, keyed?[i][j], entries, known.Count > 0))])];
    }

    /// <summary>The addresses of a row: mailboxes first, then numbers.</summary>
    public static IReadOnlyList<Address> AddressesOf(ImportRow row) => [.. row.Emails.Select(Address.Of), .. row.Phones.Select(Address.Of)];

    private static AddressEntries EntriesOf(
        Address address, (SuppressionKey Own, SuppressionKey? Domain)? key, ILookup<SuppressionKey, SuppressionEntry> entries, bool any) => key is { } each && any
        ? new AddressEntries(address, [.. entries[each.Own]], each.Domain is { } domain ? [.. entries[domain]] : [])
        : new AddressEntries(address, [], []);

    /// <summary>A file has many addresses of few domains: each domain is read once.</summary>
    private SuppressionKey? DomainKeyOf(Address address, Dictionary<string, SuppressionKey?> domains)
    {
        if (address.Kind != AddressKind.Email)
        {
            return null;
        }

        var name = address.Exact[address.Exact.LastIndexOf('@')..];
        if (!domains.TryGetValue(name, out var key))
        {
            domains[name] = key = Address.OfDomain(name) is { } domain ? keys.Of(domain) : null;
        }

        return key;
    }
}
