using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>A campaign that has something to do now.</summary>
/// <param name="ResumedAt">When somebody last let it go on; null while nobody had to.</param>
public sealed record DueCampaign(Guid Id, DateTimeOffset? ResumedAt);

/// <summary>Which campaigns have something to do now; the job engine asks regularly and makes sure that each has its job.</summary>
public sealed class DueCampaigns(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    public async Task<IReadOnlyList<DueCampaign>> ListAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await using var context = contexts.CreateDbContext();
        return await context.Set<Campaign>()
            .Where(each => each.State == CampaignState.Preparing || (each.State == CampaignState.Scheduled && each.ScheduledAt <= now)
                || (each.State == CampaignState.Running
                    && (!context.Set<Delivery>().Any(row => row.CampaignId == each.Id && row.State == DeliveryState.Deferred)
                        || context.Set<Delivery>().Any(row => row.CampaignId == each.Id && (row.State == DeliveryState.Queued || row.State == DeliveryState.HandingOver))
                        || context.Set<Delivery>().Any(row => row.CampaignId == each.Id && row.State == DeliveryState.Deferred && row.NextAttemptAt <= now))))
            .OrderBy(each => each.CreatedAt).Select(each => new DueCampaign(each.Id, each.ResumedAt)).ToListAsync(cancellation);
    }

    /// <summary>Which of these may still have something to do, now or later.</summary>
    public async Task<IReadOnlyList<Guid>> NotOverAsync(IReadOnlyList<Guid> campaigns, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<Campaign>()
            .Where(each => campaigns.Contains(each.Id) && each.State != CampaignState.Finished && each.State != CampaignState.Cancelled)
            .Select(each => each.Id).ToListAsync(cancellation);
    }
}
