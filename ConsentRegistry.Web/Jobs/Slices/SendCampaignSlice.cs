using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Time;
using Hangfire;

namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>
/// Decides and hands over for some seconds; what it has done stands in the deliveries (guarantee 6), and its successor goes on from there.
/// A slice that fails is not repeated by the engine: <see cref="CampaignTurns"/> lets the campaign rest and tries again.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendCampaignSlice(DeliverCampaign deliver, CampaignTurns turns, JobStop stop)
{
    /// <returns>Whether it says anything about the campaign: one that was refused beside another does not.</returns>
    public async Task<bool> RunAsync(Guid campaign)
    {
        CampaignSlice slice;
        try
        {
            slice = await deliver.ExecuteSliceAsync(campaign, WorkSlice.Longest, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // The next start finds the campaign by its state.
            return false;
        }
        catch (Exception)
        {
            turns.EndedBadly(campaign);
            throw;
        }

        if (!slice.IsRefused)
        {
            await turns.EndedAsync(campaign, slice.GoOnAt, stop.Token);
        }

        return !slice.IsRefused;
    }
}
