using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

public sealed class ClaimDeliveriesTests : CampaignScene
{
    [Fact]
    public async Task A_stop_right_after_a_claim_leaves_no_message_that_may_or_may_not_have_gone()
    {
        using var stop = new CancellationTokenSource();
        await using var registry = await TestRegistry.OpenAsync((parts, _) => parts.AddSingleton<IDbContextFactory<RegistryDbContext>>(
            services => new StopsAfterClaim(ActivatorUtilities.CreateInstance<SqliteRegistry>(services), stop)));
        var databases = (StopsAfterClaim)registry.Get<IDbContextFactory<RegistryDbContext>>();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await StartAsync(registry, Offer() with { MostPerMinute = 15 });

        databases.IsArmed = true;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => registry.Get<DeliverCampaign>().ExecuteAsync(campaign, stop.Token));

        Assert.All(await RowsAsync(registry, campaign), row => Assert.True(row.State is DeliveryState.Sent or DeliveryState.Queued, $"{row.State}"));
        Assert.Equal(Mails(registry).Count, (await RowsAsync(registry, campaign)).Count(row => row.State == DeliveryState.Sent));
    }

    /// <summary>Asks for a stop as soon as the database is looked at with a delivery under way.</summary>
    private sealed class StopsAfterClaim(SqliteRegistry databases, CancellationTokenSource stop) : IDbContextFactory<RegistryDbContext>
    {
        public bool IsArmed { get; set; }

        public RegistryDbContext CreateDbContext()
        {
            var context = databases.CreateDbContext();
            if (IsArmed && context.Set<Delivery>().Any(each => each.State == DeliveryState.HandingOver))
            {
                stop.Cancel();
            }

            return context;
        }
    }
}
