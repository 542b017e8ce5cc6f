using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs.History;
using ConsentRegistry.Web.Jobs.Scheduled;

namespace ConsentRegistry.Tests.Jobs.Scheduled;

public sealed class RunJobNowTests
{
    private const string Anchor = "LedgerAnchor";

    [Fact]
    public async Task Every_scheduled_job_runs_at_the_start()
    {
        await using var jobs = await RunningJobs.StartAsync();

        await Eventually.HoldsAsync(async () => (await jobs.Get<JobQueries>().ListAsync())
            .All(line => line is { Runs: > 0, Failures: 0, Last.End: JobEnd.Succeeded, RunningSince: null }));

        var line = await jobs.LineAsync(Anchor);
        Assert.Equal(TimeSpan.FromDays(1), line.Every);
        // The engine goes by the clock of the machine: half past three in Brussels, whatever the season.
        Assert.Equal(new TimeSpan(3, 30, 0), BrusselsTime.Local(line.NextAt!.Value).TimeOfDay);
    }

    [Fact]
    public async Task A_job_runs_out_of_turn_and_the_trail_says_who_asked()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync(Anchor)).Runs == 1);

        Assert.True(await jobs.Get<RunJobNow>().ExecuteAsync(Anchor, "operator-1"));

        await Eventually.HoldsAsync(async () => (await jobs.LineAsync(Anchor)).Runs == 2);
        var entry = Assert.Single((await jobs.Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.JobRun })).Rows);
        Assert.Equal(("operator-1", "{\"job\":\"LedgerAnchor\"}"), (entry.Operator, entry.Details));
        Assert.Equal(2, (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Count(run => run.Latest.Name == Anchor));
    }

    [Fact]
    public async Task A_job_that_is_not_in_the_list_is_not_run_and_leaves_no_line()
    {
        await using var jobs = await RunningJobs.PrepareAsync();

        Assert.False(await jobs.Get<RunJobNow>().ExecuteAsync("Nonsense", "operator-1"));

        Assert.Equal(0, (await jobs.Get<AuditQueries>().ListAsync(new AuditFilter())).Total);
    }

    [Fact]
    public async Task A_job_that_fails_for_good_is_shown_with_its_problem_and_runs_again_the_next_time()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.Get<AuditTrail>().RecordAsync("operator-1", AuditAction.SignedIn);
        var inTheWay = Directory.CreateDirectory(Path.Combine(jobs.Registry.Folder, "journal", "anchors.jsonl"));
        await jobs.StartEngineAsync();
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync(Anchor)).Failures == 1);
        Assert.Equal(JobEnd.Failed, (await jobs.LineAsync(Anchor)).Last!.End);
        Assert.NotNull((await jobs.LineAsync(Anchor)).Last!.Problem);
        Assert.True((await jobs.LineAsync(Anchor)).IsFailing);

        inTheWay.Delete();
        jobs.Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await jobs.Get<RunJobNow>().ExecuteAsync(Anchor, "operator-1");

        await Eventually.HoldsAsync(async () => (await jobs.LineAsync(Anchor)) is { Runs: 2, Failures: 1, Last.End: JobEnd.Succeeded, IsFailing: false });
    }

    [Fact]
    public async Task A_job_that_failed_is_tried_again_before_it_counts_as_failed()
    {
        await using var jobs = await RunningJobs.PrepareAsync(retryAfter: [0]);
        await jobs.Get<AuditTrail>().RecordAsync("operator-1", AuditAction.SignedIn);
        Directory.CreateDirectory(Path.Combine(jobs.Registry.Folder, "journal", "anchors.jsonl"));
        await jobs.StartEngineAsync();

        await Eventually.HoldsAsync(async () => (await jobs.LineAsync(Anchor)).Failures == 1);

        var runs = (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Where(run => run.Latest.Name == Anchor);
        Assert.Equal([JobEnd.Failed, JobEnd.Retrying], runs.Select(run => run.Latest.End));
        Assert.All(runs, run => Assert.NotNull(run.Latest.Problem));
    }
}
