using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConsentRegistry.Tests.Jobs;

public sealed class JobsHealthTests
{
    [Fact]
    public async Task An_engine_that_never_speaks_is_unhealthy_after_two_minutes()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var health = jobs.Get<JobsHealth>();
        Assert.Equal(HealthStatus.Healthy, await AskAsync(health));

        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(HealthStatus.Healthy, await AskAsync(health));
        jobs.Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Unhealthy, await AskAsync(health));
    }

    [Fact]
    public async Task An_engine_that_fell_silent_is_unhealthy()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(jobs.Get<Hangfire.JobStorage>().GetMonitoringApi().Servers().Count == 1));
        // The engine speaks by the clock of the machine.
        jobs.Registry.Clock.Set(TimeProvider.System.GetUtcNow());
        Assert.Equal(HealthStatus.Healthy, await AskAsync(jobs.Get<JobsHealth>()));

        jobs.Registry.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HealthStatus.Unhealthy, await AskAsync(jobs.Get<JobsHealth>()));
    }

    private static async Task<HealthStatus> AskAsync(JobsHealth health) => (await health.CheckHealthAsync(new HealthCheckContext())).Status;
}
