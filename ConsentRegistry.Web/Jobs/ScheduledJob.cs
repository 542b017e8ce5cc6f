namespace ConsentRegistry.Web.Jobs;

/// <summary>A job of <see cref="JobSchedule"/>: a thin class that calls one use case. It may be run twice, and beside itself.</summary>
public abstract class ScheduledJob
{
    public abstract Task RunAsync(CancellationToken cancellationToken);
}
