using ConsentRegistry.Core.Imports.Runs;
using Hangfire;

namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>
/// Sees to it that an import that was begun on the screens does not wait for the hour. It asks instead of being told, as <see cref="CampaignPoller"/>
/// does; each import is handed over once each time somebody asks for it, and one that was broken off is tried again by the period of the job.
/// </summary>
public sealed class ImportPoller(ImportPeople imports, ImportActivity activity, IBackgroundJobClient jobs, TimeProvider time, ILogger<ImportPoller> log)
    : PollingService(TimeSpan.FromSeconds(1), time, log)
{
    private readonly HashSet<Guid> handedOver = [];

    /// <summary>Has the job run when there is an import that nobody works on yet.</summary>
    /// <returns>Whether there was one.</returns>
    internal async Task<bool> TickAsync(CancellationToken cancellation)
    {
        handedOver.ExceptWith(activity.TakeAdmitted());
        var waiting = (await imports.LeftOpenAsync(cancellation)).Where(import => activity.Of(import) is null && !handedOver.Contains(import)).ToList();
        if (waiting.Count == 0)
        {
            return false;
        }

        jobs.Enqueue<ResumeImportsSlice>(slice => slice.RunAsync(CancellationToken.None));
        handedOver.UnionWith(waiting);
        return true;
    }

    protected override Task LookAsync(CancellationToken cancellation) => TickAsync(cancellation);
}
