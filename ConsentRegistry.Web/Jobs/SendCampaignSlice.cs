using ConsentRegistry.Core;
using ConsentRegistry.Core.Campaigns;
using Hangfire;

namespace ConsentRegistry.Web.Jobs;

/// <summary>
/// Decides and hands over for some seconds; what it has done stands in the deliveries (guarantee 6), and its successor goes on from there.
/// A slice that fails is not repeated by the engine: <see cref="CampaignTurns"/> lets the campaign rest and tries again.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendCampaignSlice(DeliverCampaign deliver, CampaignTurns turns)
{
    public async Task RunAsync(Guid campaign, CancellationToken cancellationToken)
    {
        DateTimeOffset? goOnAt;
        try
        {
            goOnAt = await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, cancellationToken);
        }
        catch (Exception)
        {
            turns.EndedBadly(campaign);
            throw;
        }

        await turns.EndedAsync(campaign, goOnAt, cancellationToken);
    }
}
