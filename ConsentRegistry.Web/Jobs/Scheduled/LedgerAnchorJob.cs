using ConsentRegistry.Core.Ledger.Verification;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Writes down how far ledger and audit trail have come.</summary>
public sealed class LedgerAnchorJob(AnchorLedger anchors) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await anchors.ExecuteAsync(cancellationToken);
        return true;
    }
}
