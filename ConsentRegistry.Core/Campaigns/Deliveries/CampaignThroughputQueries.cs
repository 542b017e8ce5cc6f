using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>How fast a campaign goes, and how many people opted out.</summary>
/// <param name="SentPerMinute">Messages handed over, or people listed, over the last minutes; null until enough was seen to say so.</param>
/// <param name="Left">How long it takes at the pace of the last minutes; null when that cannot be said, and when nothing is left.</param>
/// <param name="OptOuts">People of the campaign who opted out, objected, complained or were erased since it began.</param>
/// <param name="OptOutsOfReaders">Those of them who had its message before.</param>
public sealed record CampaignThroughput(double? SentPerMinute, TimeSpan? Left, int OptOuts, int OptOutsOfReaders);

/// <summary>
/// Looks at a campaign while it runs and after. An address of an uploaded list that nobody in the registry has cannot be told by a bar that
/// comes for it, so that only people of the registry are counted.
/// </summary>
public sealed class CampaignThroughputQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    /// <summary>A shorter time says nothing about the next minutes.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private static readonly LedgerEventType[] Bars = [.. Enum.GetValues<LedgerEventType>().Where(type => type.IsBar())];

    /// <summary>Null for a campaign that has not begun.</summary>
    public async Task<CampaignThroughput?> ReadAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().Where(each => each.Id == id).Select(each => new { each.State, each.StartedAt }).SingleOrDefaultAsync(cancellation);
        if (campaign?.StartedAt is not { } startedAt)
        {
            return null;
        }

        var (pace, left) = campaign.State == CampaignState.Running ? await PaceAsync(context, id, cancellation) : (null, null);
        var deliveries = context.Set<Delivery>().Where(each => each.CampaignId == id && each.PersonId != null);
        // By the index of types and instants: looked at every few seconds, it must not read all that was ever recorded.
        var bars = context.LedgerEvents.Where(each => Bars.Contains(each.Type) && each.RecordedAt >= startedAt);
        var optOuts = await bars.Where(bar => deliveries.Any(each => each.PersonId == bar.Person)).Select(bar => bar.Person).Distinct().CountAsync(cancellation);
        var ofReaders = await bars.Where(bar => deliveries.Any(each => each.PersonId == bar.Person && each.SentAt <= bar.RecordedAt))
            .Select(bar => bar.Person).Distinct().CountAsync(cancellation);
        return new CampaignThroughput(pace, left, optOuts, ofReaders);
    }

    private async Task<(double? SentPerMinute, TimeSpan? Left)> PaceAsync(RegistryDbContext context, Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var since = now - Window;
        var deliveries = context.Set<Delivery>().Where(each => each.CampaignId == id);
        var lately = deliveries.Where(each => each.DecidedAt >= since
            && each.State != DeliveryState.Queued && each.State != DeliveryState.Deferred && each.State != DeliveryState.HandingOver);
        if (await lately.MinAsync(each => each.DecidedAt, cancellation) is not { } first || now - first < Shortest)
        {
            return (null, null);
        }

        var minutes = (now - first).TotalMinutes;
        var decided = await lately.CountAsync(cancellation);
        var sent = await lately.CountAsync(each => each.State == DeliveryState.Sent || each.State == DeliveryState.Listed, cancellation);
        var waiting = await deliveries.CountAsync(
            each => each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred || each.State == DeliveryState.HandingOver, cancellation);
        return (sent / minutes, waiting == 0 ? null : TimeSpan.FromMinutes(waiting * minutes / decided));
    }
}
