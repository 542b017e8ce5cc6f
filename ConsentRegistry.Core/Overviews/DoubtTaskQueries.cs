using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Doubts;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>Reads how many unclear refusals nobody has answered, within the index that holds only those.</summary>
public sealed class DoubtTaskQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    public async Task<Waiting> ReadAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var open = context.Set<Doubt>().Where(doubt => doubt.AnsweredAt == null);
        return await open.CountAsync(cancellation) is > 0 and var count ? new Waiting(count, await open.MinAsync(doubt => (DateTimeOffset?)doubt.RecordedAt, cancellation)) : Waiting.Nothing;
    }
}
