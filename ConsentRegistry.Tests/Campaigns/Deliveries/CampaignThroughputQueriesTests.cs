using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

public sealed class CampaignThroughputQueriesTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_draft_has_no_throughput() => Assert.Null(await ReadAsync(await DraftAsync()));

    [Fact]
    public async Task Who_opted_out_before_the_start_is_not_counted_and_who_does_so_after_is_and_once()
    {
        foreach (var name in new[] { "an", "jan", "els", "piet" })
        {
            await registry.CandidateAsync($"{name}@voorbeeld.example", name);
        }

        await registry.CandidateAsync("other@voorbeeld.example", "Other", but: each => each with { Relationship = Relationship.Client, Source = AcquisitionSource.BusinessCard });
        await registry.OptOutAsync("piet@voorbeeld.example");
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        var campaign = await RunAsync();
        registry.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((0, 0), OptOuts(await ReadAsync(campaign)));
        await registry.OptOutAsync("an@voorbeeld.example", "topic:Events");
        await registry.OptOutAsync("an@voorbeeld.example");
        await registry.OptOutAsync("other@voorbeeld.example");
        Assert.Equal((1, 1), OptOuts(await ReadAsync(campaign)));
        await registry.OptOutAsync("piet@voorbeeld.example", "topic:Services");
        Assert.Equal((2, 1), OptOuts(await ReadAsync(campaign)));
    }

    [Fact]
    public async Task Bars_from_before_the_start_are_not_read_at_all()
    {
        await using var context = registry.Database();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT \"Person\" FROM \"LedgerEvents\" WHERE \"Type\" IN (1, 2) AND \"RecordedAt\" >= 5";
        await using var plan = await command.ExecuteReaderAsync();

        Assert.True(await plan.ReadAsync());
        Assert.Contains("IX_LedgerEvents_Type_RecordedAt (Type=? AND RecordedAt>?)", plan.GetString(3), StringComparison.Ordinal);
    }

    /// <summary>What is asked every two seconds, and before each batch, of a campaign of any size.</summary>
    [Theory]
    [InlineData("SELECT \"State\", \"Code\", \"PersonId\" IS NULL, COUNT(*) FROM \"Deliveries\" WHERE \"CampaignId\" = 'A' GROUP BY 1, 2, 3", "USING COVERING INDEX IX_Deliveries_CampaignId_State_Code_PersonId_DecidedAt")]
    [InlineData("SELECT COUNT(*) FROM \"Deliveries\" WHERE \"CampaignId\" = 'A' AND \"DecidedAt\" >= 5 AND \"State\" NOT IN ('Queued', 'Deferred')", "USING COVERING INDEX IX_Deliveries_CampaignId_State_Code_PersonId_DecidedAt")]
    [InlineData("SELECT * FROM \"Deliveries\" WHERE \"CampaignId\" = 'A' AND \"State\" = 'Queued' ORDER BY \"NextAttemptAt\", \"Id\" LIMIT 16", "USING INDEX IX_Deliveries_CampaignId_State_NextAttemptAt_Id (CampaignId=? AND State=?)")]
    public async Task Neither_figures_nor_the_next_batch_read_through_the_deliveries_themselves(string question, string answer)
    {
        await using var context = registry.Database();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {question}";
        await using var plan = await command.ExecuteReaderAsync();

        Assert.True(await plan.ReadAsync());
        Assert.Contains(answer, plan.GetString(3), StringComparison.Ordinal);
        if (question.Contains("ORDER BY", StringComparison.Ordinal))
        {
            Assert.False(await plan.ReadAsync());
        }
    }

    [Fact]
    public async Task The_pace_is_that_of_the_last_minutes_and_says_how_long_the_rest_takes()
    {
        for (var i = 0; i < 40; i++)
        {
            await registry.CandidateAsync($"an{i}@voorbeeld.example", $"An {i}");
        }

        var campaign = await RunningAsync();
        var claimed = await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 10, CancellationToken.None);
        await HandOverAsync(campaign, claimed.Allowed);
        Assert.Null((await ReadAsync(campaign.Id))!.SentPerMinute);

        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        claimed = await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 10, CancellationToken.None);
        await HandOverAsync(campaign, claimed.Allowed);

        var throughput = (await ReadAsync(campaign.Id))!;
        Assert.Equal((20d, TimeSpan.FromMinutes(1)), (throughput.SentPerMinute!.Value, throughput.Left!.Value));
        registry.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(TimeSpan.FromMinutes(6), (await ReadAsync(campaign.Id))!.Left);
        registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await ReadAsync(campaign.Id))!.Left);
    }

    [Fact]
    public async Task What_a_crash_left_unknown_is_done_and_not_certain()
    {
        await registry.CandidateAsync("an@voorbeeld.example");
        await registry.CandidateAsync("jan@voorbeeld.example", "Jan");
        var campaign = await RunningAsync();
        var claimed = Assert.Single((await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 1, CancellationToken.None)).Allowed);
        Assert.True(await registry.Get<RecordHandOvers>().ExecuteAsync(campaign, [], claimed.Id));
        await registry.ReopenAsync();
        await registry.Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);

        var counts = await registry.Get<CampaignQueries>().CountsAsync(campaign.Id);
        Assert.Equal((2, 2, 1), (counts.Total, counts.Done, counts.Certain));
    }

    [Fact]
    public async Task A_message_has_the_instant_at_which_it_went_not_that_of_its_batch()
    {
        await registry.CandidateAsync("an@voorbeeld.example");
        await registry.CandidateAsync("jan@voorbeeld.example", "Jan");
        var campaign = await RunningAsync();
        var claimed = (await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 2, CancellationToken.None)).Allowed;
        var began = registry.Clock.Now;
        var first = await registry.Get<HandOverMail>().ExecuteAsync(campaign, claimed[0], CancellationToken.None);
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await registry.Get<HandOverMail>().ExecuteAsync(campaign, claimed[1], CancellationToken.None);
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await registry.Get<RecordHandOvers>().ExecuteAsync(campaign, [first, second]);

        var rows = (await registry.Get<CampaignQueries>().DeliveriesAsync(campaign.Id, null, null, 0, 10, readable: true)).Rows;
        Assert.Equal([began, began.AddMinutes(1)], rows.Select(row => row.SentAt!.Value).Order());
    }

    [Fact]
    public async Task A_planned_start_is_taken_back_once()
    {
        var id = await DraftAsync();
        var start = registry.Get<StartCampaign>();
        Assert.Equal(Refusal.CampaignNotPlanned, (await start.UnscheduleAsync(id)).Refusal);
        await start.ScheduleAsync(id, registry.Clock.Now.AddHours(1));
        Assert.Equal(CampaignState.Draft, (await start.UnscheduleAsync(id)).Value);
        registry.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await registry.Get<DueCampaigns>().ListAsync());
        Assert.Null((await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign.ScheduledAt);
        Assert.Equal(Refusal.CampaignNotPlanned, (await start.UnscheduleAsync(id)).Refusal);
    }

    private static (int, int) OptOuts(CampaignThroughput? throughput) => (throughput!.OptOuts, throughput.OptOutsOfReaders);

    private Task<CampaignThroughput?> ReadAsync(Guid campaign) => registry.Get<CampaignThroughputQueries>().ReadAsync(campaign);

    private async Task HandOverAsync(Campaign campaign, IReadOnlyList<ClaimedDelivery> claimed)
    {
        var results = new List<HandedOver>();
        foreach (var each in claimed)
        {
            results.Add(await registry.Get<HandOverMail>().ExecuteAsync(campaign, each, CancellationToken.None));
        }

        await registry.Get<RecordHandOvers>().ExecuteAsync(campaign, results);
    }

    private async Task<Guid> DraftAsync() => (await registry.Get<SaveCampaign>().ExecuteAsync(
        new CampaignDraft
        {
            Name = "Java in Gent",
            Kind = MessageKind.ProjectOffer,
            OfferReference = "P-7",
            MatchReason = "Java",
            Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
        },
        TestRegistry.By)).Value!.Id;

    private async Task<Guid> RunAsync()
    {
        var id = await DraftAsync();
        await registry.Get<StartCampaign>().StartAsync(id);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        return id;
    }

    /// <summary>As the run leaves it once the audience is frozen.</summary>
    private async Task<Campaign> RunningAsync()
    {
        var id = await DraftAsync();
        await registry.Get<StartCampaign>().StartAsync(id);
        var campaign = (await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign;
        await registry.Get<FreezeAudience>().ExecuteAsync(campaign, WorkSlice.Whole, CancellationToken.None);
        await using var database = registry.Database();
        await database.Set<Campaign>().Where(each => each.Id == id).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Running));
        registry.Get<CampaignSignals>().Set(id, CampaignState.Running);
        return campaign;
    }
}
