using ConsentRegistry.Core;
using ConsentRegistry.Core.Imports;
using Hangfire;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Goes on with imports that were left open, and closes those that have been for too long; some seconds of it, then its successor.</summary>
public sealed class FinishImportsSlice(FinishImports imports, IBackgroundJobClient jobs) : ScheduledJob
{
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await imports.ExecuteSliceAsync(WorkSlice.Longest, cancellationToken))
        {
            jobs.Enqueue<FinishImportsSlice>(next => next.RunAsync(CancellationToken.None));
        }
    }
}
