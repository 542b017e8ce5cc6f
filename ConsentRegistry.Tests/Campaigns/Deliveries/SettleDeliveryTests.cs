using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

/// <summary>A message of which nobody knows whether it went, settled by hand.</summary>
public sealed class SettleDeliveryTests : CampaignScene
{
    private const string Reason = "The log of the mail server at 09:14";

    [Fact]
    public async Task What_was_sent_counts_as_sent_with_its_notice_and_keeps_who_said_so_and_why()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        var (campaign, delivery) = await UnknownAsync(registry, Offer() with { CarriesNotice = true });

        Assert.Equal(DeliveryState.Sent, (await SettleAsync(registry, delivery, Settlement.WasSent)).Value);

        var row = Assert.Single(await RowsAsync(registry, campaign));
        Assert.Equal((DeliveryState.Sent, Reason), (row.State, row.Settlement));
        Assert.NotNull(row.SentAt);
        await using var database = registry.Database();
        Assert.Equal(TestRegistry.By, (await database.Set<Delivery>().SingleAsync(TestContext.Current.CancellationToken)).SettledBy);
        Assert.Contains(
            await database.Set<LedgerEvent>().Where(each => each.Person == person && each.Type == LedgerEventType.NoticeGiven).ToListAsync(TestContext.Current.CancellationToken),
            notice => notice.Facts.Cause == campaign);
        Assert.Empty(Mails(registry));
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }

    [Fact]
    public async Task What_was_not_sent_is_decided_anew_by_a_campaign_that_had_ended_and_goes()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var (campaign, delivery) = await UnknownAsync(registry, Offer());
        await registry.CandidateAsync(Jan, "Jan", "Maes");

        Assert.Equal(DeliveryState.Queued, (await SettleAsync(registry, delivery, Settlement.WasNotSent)).Value);
        Assert.NotNull((await registry.Get<CampaignQueries>().FindAsync(campaign))!.Campaign.GatheredAt);
        Assert.Null(await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None));

        // Nobody joins a campaign that had ended.
        Assert.Equal((DeliveryState.Sent, DecisionCode.ContactPermission, RuleId.G16), Of(await RowsAsync(registry, campaign), An));
        Assert.Single(await RowsAsync(registry, campaign));
        Assert.Single(Mails(registry));
        Assert.Equal(CampaignState.Finished, (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!.State);
    }

    [Fact]
    public async Task A_bar_that_came_meanwhile_stops_what_was_not_sent()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var (campaign, delivery) = await UnknownAsync(registry, Offer());
        await registry.OptOutAsync(An);

        await SettleAsync(registry, delivery, Settlement.WasNotSent);
        await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);

        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll, RuleId.G08), Of(await RowsAsync(registry, campaign), An));
        Assert.Empty(Mails(registry));
    }

    [Fact]
    public async Task Without_a_reason_and_of_what_is_known_nothing_is_settled()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var (_, delivery) = await UnknownAsync(registry, Offer());

        Assert.Equal(Refusal.ReasonMissing, (await registry.Get<SettleDelivery>().ExecuteAsync(delivery, Settlement.WasSent, " ", TestRegistry.By)).Refusal);
        await SettleAsync(registry, delivery, Settlement.WasSent);
        Assert.Equal(Refusal.DeliveryNotUnknown, (await SettleAsync(registry, delivery, Settlement.WasNotSent)).Refusal);
        Assert.Equal(Refusal.DeliveryNotUnknown, (await SettleAsync(registry, Guid.Empty, Settlement.WasNotSent)).Refusal);
    }

    [Fact]
    public async Task Of_a_campaign_called_off_what_was_not_sent_stays_unsent()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var (campaign, delivery) = await UnknownAsync(registry, Offer(), CampaignState.Running);
        Assert.True((await registry.Get<StartCampaign>().CancelAsync(campaign)).IsDone);

        Assert.Equal(DeliveryState.Cancelled, (await SettleAsync(registry, delivery, Settlement.WasNotSent)).Value);
    }

    [Theory]
    [InlineData(Settlement.WasSent, DeliveryState.Sent, 2)]
    [InlineData(Settlement.WasNotSent, DeliveryState.Queued, 0)]
    public async Task All_unknown_ones_of_a_campaign_are_settled_in_one_act_and_those_of_others_stay(Settlement found, DeliveryState state, int notices)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await UnknownOfAllAsync(registry, Offer() with { CarriesNotice = true });
        var other = await UnknownOfAllAsync(registry, Offer() with { Name = "Another" });

        Assert.Equal(2, (await registry.Get<SettleDelivery>().AllAsync(campaign, found, $" {Reason} ", TestRegistry.By, asShown: 2, TestContext.Current.CancellationToken)).Value);

        Assert.All(await RowsAsync(registry, campaign), row => Assert.Equal((state, Reason), (row.State, row.Settlement)));
        Assert.All(await RowsAsync(registry, other), row => Assert.Equal((DeliveryState.Unknown, null), (row.State, row.Settlement)));
        var line = Assert.Single((await registry.Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.DeliveriesSettled }, TestContext.Current.CancellationToken)).Rows);
        Assert.Equal((TestRegistry.By, campaign), (line.Operator, line.Subject));
        Assert.Equal($$"""{"count":"2","found":"{{found}}"}""", line.Details);
        await using var database = registry.Database();
        Assert.Equal(notices, await database.Set<LedgerEvent>().CountAsync(each => each.Type == LedgerEventType.NoticeGiven && each.FactsJson.Contains(campaign.ToString()), TestContext.Current.CancellationToken));
        Assert.Equal(found == Settlement.WasSent ? CampaignState.Finished : CampaignState.Running, (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!.State);
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }

    [Fact]
    public async Task Of_all_nothing_is_settled_without_a_reason_nor_where_all_is_known()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var campaign = await UnknownOfAllAsync(registry, Offer());

        Assert.Equal(Refusal.ReasonMissing, (await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasSent, " ", TestRegistry.By, asShown: null, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(DeliveryState.Unknown, Assert.Single(await RowsAsync(registry, campaign)).State);
        // One more than was shown became unknown meanwhile, or one was settled: nobody has looked that one up.
        Assert.Equal(Refusal.ChangedMeanwhile, (await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasNotSent, Reason, TestRegistry.By, asShown: 7, TestContext.Current.CancellationToken)).Refusal);
        Assert.True((await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasSent, Reason, TestRegistry.By, asShown: null, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal(Refusal.DeliveryNotUnknown, (await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasNotSent, Reason, TestRegistry.By, asShown: null, TestContext.Current.CancellationToken)).Refusal);
        Assert.Single((await registry.Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.DeliveriesSettled }, TestContext.Current.CancellationToken)).Rows);
    }

    [Fact]
    public async Task When_the_storage_fails_half_way_what_is_settled_stays_so_and_the_answer_says_that_it_is_a_part()
    {
        await using var registry = await TestRegistry.OpenAsync();
        for (var i = 0; i < 205; i++)
        {
            await registry.CandidateAsync($"kandidaat{i}@voorbeeld.example", "An", $"Kandidaat{i}");
        }

        var campaign = await UnknownOfAllAsync(registry, Offer());
        await using var database = registry.Database();
        await database.Database.ExecuteSqlRawAsync(
            """
            CREATE TRIGGER full BEFORE UPDATE ON Deliveries WHEN (SELECT count(*) FROM Deliveries WHERE SettledAt IS NOT NULL) >= 200
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """,
            TestContext.Current.CancellationToken);

        Assert.Equal(Refusal.DoneInPart, (await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasSent, Reason, TestRegistry.By, asShown: 205, TestContext.Current.CancellationToken)).Refusal);

        Assert.Equal(200, await database.Set<Delivery>().CountAsync(row => row.State == DeliveryState.Sent, TestContext.Current.CancellationToken));
        Assert.Equal(5, await database.Set<Delivery>().CountAsync(row => row.State == DeliveryState.Unknown, TestContext.Current.CancellationToken));
        await database.Database.ExecuteSqlRawAsync("DROP TRIGGER full", TestContext.Current.CancellationToken);
        Assert.Equal(5, (await registry.Get<SettleDelivery>().AllAsync(campaign, Settlement.WasSent, Reason, TestRegistry.By, asShown: 5, TestContext.Current.CancellationToken)).Value);
    }

    private static Task<Result<DeliveryState>> SettleAsync(TestRegistry registry, Guid delivery, Settlement found) =>
        registry.Get<SettleDelivery>().ExecuteAsync(delivery, found, Reason, TestRegistry.By);

    /// <summary>As an older database that is put back leaves a campaign that had ended.</summary>
    private static async Task<Guid> UnknownOfAllAsync(TestRegistry registry, CampaignDraft draft)
    {
        var campaign = await ClaimedAsync(registry, draft);
        await using var database = registry.Database();
        await database.Set<Delivery>().Where(each => each.CampaignId == campaign).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Unknown), TestContext.Current.CancellationToken);
        await database.Set<Campaign>().Where(each => each.Id == campaign).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Finished), TestContext.Current.CancellationToken);
        return campaign;
    }

    /// <summary>As a crash after the offer leaves it, nothing having arrived.</summary>
    private static async Task<(Guid Campaign, Guid Delivery)> UnknownAsync(TestRegistry registry, CampaignDraft draft, CampaignState state = CampaignState.Finished)
    {
        var campaign = await ClaimedAsync(registry, draft);
        var delivery = Assert.Single(await RowsAsync(registry, campaign)).Id;
        Assert.True(await OfferAsync(registry, campaign, delivery));
        await registry.Get<RecoverDeliveries>().RunAsync(CancellationToken.None);
        await using var database = registry.Database();
        await database.Set<Campaign>().ExecuteUpdateAsync(set => set.SetProperty(each => each.State, state), TestContext.Current.CancellationToken);
        return (campaign, delivery);
    }
}
