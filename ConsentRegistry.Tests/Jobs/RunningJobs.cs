using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.History;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConsentRegistry.Tests.Jobs;

/// <summary>A registry with the job engine over its own <c>jobs.db</c>, as the server composes it, in more of a hurry.</summary>
internal sealed class RunningJobs : IAsyncDisposable
{
    private BackgroundJobServerHostedService? engine;

    private RunningJobs(TestRegistry registry) => Registry = registry;

    public TestRegistry Registry { get; }

    public CampaignTurns Turns => Get<CampaignTurns>();

    /// <summary>Opened and prepared, but not started: what is enqueued waits.</summary>
    public static async Task<RunningJobs> PrepareAsync(Action<TestRegistry>? furnish = null, int[]? retryAfter = null)
    {
        var options = new JobEngineOptions { Poll = TimeSpan.FromMilliseconds(50), RetryAfter = retryAfter ?? [] };
        var jobs = new RunningJobs(await TestRegistry.OpenAsync((services, _) => services.AddJobs(options)));
        if (furnish is not null)
        {
            await jobs.Registry.CloseAsync();
            furnish(jobs.Registry);
            await jobs.Registry.StartAsync();
        }

        await jobs.PrepareStoreAsync();
        return jobs;
    }

    public static async Task<RunningJobs> StartAsync()
    {
        var jobs = await PrepareAsync();
        await jobs.StartEngineAsync();
        return jobs;
    }

    public T Get<T>()
        where T : notnull => Registry.Get<T>();

    public Task StartEngineAsync()
    {
        engine = Get<IEnumerable<IHostedService>>().OfType<BackgroundJobServerHostedService>().Single();
        return engine.StartAsync(CancellationToken.None);
    }

    /// <summary>As the server does when it is asked to stop: what runs is called off and put back.</summary>
    public async Task StopEngineAsync()
    {
        if (engine is not null)
        {
            var stopped = engine.StopAsync(CancellationToken.None);
            await Get<JobStop>().StopAsync(CancellationToken.None);
            await stopped;
            engine.Dispose();
            engine = null;
        }
    }

    /// <summary>Stops, closes and opens again as a restart does; the engine is not started.</summary>
    /// <param name="meanwhile">What happens to the folder while nobody owns it.</param>
    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await StopEngineAsync();
        await Registry.CloseAsync();
        meanwhile?.Invoke();
        await Registry.StartAsync();
        await PrepareStoreAsync();
    }

    public async Task<JobLine> LineAsync(string name) => (await Get<JobQueries>().ListAsync()).Single(line => line.Name == name);

    public async ValueTask DisposeAsync()
    {
        await StopEngineAsync();
        await Registry.DisposeAsync();
    }

    private Task PrepareStoreAsync() => Get<IServiceProvider>().PrepareJobsAsync();
}
