using ConsentRegistry.Core.People;
using Quartz;
using Quartz.Extensibility;

namespace ConsentRegistry.Web.Jobs;

/// <summary>A scheduled job, or the job of a campaign under way, as the Jobs page shows it.</summary>
/// <param name="Name">The name in <see cref="JobSchedule"/>; null for a campaign's job.</param>
/// <param name="Campaign">The campaign of a campaign's job; null for a scheduled one.</param>
/// <param name="Every">The period; null for a campaign's job.</param>
/// <param name="NextAt">When it runs next by itself; null when it does not.</param>
/// <param name="Last">The last run that ended; null when none did.</param>
/// <param name="Runs">Runs since the store was made.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="RunningSince">Null when it is not running.</param>
public sealed record JobLine(
    string? Name, Guid? Campaign, TimeSpan? Every, DateTimeOffset? NextAt, JobRunLine? Last, long Runs, long Failures, DateTimeOffset? RunningSince);

/// <summary>One run that ended.</summary>
/// <param name="Name">The name in <see cref="JobSchedule"/>; null for a campaign's job.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record JobRunLine(string? Name, Guid? Campaign, DateTimeOffset At, TimeSpan Duration, JobEnd End, string? Problem);

/// <summary>How a run ended.</summary>
public enum JobEnd
{
    Succeeded = 1,
    Failed = 2,

    /// <summary>The server was stopped meanwhile; the work goes on after its start.</summary>
    Stopped = 3,
}

/// <summary>Reads the store for the Jobs page.</summary>
public sealed class JobQueries(ISchedulerFactory schedulers, IExecutionHistoryStore history)
{
    // The store keeps far fewer, unless a job fails every minute for days.
    private const int MostRuns = 5_000;

    /// <summary>The scheduled jobs in the order of their list, then the campaigns under way.</summary>
    public async Task<IReadOnlyList<JobLine>> ListAsync(CancellationToken cancellation = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellation)).Items.ToLookup(trigger => trigger.JobKey);
        var running = (await scheduler.QueryFireInstances(
                new FireInstanceQuery { State = FireInstanceState.Executing, Take = PagedQuery.All }, cancellation))
            .Items.ToLookup(instance => instance.JobKey);
        var statuses = (await history.QueryJobRunStatuses(
                new JobRunStatusQuery { SchedulerName = scheduler.SchedulerName, Take = PagedQuery.All }, cancellation))
            .Items.ToDictionary(status => status.Job);
        return
        [
            .. JobSchedule.All.Select(period => LineOf(new JobKey(period.Name, JobSchedule.Group), period)),
            .. triggers.Select(each => each.Key).Concat(running.Select(each => each.Key).OfType<JobKey>()).Where(IsCampaign).Distinct().Select(key => LineOf(key, null)),
        ];

        JobLine LineOf(JobKey key, JobPeriod? period) => new(
            period?.Name,
            CampaignOf(key),
            period?.Every,
            triggers[key].Min(trigger => trigger.NextFireTimeUtc),
            statuses.TryGetValue(key, out var status) ? LastOf(status) : null,
            status?.RunCount ?? 0,
            status?.FailureCount ?? 0,
            running[key].Min(instance => (DateTimeOffset?)instance.FireTimeUtc));
    }

    /// <summary>One page of the runs that ended, put together where they are many, the latest first. Older ones than the latest 5,000 are not in it.</summary>
    public async Task<PageOf<JobRuns>> RunsAsync(int skip, int take, CancellationToken cancellation = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var page = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = scheduler.SchedulerName, Take = MostRuns }, cancellation);
        var lines = JobRuns.Of(page.Items.Select(LineOf));
        return new PageOf<JobRuns>([.. lines.Skip(skip).Take(take)], lines.Count);
    }

    private static JobRunLine LineOf(ExecutionHistoryEntry run)
    {
        var key = new JobKey(run.JobName, run.JobGroup);
        return new(NameOf(key), CampaignOf(key), run.FiredAtUtc, run.Duration, EndOf(run.EffectiveResult), run.ExceptionMessage);
    }

    private static JobRunLine LastOf(JobRunStatus status) => new(
        NameOf(status.Job), CampaignOf(status.Job), status.LastFiredAtUtc, status.LastDuration, EndOf(status.LastResult),
        status.LastResult == JobRunResult.Failed ? status.LastFailureMessage : null);

    private static JobEnd EndOf(JobRunResult result) => result switch
    {
        JobRunResult.Failed => JobEnd.Failed,
        JobRunResult.Cancelled => JobEnd.Stopped,
        _ => JobEnd.Succeeded,
    };

    private static bool IsCampaign(JobKey key) => key.Group == DeliverCampaignJob.Group;

    private static string? NameOf(JobKey key) => IsCampaign(key) ? null : key.Name;

    private static Guid? CampaignOf(JobKey key) => IsCampaign(key) ? Guid.Parse(key.Name) : null;
}
