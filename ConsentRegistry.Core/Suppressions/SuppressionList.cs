using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Reads the suppression entries in the database; corrected ones do not count (RULES S-3).</summary>
public sealed class SuppressionList(IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex index)
{
    private const int Batch = 400;

    /// <summary>All entries in force for the given keys; only keys that the index knows are asked of the database.</summary>
    public async Task<ILookup<SuppressionKey, SuppressionEntry>> EntriesOfAsync(IEnumerable<SuppressionKey> keys, CancellationToken cancellation = default)
    {
        var known = keys.Where(index.MayContain).Distinct().ToList();
        var found = new List<SuppressionEntry>();
        if (known.Count > 0)
        {
            await using var context = contexts.CreateDbContext();
            foreach (var part in known.Chunk(Batch))
            {
                var bytes = part.Select(key => key.ToBytes()).ToList();
                found.AddRange(await InForce(context).Where(entry => bytes.Contains(entry.Key)).ToListAsync(cancellation));
            }
        }

        return found.ToLookup(entry => SuppressionKey.Read(entry.Key));
    }

    /// <summary>The entries that were not corrected.</summary>
    internal static IQueryable<SuppressionEntry> InForce(RegistryDbContext context) => context.SuppressionEntries.AsNoTracking()
        .Where(entry => !context.Set<SuppressionCorrection>().Any(correction => correction.EntryId == entry.Id));
}
