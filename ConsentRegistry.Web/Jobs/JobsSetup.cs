using ConsentRegistry.Core.Time;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Hosting;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.History;
using ConsentRegistry.Web.Jobs.Scheduled;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Dashboard;
using Hangfire.Logging;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Web.Jobs;

/// <summary>The job engine over <c>jobs.db</c>. It is named in this folder and nowhere else.</summary>
public static class JobsSetup
{
    /// <summary>Where the engine's own pages are, for administrators.</summary>
    public const string EnginePath = "/jobs/engine";

    private const int Workers = CampaignTurns.AtOnce + 3;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A job ends after the message or the rows in hand.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    /// <summary>For the server; verbs run no jobs. Nothing of the engine is shared between two applications in one process.</summary>
    public static void AddJobs(this IServiceCollection services, JobEngineOptions? options = null)
    {
        options ??= new JobEngineOptions();
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration);
        services.AddSingleton(parts => parts.GetRequiredService<JobStore>().Storage);
        services.AddSingleton<JobActivator>(parts => new AspNetCoreJobActivator(parts.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobFilterProvider>(parts => new JobFilterProviderCollection(new JobFilterAttributeFilterProvider(), FiltersOf(parts, options)));
        services.AddSingleton<ITimeZoneResolver, DefaultTimeZoneResolver>();
        services.AddSingleton(DashboardRoutes.Routes);
        services.AddSingleton<IBackgroundJobClient>(parts => new BackgroundJobClient(parts.GetRequiredService<JobStorage>(), parts.GetRequiredService<IJobFilterProvider>()));
        services.AddSingleton<IRecurringJobManager>(parts => new RecurringJobManager(
            parts.GetRequiredService<JobStorage>(), parts.GetRequiredService<IJobFilterProvider>(), parts.GetRequiredService<ITimeZoneResolver>()));
        services.AddHangfireServer(server =>
        {
            server.ServerName = "ConsentRegistry";
            server.WorkerCount = Workers;
            server.SchedulePollingInterval = options.Poll;
            server.HeartbeatInterval = Heartbeat;
            server.ShutdownTimeout = ShutdownTimeout;
        });
        services.AddHealthChecks().AddCheck<JobsHealth>("jobs", tags: [Health.Ready]);
        services.TryAddSingleton<JobsHealth>();
        services.AddSingleton<CampaignTurns>();
        services.AddSingleton<JobStop>();
        services.AddHostedService(parts => parts.GetRequiredService<JobStop>());
        services.AddHostedService<CampaignPoller>();
        services.AddHostedService<ImportPoller>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<RunJobNow>();
    }

    /// <summary>Makes the store and brings its schedule in line with <see cref="JobSchedule"/>; the hosted engine works it off afterwards.</summary>
    public static async Task PrepareJobsAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        LogProvider.SetCurrentLogProvider(new JobEngineLog(services.GetRequiredService<ILoggerFactory>()));
        await services.GetRequiredService<JobStore>().PrepareAsync(cancellation);
        var schedule = services.GetRequiredService<IRecurringJobManager>();
        using (var connection = services.GetRequiredService<JobStorage>().GetConnection())
        {
            foreach (var gone in connection.GetRecurringJobs().Select(job => job.Id).Except(JobSchedule.All.Select(period => period.Name)))
            {
                schedule.RemoveIfExists(gone);
            }
        }

        foreach (var period in JobSchedule.All)
        {
            schedule.AddOrUpdate(period.Name, period.Job, period.At, new RecurringJobOptions { TimeZone = BrusselsTime.Zone });
            schedule.Trigger(period.Name);
        }
    }

    /// <summary>The engine's own pages, for administrators alone.</summary>
    public static void MapJobs(this WebApplication app) => app.MapHangfireDashboardWithAuthorizationPolicy(
        Policies.Operate,
        EnginePath,
        new DashboardOptions { AppPath = "/jobs", DashboardTitle = "ConsentRegistry", DisplayStorageConnectionString = false });

    private static JobFilterCollection FiltersOf(IServiceProvider parts, JobEngineOptions options)
    {
        var filters = new JobFilterCollection();
        filters.Add(new IdsOnly());
        filters.Add(new AutomaticRetryAttribute { Attempts = options.RetryAfter.Count, DelaysInSeconds = [.. options.RetryAfter, 0] });
        filters.Add(new StatisticsHistoryAttribute());
        filters.Add(parts.GetRequiredService<JobHistory>());
        return filters;
    }
}
