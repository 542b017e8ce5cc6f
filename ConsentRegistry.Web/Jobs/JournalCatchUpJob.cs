using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Brings bars that hold by the journal alone, because the database failed them, into the database (DESIGN 4, "A bar, step by step").</summary>
public sealed class JournalCatchUpJob(RecordBar bars) : ScheduledJob
{
    public override async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await bars.CatchUpUnlessUnderWayAsync(cancellationToken);
        return true;
    }
}
