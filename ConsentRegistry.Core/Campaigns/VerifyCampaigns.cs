using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>Opens every protected value of campaigns: the addresses of deliveries, how they were settled, and the lists that were given.</summary>
public sealed class VerifyCampaigns(ProtectedValues values) : ITableVerifier
{
    public async Task ExecuteAsync(VerificationRun run, CancellationToken cancellation)
    {
        await run.FindFirstAsync("Deliveries", run.Context.Set<Delivery>().AsNoTracking().OrderBy(delivery => delivery.Id).AsAsyncEnumerable(), ProblemOf, cancellation);
        await run.FindFirstAsync(
            "Campaigns", run.Context.Set<Campaign>().AsNoTracking().Where(campaign => campaign.ProtectedList != null).OrderBy(campaign => campaign.Id).AsAsyncEnumerable(),
            ProblemOf, cancellation);
    }

    private string? ProblemOf(Delivery delivery) =>
        !delivery.IsErased && delivery.AddressBy(values) is null ? $"the address of delivery {delivery.Id} was changed"
        : delivery.ProtectedSettlement is { } reason && values.TryReveal(reason, Delivery.SettlementColumn, delivery.Id) is null ? $"how delivery {delivery.Id} was settled was changed"
        : null;

    private string? ProblemOf(Campaign campaign) =>
        campaign.ListBy(values) is not null ? null : $"the list of campaign {campaign.Id} was changed";
}
