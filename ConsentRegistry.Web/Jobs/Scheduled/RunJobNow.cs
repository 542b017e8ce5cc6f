using ConsentRegistry.Core.Auditing;
using Hangfire;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>An administrator has a scheduled job run out of its turn; its period goes on as before.</summary>
public sealed class RunJobNow(IRecurringJobManager schedule, AuditTrail audit)
{
    /// <param name="name">One of <see cref="JobSchedule.All"/>.</param>
    /// <param name="by">The operator.</param>
    /// <returns>False when there is no such job.</returns>
    public async Task<bool> ExecuteAsync(string name, string by)
    {
        if (JobSchedule.All.All(period => period.Name != name))
        {
            return false;
        }

        await audit.RecordAsync(by, AuditAction.JobRun, details: new Dictionary<string, string> { ["job"] = name });
        await Task.Run(() => schedule.Trigger(name));
        return true;
    }
}
