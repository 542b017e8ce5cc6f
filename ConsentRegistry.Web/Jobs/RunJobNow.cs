using ConsentRegistry.Core.Auditing;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>An administrator has a scheduled job run out of its turn; its period goes on as before.</summary>
public sealed class RunJobNow(ISchedulerFactory schedulers, AuditTrail audit)
{
    /// <param name="name">One of <see cref="JobSchedule.All"/>.</param>
    /// <param name="by">The operator.</param>
    /// <returns>False when there is no such job.</returns>
    public async Task<bool> ExecuteAsync(string name, string by, CancellationToken cancellation = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var key = new JobKey(name, JobSchedule.Group);
        if (!await scheduler.Exists(key, cancellation))
        {
            return false;
        }

        await audit.RecordAsync(by, AuditAction.JobRun, details: new Dictionary<string, string> { ["job"] = name });
        await scheduler.TriggerJob(key, cancellationToken: cancellation);
        return true;
    }
}
