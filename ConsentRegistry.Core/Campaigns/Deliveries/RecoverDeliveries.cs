using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>At start: what a crash left as handing over may have gone, and is never resent automatically (guarantee 6).</summary>
internal sealed class RecoverDeliveries(RegistryWriter writer) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellation) => writer.WriteAsync(
        write => write.Context.Set<Delivery>().Where(each => each.State == DeliveryState.HandingOver)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown)),
        cancellation);
}
