using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>Reads the saved audiences for whoever chooses one.</summary>
public sealed class SavedAudienceQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<SavedAudience>> ListAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<SavedAudience>().AsNoTracking().OrderBy(each => each.Name).ToListAsync(cancellation);
    }
}
