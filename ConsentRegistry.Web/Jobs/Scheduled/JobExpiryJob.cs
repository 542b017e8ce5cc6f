using Hangfire;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Forgets the engine's records of jobs that failed for good, which it would keep for ever; the history of runs is our own.</summary>
public sealed class JobExpiryJob(JobStorage storage, IBackgroundJobClient jobs) : ScheduledJob
{
    private const int Part = 100;

    /// <summary>So many failures stay on the engine's pages, the latest, whatever their age.</summary>
    internal const int Kept = 200;

    public override Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // A deleted job leaves the list: what stands behind the latest is always the same place.
        while (!cancellationToken.IsCancellationRequested && storage.GetMonitoringApi().FailedJobs(Kept, Part) is { Count: > 0 } old)
        {
            foreach (var (id, _) in old)
            {
                jobs.Delete(id);
            }
        }

        return Task.FromResult(true);
    }
}
