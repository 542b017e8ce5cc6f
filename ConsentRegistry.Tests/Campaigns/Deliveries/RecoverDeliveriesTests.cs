using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

/// <summary>What a crash between claim and answer leaves.</summary>
public sealed class RecoverDeliveriesTests : CampaignScene
{
    [Fact]
    public async Task Only_what_was_offered_may_have_gone_and_what_was_only_claimed_is_decided_anew()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await ClaimedAsync(registry);
        var offered = (await RowsAsync(registry, campaign))[0];
        Assert.True(await OfferAsync(registry, campaign, offered.Id));

        await registry.ReopenAsync();
        var rows = await RowsAsync(registry, campaign);

        Assert.Equal([DeliveryState.Unknown, DeliveryState.Queued], rows.Select(row => row.State));
        Assert.Null(await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None));
        rows = await RowsAsync(registry, campaign);
        Assert.Equal([DeliveryState.Unknown, DeliveryState.Sent], rows.Select(row => row.State));
        Assert.Single(Mails(registry));
    }

    [Fact]
    public async Task A_mail_system_hears_of_nothing_that_is_not_written_down_as_offered()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var campaign = await RunAsync(registry, Offer());

        await using var database = registry.Database();
        var delivery = await database.Set<Delivery>().SingleAsync(each => each.CampaignId == campaign, TestContext.Current.CancellationToken);
        Assert.NotNull(delivery.OfferedAt);
        Assert.False(await OfferAsync(registry, campaign, delivery.Id));
    }

    [Fact]
    public async Task Of_a_campaign_called_off_what_was_only_claimed_never_goes()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var campaign = await ClaimedAsync(registry);
        Assert.True((await registry.Get<StartCampaign>().CancelAsync(campaign)).IsDone);

        await registry.ReopenAsync();

        Assert.Equal([DeliveryState.Cancelled], (await RowsAsync(registry, campaign)).Select(row => row.State));
    }
}
