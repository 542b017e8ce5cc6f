using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.PrivacyOffice.Notices;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>The wishes of one week.</summary>
/// <param name="Week">Its Monday, Europe/Brussels.</param>
/// <param name="ByChannel">How many concerned one channel alone.</param>
/// <param name="Everywhere">How many concerned all channels.</param>
public sealed record WeekOfOptOuts(DateOnly Week, IReadOnlyDictionary<Channel, int> ByChannel, int Everywhere);

/// <summary>People who have to be told where we have their data from (GDPR 14).</summary>
/// <param name="Count">How many; counting stops at <see cref="OverviewQueries.MostCounted"/>.</param>
/// <param name="Overdue">How many of those counted should have been told already.</param>
/// <param name="FirstDueOn">The earliest day by which somebody has to be told; null where there is nobody.</param>
public sealed record NoticesDue(int Count, int Overdue, DateOnly? FirstDueOn);

/// <summary>What asks for somebody in the campaigns.</summary>
/// <param name="Unknown">Deliveries of which nobody knows whether they arrived.</param>
public sealed record CampaignsAtHand(int Drafts, int Scheduled, int Running, int Paused, int Unknown);

/// <summary>Reads the numbers of the start page. Nothing here decides anything.</summary>
public sealed class OverviewQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    /// <summary>Where counting stops: whoever has more to do than this needs no exact number.</summary>
    public const int MostCounted = 1_000;

    private static readonly LedgerEventType[] OwnWishes =
        [LedgerEventType.OptOutAll, LedgerEventType.OptOutTopic, LedgerEventType.OptOutChannel, LedgerEventType.Objection, LedgerEventType.Complaint];

    /// <summary>Where people stood on each topic, by day; filled by <see cref="CountStandings"/>.</summary>
    public async Task<IReadOnlyList<TopicStanding>> StandingsAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<TopicStanding>().AsNoTracking().OrderBy(each => each.On).ToListAsync(cancellation);
    }

    /// <summary>The wishes received in each of the last weeks, oldest first, the running week included. A wish that was extended to further addresses counts once.</summary>
    public async Task<IReadOnlyList<WeekOfOptOuts>> OptOutsPerWeekAsync(int weeks, CancellationToken cancellation = default)
    {
        var first = WeekOf(BrusselsTime.DayOf(time.GetUtcNow())).AddDays(-7 * (weeks - 1));
        var since = BrusselsTime.StartOf(first);
        await using var context = contexts.CreateDbContext();
        var wishes = await context.LedgerEvents.AsNoTracking().Where(each => OwnWishes.Contains(each.Type) && each.EffectiveAt >= since).ToListAsync(cancellation);
        var byWeek = wishes.Where(each => each.Facts.Repeats is null).ToLookup(each => WeekOf(BrusselsTime.DayOf(each.EffectiveAt)));
        return [.. Enumerable.Range(0, weeks).Select(number => first.AddDays(7 * number)).Select(week => new WeekOfOptOuts(
            week,
            byWeek[week].Where(each => each.Channel is not null).CountBy(each => each.Channel!.Value).ToDictionary(),
            byWeek[week].Count(each => each.Channel is null)))];
    }

    /// <summary>Why campaigns did not write to people in the last days, the most frequent reason first.</summary>
    public async Task<IReadOnlyList<(DecisionReason Reason, int Count)>> BlockedByReasonAsync(int days, CancellationToken cancellation = default)
    {
        var since = time.GetUtcNow().AddDays(-days);
        await using var context = contexts.CreateDbContext();
        var reasons = await context.Set<Delivery>().Where(each => each.State == DeliveryState.Blocked && each.DecidedAt >= since && each.Code != null)
            .GroupBy(each => new { Code = each.Code!.Value, IsOfNobody = each.PersonId == null }).Select(group => new { group.Key.Code, group.Key.IsOfNobody, Count = group.Count() }).ToListAsync(cancellation);
        return
        [
            .. reasons.GroupBy(each => DecisionReason.Of(each.Code, each.IsOfNobody).AsTold).Select(group => (Reason: group.Key, Count: group.Sum(each => each.Count)))
                .OrderByDescending(each => each.Count).ThenBy(each => each.Reason.Code).ThenBy(each => each.Reason.IsOfNobody),
        ];
    }

    /// <summary>The last imports that came to an end, newest first.</summary>
    public async Task<IReadOnlyList<ImportRun>> LastImportsAsync(int count, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRun>().AsNoTracking().Where(run => run.State == ImportState.Closed)
            .OrderByDescending(run => run.FinishedAt).Take(count).ToListAsync(cancellation);
    }

    /// <summary>People whose data came from elsewhere and who were never told.</summary>
    public async Task<NoticesDue> NoticesDueAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var obtained = await context.Set<Article14Notice>().OrderBy(each => each.ObtainedOn).Select(each => each.ObtainedOn).Take(MostCounted).ToListAsync(cancellation);
        var today = BrusselsTime.DayOf(time.GetUtcNow());
        var due = obtained.ConvertAll(on => Article14Deadline.DueOn(on, null, null));
        return new NoticesDue(due.Count, due.Count(on => on < today), due.Count == 0 ? null : due.Min());
    }

    /// <summary>Rows of imports of the last days that wait for a person to look at them.</summary>
    public async Task<int> RowsForReviewAsync(int days, CancellationToken cancellation = default)
    {
        var since = time.GetUtcNow().AddDays(-days);
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRun>().Where(run => run.State == ImportState.Closed && run.FinishedAt >= since).SumAsync(run => run.Outcomes.NeedsReview, cancellation);
    }

    public async Task<CampaignsAtHand> CampaignsAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var states = await context.Set<Campaign>().GroupBy(each => each.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        int Of(CampaignState state) => states.GetValueOrDefault(state);
        return new CampaignsAtHand(
            Of(CampaignState.Draft), Of(CampaignState.Scheduled), Of(CampaignState.Running) + Of(CampaignState.Preparing), Of(CampaignState.Paused),
            await context.Set<Delivery>().CountAsync(each => each.State == DeliveryState.Unknown, cancellation));
    }

    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
