using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Persistence.Sqlite;
using ConsentRegistry.Web.Hosting;
using Microsoft.Data.Sqlite;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>The job engine over <c>jobs.db</c>. It is named in this folder and nowhere else.</summary>
public static class JobsSetUp
{
    private const int Threads = 6;

    // The rest is left to everything else, whatever is being sent.
    private const int CampaignsAtOnce = 3;

    // Of those that went well; failures are kept as long as time allows.
    private const int RunsKeptAJob = 100;

    private static readonly TimeSpan RunsKept = TimeSpan.FromDays(30);

    /// <summary>For the server; verbs run no jobs.</summary>
    /// <param name="services">The services of the server, which hold the registry too.</param>
    /// <param name="dataDirectory">The absolute path of the data folder.</param>
    public static void AddJobs(this IServiceCollection services, string dataDirectory)
    {
        services.AddQuartz(engine =>
        {
            engine.ConfigureScheduler(options =>
            {
                options.InstanceName = "ConsentRegistry";
                // A campaign that goes on for hours must not hold up a stop: it ends after the message in hand and goes on after the start.
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            engine.UseDefaultThreadPool(Threads);
            engine.UsePersistentStore(store =>
            {
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.UseSqlite(SqliteFactory.Instance, ConnectionTo(new DataFolder(dataDirectory)));
                store.ProvisionSchema();
                store.UseExecutionHistory();
            });
            engine.UseExecutionLimits(limits => limits.ForGroup(DeliverCampaignJob.Group, CampaignsAtOnce));
        });
        services.Configure<ExecutionHistoryOptions>(options =>
        {
            options.Retention = RunsKept;
            options.MaxEntriesPerJob = RunsKeptAJob;
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHealthChecks().AddQuartz(options =>
        {
            options.Name = "jobs";
            options.Tags.Add(Health.Ready);
        });
        services.AddHostedService<CampaignClock>();
        services.AddHostedService<ImportClock>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<RunJobNow>();
    }

    /// <summary>Makes the store and brings its jobs in line with <see cref="JobSchedule"/>; the hosted engine starts them afterwards.</summary>
    public static async Task PrepareJobsAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var folder = services.GetRequiredService<DataFolder>();
        DataFolder.CreatePrivate(folder.Root);
        // The engine leaves the file as it finds it.
        await services.GetRequiredService<SqliteStart>().OpenAsync(folder.JobsDatabase, cancellation);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellation);
        var known = JobSchedule.All.Select(period => period.Name).ToHashSet();
        var stored = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellation);
        await scheduler.DeleteJobs(
            [.. stored.Items.Select(job => job.Key).Where(key => key.Group == JobSchedule.Group && !known.Contains(key.Name))], cancellation);
        foreach (var period in JobSchedule.All)
        {
            var job = JobBuilder.Create().OfType(period.Type).WithIdentity(period.Name, JobSchedule.Group).RequestRecovery().StoreDurably().Build();
            var trigger = TriggerBuilder.Create(scheduler.TimeProvider).WithIdentity(period.Name, JobSchedule.Group).ForJob(job).StartNow()
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(period.Every).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount))
                .Build();
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellation);
        }
    }

    private static string ConnectionTo(DataFolder folder) => new SqliteConnectionStringBuilder { DataSource = folder.JobsDatabase }.ToString();
}
