using ConsentRegistry.Core.Campaigns;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>
/// Sees to it that every campaign with something to do has a job. It asks instead of being told, so that a start, a resume, a
/// schedule that falls due, a deferred message and a crash are all the same case (docs/decisions/0007).
/// </summary>
public sealed class CampaignClock(DueCampaigns due, ISchedulerFactory schedulers, TimeProvider time, ILogger<CampaignClock> log)
    : WorkClock(TimeSpan.FromSeconds(3), time, log)
{
    /// <summary>Gives every due campaign that has none a job.</summary>
    /// <returns>How many were given one.</returns>
    internal async Task<int> TickAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var given = 0;
        foreach (var campaign in await due.ListAsync(cancellation))
        {
            if (!await scheduler.Exists(DeliverCampaignJob.KeyOf(campaign), cancellation))
            {
                var (job, trigger) = DeliverCampaignJob.For(campaign, Time);
                await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellation);
                given++;
            }
        }

        return given;
    }

    protected override Task LookAsync(CancellationToken cancellation) => TickAsync(cancellation);
}
