using ConsentRegistry.Core.Drafts;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Forgets unfinished forms that nobody came back to.</summary>
public sealed class DraftExpiryJob(DraftStore drafts) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await drafts.DeleteOverdueAsync(cancellationToken);
        return true;
    }
}
