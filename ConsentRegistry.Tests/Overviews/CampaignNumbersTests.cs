using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Campaigns;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Overviews;

/// <summary>What the start page and the bell know of campaigns.</summary>
public sealed class CampaignNumbersTests : CampaignScene, IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task What_was_handed_over_and_what_was_held_back_stands_against_the_days_before()
    {
        await registry.CandidateAsync(An);
        await RunAsync(registry, Offer());
        registry.Clock.Advance(TimeSpan.FromDays(30));
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        await registry.OptOutAsync(An);
        await RunAsync(registry, Offer() with { OfferReference = "P-8" });

        var (sent, blocked) = await registry.Get<HandOverQueries>().LastDaysAsync();

        Assert.Equal((1, 1), (sent.Now, sent.Before));
        Assert.Equal((1, 0), (blocked.Now, blocked.Before));
        Assert.Equal((1, 1), (sent.Points[5], sent.Points[^1]));
        Assert.Equal([(new DecisionReason(DecisionCode.OptedOutAll), 1)], await registry.Get<HandOverQueries>().BlockedByReasonAsync());
    }

    [Fact]
    public async Task Reasons_older_than_three_months_are_told_no_more()
    {
        await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        await RunAsync(registry, Offer());
        registry.Clock.Advance(TimeSpan.FromDays(HandOverQueries.ReasonDays));
        Assert.Single(await registry.Get<HandOverQueries>().BlockedByReasonAsync());

        registry.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(await registry.Get<HandOverQueries>().BlockedByReasonAsync());
    }

    [Fact]
    public async Task Drafts_and_those_that_stand_still_are_tasks_the_oldest_first()
    {
        var begun = registry.Clock.Now;
        var draft = (await registry.Get<SaveCampaign>().ExecuteAsync(Offer() with { Name = "Eerste" }, TestRegistry.By)).Value!.Id;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.Get<SaveCampaign>().ExecuteAsync(Offer() with { Name = "Tweede" }, TestRegistry.By);
        var paused = await StartAsync(registry, Offer());
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.Get<StartCampaign>().PauseAsync(paused);

        var tasks = await registry.Get<CampaignTaskQueries>().ReadAsync();

        Assert.Equal(new Waiting(2, begun.ToUniversalTime(), draft), tasks.Drafts);
        Assert.Equal(new Waiting(1, registry.Clock.Now.ToUniversalTime(), paused), tasks.Paused);
        Assert.Equal(Waiting.Nothing, tasks.Unknown);
        await registry.Get<StartCampaign>().ResumeAsync(paused);
        Assert.Equal(Waiting.Nothing, (await registry.Get<CampaignTaskQueries>().ReadAsync()).Paused);
    }

    [Fact]
    public async Task Messages_of_which_nobody_knows_are_a_task_until_they_are_settled()
    {
        await registry.CandidateAsync(An);
        var campaign = await UnknownAsync();

        Assert.Equal(new Waiting(1, registry.Clock.Now.ToUniversalTime(), campaign), (await registry.Get<CampaignTaskQueries>().ReadAsync()).Unknown);

        await registry.Get<SettleDelivery>().ExecuteAsync(Assert.Single(await RowsAsync(registry, campaign)).Id, Settlement.WasSent, "The log of the mail server", TestRegistry.By);
        Assert.Equal(Waiting.Nothing, (await registry.Get<CampaignTaskQueries>().ReadAsync()).Unknown);
    }

    [Fact]
    public async Task Of_the_mail_system_the_last_message_that_it_took_is_known_and_how_many_wait_for_it()
    {
        Assert.Equal(new MailSystemState(null, 0, null), await registry.Get<MailSystemQueries>().ReadAsync());
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await RunAsync(registry, Offer());
        var taken = registry.Clock.Now.ToUniversalTime();
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new MailSystemState(taken, 0, null), await registry.Get<MailSystemQueries>().ReadAsync());

        await using (var database = registry.Database())
        {
            var first = (await RowsAsync(registry, campaign))[0].Id;
            await database.Set<Delivery>().Where(each => each.Id == first).ExecuteUpdateAsync(
                set => set.SetProperty(each => each.State, DeliveryState.Deferred).SetProperty(each => each.LastResult, HandOverResult.TransportUnavailable));
        }

        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new MailSystemState(taken, 1, taken), await registry.Get<MailSystemQueries>().ReadAsync());
    }

    [Fact]
    public async Task A_campaign_that_ended_is_told_to_whoever_wrote_it_and_to_whoever_sent_it()
    {
        await registry.CandidateAsync(An);
        var campaign = await StartAsync(registry, Offer());
        await registry.Get<AuditTrail>().RecordAsync("ada", AuditAction.CampaignStarted, campaign);
        await registry.Get<AuditTrail>().RecordAsync("bram", AuditAction.AddresseesViewed, campaign);
        Assert.Empty(await registry.Get<FinishedWorkQueries>().OfAsync("ada"));

        await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);
        registry.Clock.Advance(TimeSpan.FromSeconds(10));

        var ended = Assert.Single(await registry.Get<FinishedWorkQueries>().OfAsync("ada"));
        Assert.Equal((FinishedKind.CampaignFinished, campaign, "Java in Gent 0"), (ended.Kind, ended.Id, ended.Name));
        Assert.Single(await registry.Get<FinishedWorkQueries>().OfAsync(TestRegistry.By));
        Assert.Empty(await registry.Get<FinishedWorkQueries>().OfAsync("bram"));
        registry.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Empty(await registry.Get<FinishedWorkQueries>().OfAsync("ada"));
    }

    [Theory]
    [InlineData(PauseReason.TooManyFailures, 1)]
    [InlineData(PauseReason.SendingLocked, 1)]
    [InlineData(PauseReason.ByOperator, 0)]
    public async Task A_campaign_that_paused_itself_is_told_and_one_that_somebody_paused_is_not(PauseReason because, int told)
    {
        var campaign = await StartAsync(registry, Offer());
        await registry.Get<StartCampaign>().PauseAsync(campaign);
        await using (var database = registry.Database())
        {
            await database.Set<Campaign>().ExecuteUpdateAsync(set => set.SetProperty(each => each.PausedBecause, because));
        }

        Assert.Equal(told, (await registry.Get<FinishedWorkQueries>().OfAsync(TestRegistry.By)).Count(work => work.Kind == FinishedKind.CampaignPaused && work.Id == campaign));
    }

    private async Task<Guid> UnknownAsync()
    {
        var campaign = await ClaimedAsync(registry);
        var delivery = Assert.Single(await RowsAsync(registry, campaign)).Id;
        Assert.True(await OfferAsync(registry, campaign, delivery));
        await registry.Get<RecoverDeliveries>().RunAsync(CancellationToken.None);
        return campaign;
    }
}
