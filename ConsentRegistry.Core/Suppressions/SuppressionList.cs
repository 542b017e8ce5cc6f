using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Reads the suppression entries in the database; corrected ones do not count (RULES S-3).</summary>
public sealed class SuppressionList(IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex index, SuppressionKeys keys)
{
    private const int Batch = 400;

    /// <summary>All entries in force for the given addresses; only those whose key the index knows are asked of the database.</summary>
    public async Task<ILookup<Address, SuppressionEntry>> EntriesOfAsync(IEnumerable<Address> addresses, CancellationToken cancellation = default)
    {
        var wanted = addresses.Distinct().ToList();
        while (true)
        {
            // During a key rotation the list is under the old keys here and under the new ones there: neither is to be read.
            await index.WhileRotatingAsync(cancellation);
            var generation = index.Generation;
            var found = await ReadAsync(wanted, cancellation);
            if (index.Generation == generation && !index.IsRotating)
            {
                return found;
            }
        }
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
