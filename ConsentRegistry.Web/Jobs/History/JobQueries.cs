using System.Text.Json;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.Scheduled;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;
using Hangfire.Storage;
using SQLite;

namespace ConsentRegistry.Web.Jobs.History;

/// <summary>A scheduled job, or the job of a campaign under way, as the Jobs page shows it.</summary>
/// <param name="Name">The name in <see cref="JobSchedule"/>; null for a campaign's job.</param>
/// <param name="Campaign">The campaign of a campaign's job; null for a scheduled one.</param>
/// <param name="Every">The period; null for a campaign's job.</param>
/// <param name="NextAt">When it next runs automatically; null when it does not.</param>
/// <param name="Last">The last run that ended; null when none did.</param>
/// <param name="Runs">Runs since the store was made.</param>
/// <param name="Failures">How many of them failed for good.</param>
/// <param name="RunningSince">Null when it is not running.</param>
public sealed record JobLine(
    string? Name, Guid? Campaign, TimeSpan? Every, DateTimeOffset? NextAt, JobRunLine? Last, long Runs, long Failures, DateTimeOffset? RunningSince)
{
    /// <summary>Its last run that was not merely tried or stopped failed for good, and it did not go well since.</summary>
    public bool IsFailing { get; init; }
}

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

    /// <summary>It failed and is retried automatically.</summary>
    Retrying = 4,
}

/// <summary>Reads the store for the Jobs page.</summary>
public sealed class JobQueries(JobStore store, JobHistory history, CampaignTurns turns, DueCampaigns campaigns)
{
    /// <summary>The scheduled jobs in the order of their list, then campaigns under way and those that fail and are not over.</summary>
    /// <exception cref="JobStoreUnreadableException">The store was damaged while it was in use.</exception>
    public Task<IReadOnlyList<JobLine>> ListAsync(CancellationToken cancellation = default) => Task.Run(
        async () =>
        {
            try
            {
                return await ReadAsync(cancellation);
            }
            catch (SQLiteException problem)
            {
                throw new JobStoreUnreadableException(problem);
            }
        },
        cancellation);

    /// <summary>One page of the runs that ended, put together where they are many, the latest first. Of each job the latest 200 are kept.</summary>
    public Task<PageOf<JobRuns>> RunsAsync(int skip, int take, CancellationToken cancellation = default) => Task.Run(
        () =>
        {
            using var connection = store.Storage.GetReadOnlyConnection();
            var runs = JobSchedule.All.Select(period => period.Name).Append(JobHistory.Campaigns).SelectMany(name => RunsOf(connection, name));
            var lines = JobRuns.Of(runs.OrderByDescending(run => run.At));
            return new PageOf<JobRuns>([.. lines.Skip(skip).Take(take)], lines.Count);
        },
        cancellation);

    private async Task<IReadOnlyList<JobLine>> ReadAsync(CancellationToken cancellation)
    {
        using var connection = store.Storage.GetReadOnlyConnection();
        var scheduled = connection.GetRecurringJobs().ToDictionary(job => job.Id);
        var running = history.Running;
        var ofCampaigns = RunsOf(connection, JobHistory.Campaigns).ToLookup(run => run.Campaign);
        var failing = connection.GetAllItemsFromSet(JobHistory.Failing);
        var failingCampaigns = failing.Select(each => Guid.TryParse(each, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var shown = turns.UnderWay.Union(await campaigns.NotOverAsync(failingCampaigns, cancellation));
        return
        [
            .. JobSchedule.All.Select(period =>
            {
                var counts = JobCounts.Of(connection.GetAllEntriesFromHash(JobHistory.CountsOf(period.Name)));
                DateTimeOffset? next = scheduled.GetValueOrDefault(period.Name)?.NextExecution is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
                return new JobLine(
                    period.Name, null, period.Every, next, RunsOf(connection, period.Name, 1).FirstOrDefault(), counts.Runs, counts.Failures,
                    SinceOf(running.Where(run => run.Name == period.Name)))
                {
                    IsFailing = failing.Contains(period.Name),
                };
            }),
            .. shown.Select(campaign => new JobLine(
                null, campaign, null, null, ofCampaigns[campaign].FirstOrDefault() ?? FailureOf(connection, campaign), ofCampaigns[campaign].Count(),
                ofCampaigns[campaign].Count(run => run.End == JobEnd.Failed), SinceOf(running.Where(run => run.Campaign == campaign)))
            {
                IsFailing = failingCampaigns.Contains(campaign),
            }),
        ];
    }

    private static DateTimeOffset? SinceOf(IEnumerable<(string? Name, Guid? Campaign, DateTimeOffset Since)> running) =>
        running.Min(run => (DateTimeOffset?)run.Since);

    private static List<JobRunLine> RunsOf(IStorageConnection connection, string name, int most = int.MaxValue) =>
    [
        .. ((JobStorageConnection)connection).GetRangeFromList(JobHistory.RunsOf(name), 0, most - 1).Select(line => JsonSerializer.Deserialize<StoredRun>(line)!)
            .Select(LineOf),
    ];

    private static JobRunLine? FailureOf(IStorageConnection connection, Guid campaign) =>
        connection.GetAllEntriesFromHash(JobHistory.FailureOf($"{campaign}"))?.GetValueOrDefault(nameof(StoredRun)) is { } stored
            ? LineOf(JsonSerializer.Deserialize<StoredRun>(stored)!)
            : null;

    private static JobRunLine LineOf(StoredRun run) => new(run.Name, run.Campaign, run.At, run.Took, run.End, run.Problem);
}
