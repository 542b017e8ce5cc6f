using ConsentRegistry.Core.Drafts;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Forgets unfinished forms that nobody came back to.</summary>
[DisallowConcurrentExecution]
public sealed class DraftExpiryJob(DraftBook drafts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await drafts.DeleteOverdueAsync(cancellationToken);
}
