using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ConsentRegistry.Tests.Jobs;

/// <summary>A registry with the job engine over its own <c>jobs.db</c>, as the server composes it.</summary>
internal sealed class RunningJobs : IAsyncDisposable
{
    private RunningJobs(TestRegistry registry) => Registry = registry;

    public TestRegistry Registry { get; }

    public IScheduler Scheduler { get; private set; } = null!;

    /// <summary>Opened and prepared, but not started: what is scheduled waits.</summary>
    public static async Task<RunningJobs> PrepareAsync()
    {
        var jobs = new RunningJobs(await TestRegistry.OpenAsync((services, folder) => services.AddJobs(folder)));
        await jobs.PrepareEngineAsync();
        return jobs;
    }

    public static async Task<RunningJobs> StartAsync()
    {
        var jobs = await PrepareAsync();
        await jobs.Scheduler.Start();
        return jobs;
    }

    public T Get<T>()
        where T : notnull => Registry.Get<T>();

    public CampaignClock Clock => ActivatorUtilities.CreateInstance<CampaignClock>(Get<IServiceProvider>());

    /// <summary>Stops, closes and opens again as a restart does; the engine is not started.</summary>
    public async Task ReopenAsync()
    {
        await Scheduler.Shutdown(waitForJobsToComplete: true);
        await Registry.ReopenAsync();
        await PrepareEngineAsync();
    }

    public async Task<JobLine> LineAsync(string name) => (await Get<JobQueries>().ListAsync()).Single(line => line.Name == name);

    public async ValueTask DisposeAsync()
    {
        await Scheduler.Shutdown(waitForJobsToComplete: true);
        await Registry.DisposeAsync();
    }

    private async Task PrepareEngineAsync()
    {
        await Get<IServiceProvider>().PrepareJobsAsync();
        Scheduler = await Get<ISchedulerFactory>().GetScheduler();
    }
}
