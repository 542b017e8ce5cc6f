using ConsentRegistry.Core.Campaigns.Deliveries;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Takes old mails, and those to people who are erased, out of the pickup folder.</summary>
public sealed class PickupFolderJob(CleanPickupFolder clean) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await clean.ExecuteAsync(cancellationToken);
        return true;
    }
}
