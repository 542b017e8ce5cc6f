using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// At start: what a crash left as handing over may have gone, and is never resent automatically (guarantee 6). In a database that is older than the one last at work here, so
/// may everything that it still has to send: campaigns that would go on or begin by themselves wait until somebody resumes or starts them.
/// </summary>
internal sealed class RecoverDeliveries(RegistryWriter writer, SendingLock sendingLock) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            var isOlder = sendingLock.Reasons.Contains(SendingLock.Restored);
            await write.Context.Set<Delivery>()
                .Where(each => each.State == DeliveryState.HandingOver
                    || (isOlder && (each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred)))
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown));
            if (isOlder)
            {
                await write.Context.Set<Campaign>()
                    .Where(each => each.State == CampaignState.Preparing || each.State == CampaignState.Running || each.State == CampaignState.Paused)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Paused).SetProperty(each => each.PausedBecause, PauseReason.Restored));
                await write.Context.Set<Campaign>().Where(each => each.State == CampaignState.Scheduled)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Draft).SetProperty(each => each.ScheduledAt, (DateTimeOffset?)null));
            }
        },
        cancellation);
}
