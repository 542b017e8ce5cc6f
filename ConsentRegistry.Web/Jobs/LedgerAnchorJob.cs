using ConsentRegistry.Core.Ledger;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Writes down how far ledger and audit trail have come.</summary>
[DisallowConcurrentExecution]
public sealed class LedgerAnchorJob(AnchorLedger anchors) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await anchors.ExecuteAsync(cancellationToken);
}
