using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>What waits in the campaigns.</summary>
/// <param name="Drafts">Campaigns that nobody has sent or planned.</param>
/// <param name="Paused">Campaigns that stand still, whoever paused them.</param>
/// <param name="Unknown">Messages of which nobody knows whether they arrived.</param>
public sealed record CampaignTasks(Waiting Drafts, Waiting Paused, Waiting Unknown);

/// <summary>
/// Reads what campaigns want of somebody. The campaigns themselves are few; unknown messages are found campaign by campaign in the index of campaign and state, so that those that are settled
/// are not gone through.
/// </summary>
public sealed class CampaignTaskQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    public async Task<CampaignTasks> ReadAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var waiting = await context.Set<Campaign>().Where(each => each.State == CampaignState.Draft || each.State == CampaignState.Paused)
            .Select(each => new { each.Id, each.State, each.CreatedAt, each.PausedAt }).ToListAsync(cancellation);
        var drafts = waiting.Where(each => each.State == CampaignState.Draft).OrderBy(each => each.CreatedAt).ToList();
        var paused = waiting.Where(each => each.State == CampaignState.Paused).OrderBy(each => each.PausedAt).ToList();
        var unknown = await context.Set<Campaign>().Where(each => context.Set<Delivery>().Any(row => row.CampaignId == each.Id && row.State == DeliveryState.Unknown))
            .OrderBy(each => each.StartedAt)
            .Select(each => new { each.Id, Count = context.Set<Delivery>().Count(row => row.CampaignId == each.Id && row.State == DeliveryState.Unknown) }).ToListAsync(cancellation);
        return new CampaignTasks(
            drafts.Count == 0 ? Waiting.Nothing : new Waiting(drafts.Count, drafts[0].CreatedAt, drafts[0].Id),
            paused.Count == 0 ? Waiting.Nothing : new Waiting(paused.Count, paused[0].PausedAt, paused[0].Id),
            unknown.Count == 0 ? Waiting.Nothing : new Waiting(unknown.Sum(each => each.Count), await OldestAsync(context, unknown.ConvertAll(each => each.Id), cancellation), unknown[0].Id));
    }

    private static Task<DateTimeOffset?> OldestAsync(RegistryDbContext context, List<Guid> campaigns, CancellationToken cancellation) =>
        context.Set<Delivery>().Where(each => campaigns.Contains(each.CampaignId) && each.State == DeliveryState.Unknown).MinAsync(each => each.DecidedAt, cancellation);
}
