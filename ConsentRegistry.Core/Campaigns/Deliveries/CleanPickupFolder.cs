using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// Takes out of the pickup folder what may not lie there any more: mails to people who are erased (Article 17), and what is older than
/// <see cref="PickupOptions.KeepDays"/>. An erasure takes its own mails at once (<see cref="DeliveryEraser"/>); what a crash kept it from, or an
/// older backup brought back, goes here.
/// </summary>
public sealed class CleanPickupFolder(IDbContextFactory<RegistryDbContext> contexts, PickupFolder folder, PickupOptions options, TimeProvider time) : IStartupStep
{
    private const int Part = 500;

    public Task RunAsync(CancellationToken cancellation) => ExecuteAsync(cancellation);

    /// <returns>How many mails were taken away.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var oldest = time.GetUtcNow() - TimeSpan.FromDays(options.KeepDays);
        var removed = 0;
        foreach (var part in folder.List().Chunk(Part))
        {
            foreach (var delivery in part.Where(file => file.WrittenAt < oldest).Select(file => file.Delivery).Union(await ErasedAsync(part, cancellation)))
            {
                folder.Remove(delivery);
                removed++;
            }
        }

        return removed;
    }

    private async Task<List<Guid>> ErasedAsync(PickupFile[] files, CancellationToken cancellation)
    {
        var ids = files.Select(file => file.Delivery).ToList();
        await using var context = contexts.CreateDbContext();
        return await context.Set<Delivery>().Where(each => ids.Contains(each.Id) && each.ProtectedAddress.Length == 0).Select(each => each.Id).ToListAsync(cancellation);
    }
}
