using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;
using ConsentRegistry.Web.Jobs.History;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Jobs.Slices;

/// <summary>What a slice of sending does and leaves undone.</summary>
public sealed class CampaignSliceTests : CampaignJobScene
{
    [Fact]
    public async Task A_bar_recorded_between_claim_and_DATA_stops_the_mail_of_a_job_that_runs()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var jobs = await RunningJobs.PrepareAsync(registry => registry.Smtp = server.Options);
        await jobs.StartEngineAsync();
        string[] addresses = [.. Enumerable.Range(1, 4).Select(i => $"kandidaat{i}@voorbeeld.example")];
        foreach (var address in addresses)
        {
            await jobs.Registry.CandidateAsync(address);
        }

        var campaign = await BeginAsync(jobs, Offer());
        await server.HoldAddresseeAsync(2);
        await jobs.Turns.GiveAsync(CancellationToken.None);
        await server.WaitUntilHeldAsync(2);

        // The second is claimed and its RCPT is under way; the job has looked at the third already too.
        addresses = [.. (await RowsAsync(jobs.Registry, campaign)).Select(row => row.Address)];
        await jobs.Registry.OptOutAsync(addresses[1]);
        await jobs.Registry.OptOutAsync(addresses[2]);
        await server.ReleaseAsync();
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);

        Assert.Equal([addresses[0], addresses[3]], server.Received().Select(mail => Assert.Single(mail.RcptTos)));
        var rows = await RowsAsync(jobs.Registry, campaign);
        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll, RuleId.G08), Of(rows, addresses[1]));
        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll, RuleId.G08), Of(rows, addresses[2]));
    }

    [Fact]
    public async Task A_slice_that_is_over_leaves_the_rest_decided_by_nobody_and_the_next_goes_on()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        await jobs.Registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await BeginAsync(jobs, Offer());
        var deliver = jobs.Get<DeliverCampaign>();

        Assert.Equal(jobs.Registry.Clock.Now, (await deliver.ExecuteSliceAsync(campaign, TimeSpan.Zero, CancellationToken.None)).GoOnAt);
        Assert.Equal(0, Outbox(jobs));
        // The audience did not fit into nothing; the next slice has room for all of it.
        Assert.Null((await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None)).GoOnAt);

        Assert.Equal(2, Outbox(jobs));
        Assert.Equal(CampaignState.Finished, await StateAsync(jobs, campaign));
    }

    [Fact]
    public async Task An_audience_that_takes_many_slices_is_whole_and_nobody_is_in_it_twice()
    {
        const int People = 1_250;
        await using var jobs = await RunningJobs.PrepareAsync();
        string[] list = [.. Enumerable.Range(0, People).Select(i => $"an{i}@voorbeeld.example")];
        var campaign = await BeginAsync(jobs, Offer() with { List = list });
        var deliver = jobs.Get<DeliverCampaign>();

        var slices = 0;
        while (await StateAsync(jobs, campaign) == CampaignState.Preparing)
        {
            await deliver.ExecuteSliceAsync(campaign, TimeSpan.Zero, CancellationToken.None);
            slices++;
        }

        Assert.InRange(slices, 3, 5);
        Assert.Equal(People, (await jobs.Get<CampaignQueries>().CountsAsync(campaign)).Total);
    }

    [Fact]
    public async Task A_slow_campaign_does_not_wait_in_its_slice_and_keeps_its_pace_over_slices()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        await jobs.Registry.CandidateAsync(Jan, "Jan", "Maes");
        var campaign = await BeginAsync(jobs, Offer() with { MostPerMinute = 1 });
        var deliver = jobs.Get<DeliverCampaign>();

        var goOnAt = (await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None)).GoOnAt;
        Assert.Equal((jobs.Registry.Clock.Now + TimeSpan.FromMinutes(1), 1), (goOnAt!.Value, Outbox(jobs)));
        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(goOnAt, (await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None)).GoOnAt);
        Assert.Equal(1, Outbox(jobs));

        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Null((await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None)).GoOnAt);
        Assert.Equal(2, Outbox(jobs));
    }

    [Fact]
    public async Task A_second_run_of_the_same_campaign_is_refused_while_the_first_goes_on()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var jobs = await RunningJobs.PrepareAsync(registry => registry.Smtp = server.Options);
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await server.HoldAddresseeAsync(1);
        var deliver = jobs.Get<DeliverCampaign>();
        var first = Task.Run(() => deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None), TestContext.Current.CancellationToken);
        await server.WaitUntilHeldAsync(1);

        Assert.True((await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, CancellationToken.None)).IsRefused);

        await server.ReleaseAsync();
        Assert.Null((await first).GoOnAt);
        Assert.Single(server.Received());
    }

    [Fact]
    public async Task Two_hundred_campaigns_at_once_send_each_of_theirs_once()
    {
        const int Campaigns = 200;
        await using var jobs = await RunningJobs.PrepareAsync();
        List<Guid> campaigns = [];
        for (var i = 0; i < Campaigns; i++)
        {
            await jobs.Registry.CandidateAsync($"an{i}@voorbeeld.example", "An", $"Peeters {i}", person => person with { Skills = $"skill{i}" });
            campaigns.Add(await BeginAsync(jobs, Offer() with { Audience = new Audience { Skills = [$"skill{i}"] } }));
        }

        await jobs.StartEngineAsync();
        await jobs.Turns.GiveAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var database = jobs.Registry.Database();
                // Their turn comes from the slices that end; the clock of the server would see to the rest.
                await jobs.Turns.GiveAsync(CancellationToken.None);
                return !await database.Set<Campaign>().AnyAsync(each => each.State != CampaignState.Finished);
            },
            TimeSpan.FromMinutes(3));

        foreach (var campaign in campaigns)
        {
            var row = Assert.Single(await RowsAsync(jobs.Registry, campaign));
            Assert.Equal(DeliveryState.Sent, row.State);
        }

        Assert.Equal(Campaigns, Outbox(jobs));
        Assert.Empty(jobs.Turns.UnderWay);
        Assert.DoesNotContain(await jobs.Get<JobQueries>().ListAsync(), line => line.Failures > 0);
    }
}
