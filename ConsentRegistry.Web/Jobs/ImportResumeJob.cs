using ConsentRegistry.Core.Imports;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Goes on with imports that were left open and closes those that have been for too long.</summary>
[DisallowConcurrentExecution]
public sealed class ImportResumeJob(FinishImports imports) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await imports.ExecuteAsync(cancellationToken);
}
