using ConsentRegistry.Core.Overviews;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Counts where people stand, for the start page.</summary>
public sealed class CountStandingsJob(CountStandings count) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await count.ExecuteAsync(cancellationToken);
        return true;
    }
}
