namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>A job of <see cref="JobSchedule"/>: a thin class that calls one use case. It may be run twice, and beside itself.</summary>
public abstract class ScheduledJob
{
    /// <returns>Whether it came to its end; false when a successor goes on with it, so that nothing is known yet.</returns>
    public abstract Task<bool> RunAsync(CancellationToken cancellationToken);
}
