using ConsentRegistry.Core.Campaigns;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>
/// Sees to it that every campaign with something to do has a job. It asks instead of being told, so that a start, a resume, a
/// schedule that falls due, a deferred message and a crash are all the same case (docs/decisions/0007).
/// </summary>
public sealed partial class CampaignClock(DueCampaigns due, ISchedulerFactory schedulers, TimeProvider time, ILogger<CampaignClock> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

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
                var (job, trigger) = DeliverCampaignJob.For(campaign, time);
                await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellation);
                given++;
            }
        }

        return given;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // A locked or full database passes; campaigns must not stand still for ever because of it.
                LogFailed(problem.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for due campaigns failed ({Problem}); it is tried again in a few seconds.")]
    private partial void LogFailed(string problem);
}
