namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>
/// Sees to it that campaigns with something to do get their turn. It asks instead of being told, so that a start, a resume, a schedule that
/// falls due, a deferred message and a crash are all the same case (docs/decisions/0007).
/// </summary>
public sealed class CampaignPoller(CampaignTurns turns, TimeProvider time, ILogger<CampaignPoller> log) : PollingService(TimeSpan.FromSeconds(1), time, log)
{
    protected override Task LookAsync(CancellationToken cancellation) => turns.GiveAsync(cancellation);
}
