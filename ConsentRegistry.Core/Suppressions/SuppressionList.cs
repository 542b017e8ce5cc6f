using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>A bar of an address.</summary>
public sealed record AddressBar(SuppressionReason Reason, BarScope Scope, DateTimeOffset ReceivedAt);

/// <summary>Reads the suppression entries in the database; corrected ones do not count (RULES S-3).</summary>
public sealed class SuppressionList(IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex index, SuppressionKeys keys)
{
    private const int Batch = 400;

    /// <summary>What bars an address or its mail domain, whoever holds it; null when the list does not answer. Bounces are no bars.</summary>
    public async Task<IReadOnlyList<AddressBar>?> BarsOfAsync(Address address, CancellationToken cancellation = default)
    {
        Address[] asked = address.Domain() is { } domain ? [address, domain] : [address];
        // Before the database: bars that are acknowledged but not written there yet hold too.
        var pending = index.Pending;
        var entries = await EntriesOfAsync(asked, cancellation);
        if (!index.IsAvailable)
        {
            return null;
        }

        var hex = asked.Select(each => keys.Of(each).ToString()).ToList();
        return
        [
            .. asked.SelectMany(each => entries[each]).Select(entry => new AddressBar(entry.Reason, entry.Scope, entry.ReceivedAt))
                .Concat(pending.Where(line => line.Kind != JournalKind.Correction && line.Keys.Any(key => hex.Contains(key.Key)))
                    .Select(line => new AddressBar(line.Reason, line.Scope, line.ReceivedAt)))
                .Where(bar => bar.Reason != SuppressionReason.HardBounce).Distinct().OrderBy(bar => bar.ReceivedAt),
        ];
    }

    /// <summary>All entries in force for the given addresses; only those whose key the index knows are asked of the database.</summary>
    public async Task<ILookup<Address, SuppressionEntry>> EntriesOfAsync(IEnumerable<Address> addresses, CancellationToken cancellation = default)
    {
        var wanted = addresses.Distinct().ToList();
        while (true)
        {
            // During a key rotation memory has the old keys and the database the new ones: neither may be read.
            await index.WhileRotatingAsync(cancellation);
            var generation = index.Generation;
            var found = await ReadAsync(wanted, cancellation);
            if (index.Generation == generation && !index.IsRotating)
            {
                return found;
            }
        }
    }

    /// <summary>The entries for the given addresses at a past instant, including those that were corrected since.</summary>
    internal async Task<ILookup<Address, SuppressionEntry>> EntriesAsOfAsync(IEnumerable<Address> addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var wanted = addresses.Distinct().Select(address => (Address: address, Key: keys.Of(address))).ToList();
        await index.WhileRotatingAsync(cancellation);
        await using var context = contexts.CreateDbContext();
        var bytes = wanted.Select(each => each.Key.ToBytes()).ToList();
        var found = (await context.SuppressionEntries.AsNoTracking()
                .Where(entry => bytes.Contains(entry.Key) && entry.RecordedAt <= at
                    && !context.Set<SuppressionCorrection>().Any(correction => correction.EntryId == entry.Id && correction.RecordedAt <= at))
                .ToListAsync(cancellation))
            .ToLookup(entry => SuppressionKey.Read(entry.Key));
        return wanted.SelectMany(each => found[each.Key].Select(entry => (each.Address, Entry: entry))).ToLookup(each => each.Address, each => each.Entry);
    }

    private async Task<ILookup<Address, SuppressionEntry>> ReadAsync(List<Address> wanted, CancellationToken cancellation)
    {
        var known = wanted.Select(address => (Address: address, Key: keys.Of(address))).Where(each => index.MayContain(each.Key)).ToList();
        var found = new List<SuppressionEntry>();
        if (known.Count > 0)
        {
            await using var context = contexts.CreateDbContext();
            foreach (var part in known.Select(each => each.Key).Distinct().Chunk(Batch))
            {
                var bytes = part.Select(key => key.ToBytes()).ToList();
                found.AddRange(await InForce(context).Where(entry => bytes.Contains(entry.Key)).ToListAsync(cancellation));
            }
        }

        var byKey = found.ToLookup(entry => SuppressionKey.Read(entry.Key));
        return known.SelectMany(each => byKey[each.Key].Select(entry => (each.Address, Entry: entry))).ToLookup(each => each.Address, each => each.Entry);
    }

    /// <summary>The entries that were not corrected.</summary>
    internal static IQueryable<SuppressionEntry> InForce(RegistryDbContext context) => context.SuppressionEntries.AsNoTracking()
        .Where(entry => !context.Set<SuppressionCorrection>().Any(correction => correction.EntryId == entry.Id));
}
