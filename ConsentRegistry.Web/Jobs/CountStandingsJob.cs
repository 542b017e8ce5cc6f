using ConsentRegistry.Core.Overviews;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Counts where people stand, for the start page.</summary>
[DisallowConcurrentExecution]
public sealed class CountStandingsJob(CountStandings count) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await count.ExecuteAsync(cancellationToken);
}
