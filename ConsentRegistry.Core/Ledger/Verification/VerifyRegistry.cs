using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>Everything that <c>verify</c> looks at: the ledger with what hangs on it, the audit trail, and the anchors of both. Keeps when it did, and what it found.</summary>
public sealed class VerifyRegistry(VerifyLedger ledger, VerifyAudit audit, VerifyAnchors anchors, LastVerification last)
{
    public async Task<VerifyReport> ExecuteAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var chained = await ledger.ExecuteAsync(progress, cancellation);
        var trail = await audit.ExecuteAsync(cancellation);
        var anchored = await anchors.ExecuteAsync(cancellation);
        var report = chained with
        {
            AuditEntries = trail.Entries,
            Anchors = anchored.Anchors,
            Findings = [.. chained.Findings, .. trail.Findings, .. anchored.Findings],
        };
        last.Keep(report);
        return report;
    }
}
