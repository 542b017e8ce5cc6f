using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>What campaigns did in the last days.</summary>
/// <param name="Sent">Messages that the mail system took.</param>
/// <param name="Blocked">Messages that the gate, or the cap, held back.</param>
public sealed record HandOvers(Course Sent, Course Blocked);

/// <summary>
/// What became of the messages of campaigns, by the day on which they were decided. Read once a minute at most, whoever looks, and only in the deliveries of campaigns that ran then: the index
/// of campaign, state and decision holds all that is counted.
/// </summary>
public sealed class HandOverQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    /// <summary>So many days back reasons are told.</summary>
    public const int ReasonDays = 90;

    private readonly Remembered<HandOvers> lastDays = new(TimeSpan.FromMinutes(1));
    private readonly Remembered<IReadOnlyList<(DecisionReason Reason, int Count)>> reasons = new(TimeSpan.FromMinutes(1));

    public Task<HandOvers> LastDaysAsync() => lastDays.AskAsync(time.GetUtcNow(), ReadLastDaysAsync);

    /// <summary>Why campaigns did not write to people, the most frequent reason first.</summary>
    public Task<IReadOnlyList<(DecisionReason Reason, int Count)>> BlockedByReasonAsync() => reasons.AskAsync(time.GetUtcNow(), ReadReasonsAsync);

    private async Task<HandOvers> ReadLastDaysAsync()
    {
        var parts = LastDays.PartsOf(time.GetUtcNow());
        await using var context = contexts.CreateDbContext();
        var campaigns = await RunningSinceAsync(context, parts[0].From);
        var (sent, blocked) = (new List<int>(), new List<int>());
        foreach (var (from, until) in parts)
        {
            var then = campaigns.Where(each => each.StartedAt < until && !(each.FinishedAt < from)).Select(each => each.Id).ToList();
            sent.Add(await CountAsync(context, then, DeliveryState.Sent, from, until));
            blocked.Add(await CountAsync(context, then, DeliveryState.Blocked, from, until));
        }

        return new HandOvers(LastDays.CourseOf(sent), LastDays.CourseOf(blocked));
    }

    private async Task<IReadOnlyList<(DecisionReason Reason, int Count)>> ReadReasonsAsync()
    {
        var since = time.GetUtcNow().AddDays(-ReasonDays);
        await using var context = contexts.CreateDbContext();
        var campaigns = (await RunningSinceAsync(context, since)).ConvertAll(each => each.Id);
        var found = await context.Set<Delivery>()
            .Where(each => campaigns.Contains(each.CampaignId) && each.State == DeliveryState.Blocked && each.DecidedAt >= since && each.Code != null)
            .GroupBy(each => new { Code = each.Code!.Value, IsOfNobody = each.PersonId == null })
            .Select(group => new { group.Key.Code, group.Key.IsOfNobody, Count = group.Count() }).ToListAsync();
        return
        [
            .. found.GroupBy(each => DecisionReason.Of(each.Code, each.IsOfNobody).AsTold).Select(group => (Reason: group.Key, Count: group.Sum(each => each.Count)))
                .OrderByDescending(each => each.Count).ThenBy(each => each.Reason.Code).ThenBy(each => each.Reason.IsOfNobody),
        ];
    }

    private static Task<List<Begun>> RunningSinceAsync(RegistryDbContext context, DateTimeOffset since) => context.Set<Campaign>()
        .Where(each => each.StartedAt != null && (each.FinishedAt == null || each.FinishedAt >= since))
        .Select(each => new Begun(each.Id, each.StartedAt!.Value, each.FinishedAt)).ToListAsync();

    private static async Task<int> CountAsync(RegistryDbContext context, List<Guid> campaigns, DeliveryState state, DateTimeOffset from, DateTimeOffset until) =>
        campaigns.Count == 0
            ? 0
            : await context.Set<Delivery>().CountAsync(each => campaigns.Contains(each.CampaignId) && each.State == state && each.DecidedAt >= from && each.DecidedAt < until);

    private sealed record Begun(Guid Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
}
