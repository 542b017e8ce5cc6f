using System.Text;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs;

namespace ConsentRegistry.Tests.Jobs;

public sealed class CampaignClockTests
{
    private const string An = "an@voorbeeld.example";

    [Fact]
    public async Task A_started_campaign_gets_one_job_and_no_second()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());

        Assert.Equal(1, await jobs.Clock.TickAsync(CancellationToken.None));
        Assert.Equal(0, await jobs.Clock.TickAsync(CancellationToken.None));

        Assert.Contains(await jobs.Get<JobQueries>().ListAsync(), line => line.Campaign == campaign);
    }

    [Fact]
    public async Task Where_no_campaign_is_due_there_is_no_job()
    {
        await using var jobs = await RunningJobs.PrepareAsync();

        Assert.Equal(0, await jobs.Clock.TickAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_job_that_never_ran_survives_a_restart_and_then_delivers_and_goes()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Clock.TickAsync(CancellationToken.None);

        await jobs.ReopenAsync();
        await jobs.Scheduler.Start();

        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);
        await Eventually.HoldsAsync(async () => !await jobs.Scheduler.Exists(DeliverCampaignJob.KeyOf(campaign)));
        Assert.Equal(1, Outbox(jobs));
        Assert.Equal(0, await jobs.Clock.TickAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_stop_ends_a_running_campaign_and_the_next_start_goes_on_with_the_rest()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await jobs.Registry.CandidateAsync(An);
        await jobs.Registry.CandidateAsync("jan@voorbeeld.example", "Jan", "Maes");
        var campaign = await BeginAsync(jobs, Offer() with { MostPerMinute = 1 });
        await jobs.Clock.TickAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => Task.FromResult(Outbox(jobs) == 1));

        await jobs.ReopenAsync();
        Assert.Equal(CampaignState.Running, await StateAsync(jobs, campaign));
        Assert.Equal(1, Outbox(jobs));
        Assert.Equal(JobEnd.Stopped, (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Single(run => run.Latest.Campaign == campaign).Latest.End);

        Assert.Equal(1, await jobs.Clock.TickAsync(CancellationToken.None));
        await jobs.Scheduler.Start();
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);
        Assert.Equal(2, Outbox(jobs));
    }

    [Fact]
    public async Task The_store_of_jobs_holds_no_address_and_no_name()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Registry.CandidateAsync(An, "Annelies", "Vandeweerd");
        await BeginAsync(jobs, Offer());
        await jobs.Clock.TickAsync(CancellationToken.None);
        await jobs.Scheduler.Start();
        await Eventually.HoldsAsync(() => Task.FromResult(Outbox(jobs) == 1));
        await jobs.Scheduler.Shutdown(waitForJobsToComplete: true);

        foreach (var file in Directory.GetFiles(jobs.Registry.Folder, "jobs.db*"))
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            Assert.DoesNotContain("voorbeeld", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Vandeweerd", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static CampaignDraft Offer() => new()
    {
        Name = "Java in Gent",
        Kind = MessageKind.ProjectOffer,
        OfferReference = "P-7",
        MatchReason = "Java",
        Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
    };

    private static async Task<Guid> BeginAsync(RunningJobs jobs, CampaignDraft draft)
    {
        var saved = await jobs.Get<SaveCampaign>().ExecuteAsync(draft, TestRegistry.By);
        Assert.Empty(saved.Value!.Problems);
        Assert.True((await jobs.Get<StartCampaign>().StartAsync(saved.Value.Id)).IsDone);
        return saved.Value.Id;
    }

    private static async Task<CampaignState> StateAsync(RunningJobs jobs, Guid campaign) =>
        (await jobs.Get<CampaignQueries>().FindAsync(campaign))!.Campaign.State;

    private static int Outbox(RunningJobs jobs) =>
        Directory.Exists(Path.Combine(jobs.Registry.Folder, "outbox")) ? Directory.GetFiles(Path.Combine(jobs.Registry.Folder, "outbox"), "*.eml").Length : 0;

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
