using ConsentRegistry.Core.Overviews;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Counts where people stand, for the start page.</summary>
public sealed class CountStandingsJob(CountStandings count) : ScheduledJob
{
    public override Task RunAsync(CancellationToken cancellationToken) => count.ExecuteAsync(cancellationToken);
}
