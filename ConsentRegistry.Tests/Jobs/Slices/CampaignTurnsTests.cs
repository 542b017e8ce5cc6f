using System.Text;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.History;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;

namespace ConsentRegistry.Tests.Jobs.Slices;

public sealed class CampaignTurnsTests : CampaignJobScene
{
    [Fact]
    public async Task A_started_campaign_gets_one_slice_and_no_second()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());

        Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));
        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));

        Assert.Contains(await jobs.Get<JobQueries>().ListAsync(), line => line.Campaign == campaign);
    }

    [Fact]
    public async Task Where_no_campaign_is_due_there_is_no_slice()
    {
        await using var jobs = await RunningJobs.PrepareAsync();

        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_few_campaigns_have_their_turn_at_once_and_then_those_that_waited()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        List<Guid> campaigns = [];
        for (var i = 0; i < CampaignTurns.AtOnce + 2; i++)
        {
            campaigns.Add(await BeginAsync(jobs, Offer()));
        }

        Assert.Equal(CampaignTurns.AtOnce, await jobs.Turns.GiveAsync(CancellationToken.None));
        Assert.Equal(campaigns.Take(CampaignTurns.AtOnce).Order(), jobs.Turns.UnderWay.Order());

        await jobs.Turns.EndedAsync(campaigns[0], jobs.Registry.Clock.Now, CancellationToken.None);

        Assert.Equal(campaigns.Skip(1).Take(CampaignTurns.AtOnce).Order(), jobs.Turns.UnderWay.Order());
    }

    [Fact]
    public async Task A_slice_that_leaves_work_is_followed_by_its_successor_at_once()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);

        await jobs.Turns.EndedAsync(campaign, jobs.Registry.Clock.Now, CancellationToken.None);

        Assert.Equal([campaign], jobs.Turns.UnderWay);
    }

    [Fact]
    public async Task A_campaign_whose_slice_failed_rests_longer_each_time()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));
            jobs.Turns.EndedBadly(campaign);
            jobs.Registry.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
            jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await jobs.Turns.GiveAsync(CancellationToken.None);
        await jobs.Turns.EndedAsync(campaign, jobs.Registry.Clock.Now, CancellationToken.None);
        jobs.Turns.EndedBadly(campaign);
        jobs.Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_resumes_a_campaign_lifts_its_rest(bool failed)
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);
        if (failed)
        {
            jobs.Turns.EndedBadly(campaign);
        }
        else
        {
            // As where the mail system is away.
            await jobs.Turns.EndedAsync(campaign, jobs.Registry.Clock.Now + TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        var start = jobs.Get<StartCampaign>();
        Assert.True((await start.PauseAsync(campaign)).IsDone);
        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
        Assert.True((await start.ResumeAsync(campaign)).IsDone);

        Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));
        // A rest that begins after it counts again.
        jobs.Turns.EndedBadly(campaign);
        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_slice_that_vanished_with_its_job_is_given_again()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);
        var waiting = jobs.Get<JobStorage>().GetMonitoringApi().EnqueuedJobs("default", 0, 100).Single(job => job.Value.Job.Type == typeof(SendCampaignSlice));
        Assert.True(jobs.Get<IBackgroundJobClient>().Delete(waiting.Key));

        jobs.Registry.Clock.Advance(JobStore.InvisibilityTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));

        Assert.Equal([campaign], jobs.Turns.UnderWay);
    }

    [Fact]
    public async Task A_slice_that_never_ran_survives_a_restart_and_then_delivers()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);

        await jobs.ReopenAsync();
        await jobs.StartEngineAsync();

        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);
        await Eventually.HoldsAsync(async () => (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Any(run => run.Latest.Campaign == campaign));
        Assert.Equal(1, Outbox(jobs));
        Assert.Equal(0, await jobs.Turns.GiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_stop_ends_a_running_campaign_and_the_next_start_goes_on_with_the_rest()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await jobs.Registry.CandidateAsync(An);
        await jobs.Registry.CandidateAsync(Jan, "Jan", "Maes");
        // One every four seconds of a clock that stands still: the slice is in the middle of its wait.
        var campaign = await BeginAsync(jobs, Offer() with { MostPerMinute = 15 });
        await jobs.Turns.GiveAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => Task.FromResult(Outbox(jobs) == 1));

        await jobs.ReopenAsync();
        Assert.Equal(CampaignState.Running, await StateAsync(jobs, campaign));
        Assert.Equal(1, Outbox(jobs));
        Assert.Equal(JobEnd.Stopped, (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Single(run => run.Latest.Campaign == campaign).Latest.End);

        Assert.Equal(1, await jobs.Turns.GiveAsync(CancellationToken.None));
        await jobs.StartEngineAsync();
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);
        Assert.Equal(2, Outbox(jobs));
    }

    [Fact]
    public async Task The_store_of_jobs_holds_no_address_and_no_name()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An, "Annelies", "Vandeweerd");
        await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);
        await jobs.StartEngineAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(Outbox(jobs) == 1));
        await jobs.StopEngineAsync();

        foreach (var file in Directory.GetFiles(jobs.Registry.Folder, "jobs.db*"))
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            Assert.DoesNotContain("voorbeeld", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Vandeweerd", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
