using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>Brings bars that hold by the journal alone, because the database failed them, into the database, and their lines into the audit trail (DESIGN 4, "A bar, step by step").</summary>
public sealed class JournalCatchUpJob(RecordBar bars, AuditTrail audit) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await bars.CatchUpUnlessUnderWayAsync(cancellationToken);
        await audit.WriteLeftAsync();
        return true;
    }
}
