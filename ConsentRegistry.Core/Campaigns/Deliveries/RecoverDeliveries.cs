using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// Settles what a crash left as handing over: what was offered to the mail system may have gone and is never resent automatically
/// (guarantee 6); what was only claimed goes back into the queue, to be decided anew. In a database that is older than the one last at work here,
/// everything that it still has to send may have gone: campaigns that would go on or begin by themselves wait until somebody resumes or starts them.
/// </summary>
public sealed class RecoverDeliveries(RegistryWriter writer, SendingLock sendingLock) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            if (sendingLock.Reasons.Contains(SendingLock.Restored))
            {
                await HoldBackAsync(write);
            }

            await RecoverAsync(write, null);
        },
        cancellation);

    /// <summary>Before a run of one campaign, of which no other may be under way.</summary>
    internal Task ExecuteAsync(Guid campaign, CancellationToken cancellation) => writer.WriteAsync(write => RecoverAsync(write, campaign), cancellation);

    private static async Task RecoverAsync(RegistryWrite write, Guid? campaign)
    {
        var left = write.Context.Set<Delivery>().Where(each => each.State == DeliveryState.HandingOver && (campaign == null || each.CampaignId == campaign));
        await left.Where(each => each.OfferedAt != null).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown));
        var calledOff = write.Context.Set<Campaign>().Where(each => each.State == CampaignState.Cancelled).Select(each => each.Id);
        await left.Where(each => calledOff.Contains(each.CampaignId)).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Cancelled));
        await left.ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Queued).SetProperty(each => each.Attempts, each => each.Attempts - 1));
    }

    private static async Task HoldBackAsync(RegistryWrite write)
    {
        await write.Context.Set<Delivery>()
            .Where(each => each.SettledAt == null && (each.State == DeliveryState.HandingOver || each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred))
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown).SetProperty(each => each.DecidedAt, each => each.DecidedAt ?? write.At));
        await write.Context.Set<Campaign>()
            .Where(each => each.State == CampaignState.Preparing || each.State == CampaignState.Running || each.State == CampaignState.Paused)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Paused).SetProperty(each => each.PausedBecause, PauseReason.Restored).SetProperty(each => each.PausedAt, (DateTimeOffset?)write.At));
        await write.Context.Set<Campaign>().Where(each => each.State == CampaignState.Scheduled)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Draft).SetProperty(each => each.ScheduledAt, (DateTimeOffset?)null));
    }
}
