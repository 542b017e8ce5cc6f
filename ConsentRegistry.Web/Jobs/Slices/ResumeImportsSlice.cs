using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Web.Jobs.Scheduled;
using Hangfire;

namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>Goes on with imports that were left open, and closes those that have been for too long; some seconds of it, then its successor.</summary>
/// <remarks>One that fails is tried again by the period of the job, not by the engine: a file that fails late would never count as failed.</remarks>
[AutomaticRetry(Attempts = 0)]
public sealed class ResumeImportsSlice(ResumeImports imports, IBackgroundJobClient jobs) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var isHalfway = await imports.ExecuteSliceAsync(WorkSlice.Longest, cancellationToken);
        if (isHalfway)
        {
            jobs.Enqueue<ResumeImportsSlice>(next => next.RunAsync(CancellationToken.None));
        }

        return !isHalfway;
    }
}
