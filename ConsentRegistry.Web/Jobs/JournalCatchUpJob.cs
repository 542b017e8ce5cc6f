using ConsentRegistry.Core.Suppressions;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Brings bars that hold by the journal alone, because the database failed them, into the database (DESIGN 4, "A bar, step by step").</summary>
[DisallowConcurrentExecution]
public sealed class JournalCatchUpJob(RecordBar bars) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await bars.CatchUpAsync(cancellationToken);
}
