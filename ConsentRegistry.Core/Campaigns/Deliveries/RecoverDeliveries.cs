using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// Settles what a crash left as handing over: what was offered to the mail system may have gone and is never resent automatically
/// (guarantee 6); what was only claimed goes back into the queue, to be decided anew.
/// </summary>
public sealed class RecoverDeliveries(RegistryWriter writer) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellation) => ExecuteAsync(null, cancellation);

    /// <param name="campaign">Only this one, of which no run may be under way; null for all, before any run begins.</param>
    internal Task ExecuteAsync(Guid? campaign, CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            var left = write.Context.Set<Delivery>().Where(each => each.State == DeliveryState.HandingOver && (campaign == null || each.CampaignId == campaign));
            await left.Where(each => each.OfferedAt != null).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown));
            var calledOff = write.Context.Set<Campaign>().Where(each => each.State == CampaignState.Cancelled).Select(each => each.Id);
            await left.Where(each => calledOff.Contains(each.CampaignId)).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Cancelled));
            await left.ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Queued).SetProperty(each => each.Attempts, each => each.Attempts - 1));
        },
        cancellation);
}
