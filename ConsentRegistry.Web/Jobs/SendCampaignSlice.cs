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
    /// <param name="engine">
    /// Of its two signals only the stop of the server is heeded. The other one comes when a slow mail server held a message for longer than the
    /// engine waits for a job: the message is in the air, and what became of it is worth knowing.
    /// </param>
    public async Task RunAsync(Guid campaign, IJobCancellationToken engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        CampaignSlice slice;
        try
        {
            slice = await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, engine.ShutdownToken);
        }
        catch (Exception)
        {
            turns.EndedBadly(campaign);
            throw;
        }

        if (!slice.IsRefused)
        {
            await turns.EndedAsync(campaign, slice.GoOnAt, engine.ShutdownToken);
        }
    }
}
