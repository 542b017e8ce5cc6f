using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>Takes a saved audience away. Campaigns that were made with it keep theirs.</summary>
public sealed class DeleteAudience(RegistryWriter writer)
{
    /// <returns>What was deleted, so that it can be saved again; or <see cref="Refusal.AudienceNotFound"/>.</returns>
    public Task<Result<SavedAudience>> ExecuteAsync(Guid id, CancellationToken cancellation = default) => writer.WriteAsync<Result<SavedAudience>>(
        async write =>
        {
            if (await write.Context.Set<SavedAudience>().SingleOrDefaultAsync(each => each.Id == id) is not { } saved)
            {
                return Refusal.AudienceNotFound;
            }

            write.Context.Remove(saved);
            return saved;
        },
        cancellation);
}
