using ConsentRegistry.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// Writes down, durably, that a claimed delivery is about to be offered, before the mail system hears a word of it: after a crash these
/// alone may have gone (guarantee 6).
/// </summary>
public sealed class RecordOffer(RegistryWriter writer)
{
    /// <returns>False when it is not claimed any more, and must not be offered.</returns>
    public async Task<bool> ExecuteAsync(Guid delivery, CancellationToken cancellation) => await writer.WriteAsync(
        write => write.Context.Set<Delivery>().Where(each => each.Id == delivery && each.State == DeliveryState.HandingOver)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.OfferedAt, write.At)),
        cancellation) == 1;
}
