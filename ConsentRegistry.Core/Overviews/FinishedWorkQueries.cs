using System.Collections.Concurrent;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>How something that runs by itself came to an end.</summary>
public enum FinishedKind
{
    ImportDone = 1,

    /// <summary>An import ended in a fault; it is tried again automatically.</summary>
    ImportBroken = 2,
    CampaignFinished = 3,

    /// <summary>A campaign paused itself; whoever presses "pause" knows that it does.</summary>
    CampaignPaused = 4,
}

/// <summary>An import or a campaign that came to an end, or to a stop, by itself.</summary>
/// <param name="Name">The file, or the name of the campaign.</param>
/// <param name="By">Whoever began it, as ledger and audit name operators.</param>
public sealed record FinishedWork(FinishedKind Kind, Guid Id, string Name, DateTimeOffset At, IReadOnlyList<string> By);

/// <summary>
/// What came to an end lately, for those who began it. Every window asks every few seconds: the two short tables of imports and campaigns, with the lines of the audit trail about the latter (by
/// its index of subjects), are read for all of them together, once in ten seconds at most.
/// </summary>
public sealed class FinishedWorkQueries(IDbContextFactory<RegistryDbContext> contexts, IDbContextFactory<AuditDbContext> audits, ImportActivity activity, TimeProvider time)
{
    private const int Days = 14;
    private const int Most = 100;

    // Whoever wrote a campaign need not be the one who sent it.
    private static readonly AuditAction[] Beginnings = [AuditAction.CampaignStarted, AuditAction.CampaignScheduled, AuditAction.CampaignResumed];

    private readonly Remembered<IReadOnlyList<FinishedWork>> all = new(TimeSpan.FromSeconds(10));

    /// <summary>Imports that were seen to be broken, and since when.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> broken = new();

    /// <summary>What an operator began, of the last two weeks; the newest first.</summary>
    public async Task<IReadOnlyList<FinishedWork>> OfAsync(string by) => [.. (await all.AskAsync(time.GetUtcNow(), ReadAsync)).Where(work => work.By.Contains(by))];

    private async Task<IReadOnlyList<FinishedWork>> ReadAsync()
    {
        var since = time.GetUtcNow().AddDays(-Days);
        await using var context = contexts.CreateDbContext();
        return [.. (await ImportsAsync(context, since)).Concat(await CampaignsAsync(context, since)).OrderByDescending(work => work.At).ThenBy(work => work.Id)];
    }

    private async Task<List<FinishedWork>> ImportsAsync(RegistryDbContext context, DateTimeOffset since)
    {
        var closed = await context.Set<ImportRun>().Where(run => run.State == ImportState.Closed && run.Removed == null && run.FinishedAt >= since).OrderByDescending(run => run.FinishedAt).Take(Most)
            .Select(run => new { run.Id, run.FileName, run.FinishedAt, run.By }).ToListAsync();
        var open = await context.Set<ImportRun>().Where(run => run.State == ImportState.Judging || run.State == ImportState.Committing)
            .Select(run => new { run.Id, run.FileName, run.By }).ToListAsync();
        var now = time.GetUtcNow();
        var atFault = open.FindAll(run => activity.IsBroken(run.Id));
        foreach (var mended in broken.Keys.Except(atFault.Select(run => run.Id)))
        {
            broken.TryRemove(mended, out _);
        }

        return
        [
            .. closed.Select(run => new FinishedWork(FinishedKind.ImportDone, run.Id, run.FileName, run.FinishedAt!.Value, [run.By])),
            .. atFault.Select(run => new FinishedWork(FinishedKind.ImportBroken, run.Id, run.FileName, broken.GetOrAdd(run.Id, now), [run.By])),
        ];
    }

    private async Task<List<FinishedWork>> CampaignsAsync(RegistryDbContext context, DateTimeOffset since)
    {
        var ended = await context.Set<Campaign>()
            .Where(each => (each.State == CampaignState.Finished && each.FinishedAt >= since)
                || (each.State == CampaignState.Paused && each.PausedBecause != PauseReason.ByOperator && each.PausedAt >= since))
            .OrderByDescending(each => each.CreatedAt).Take(Most)
            .Select(each => new { each.Id, each.Name, each.State, each.FinishedAt, each.PausedAt, each.CreatedBy }).ToListAsync();
        var ids = ended.ConvertAll(each => (Guid?)each.Id);
        await using var audit = audits.CreateDbContext();
        var begun = ids.Count == 0
            ? []
            : await audit.Entries.Where(entry => ids.Contains(entry.Subject) && Beginnings.Contains(entry.Action)).Select(entry => new { entry.Subject, entry.Operator }).Distinct().ToListAsync();
        return ended.ConvertAll(each => new FinishedWork(
            each.State == CampaignState.Finished ? FinishedKind.CampaignFinished : FinishedKind.CampaignPaused,
            each.Id,
            each.Name,
            (each.State == CampaignState.Finished ? each.FinishedAt : each.PausedAt)!.Value,
            [.. begun.Where(entry => entry.Subject == each.Id).Select(entry => entry.Operator).Append(each.CreatedBy).Distinct()]));
    }
}
