using ConsentRegistry.Core.Ledger;
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

/// <summary>
/// How many people said no lately, counted when it reached us; a wish that was extended to further addresses counts once. Read once a minute at most, whoever looks, by the index of
/// types and instants.
/// </summary>
public sealed class OptOutQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    /// <summary>So many weeks are told apart, the running one included.</summary>
    public const int Weeks = 12;

    private static readonly LedgerEventType[] OwnWishes =
        [LedgerEventType.OptOutAll, LedgerEventType.OptOutTopic, LedgerEventType.OptOutChannel, LedgerEventType.Objection, LedgerEventType.Complaint];

    private readonly Remembered<IReadOnlyList<Wish>> wishes = new(TimeSpan.FromMinutes(1));

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<WeekOfOptOuts>> PerWeekAsync()
    {
        var byWeek = (await WishesAsync()).ToLookup(each => WeekOf(BrusselsTime.DayOf(each.At)));
        return [.. Enumerable.Range(0, Weeks).Select(number => FirstWeek.AddDays(7 * number)).Select(week => new WeekOfOptOuts(
            week,
            byWeek[week].Where(each => each.Channel is not null).CountBy(each => each.Channel!.Value).ToDictionary(),
            byWeek[week].Count(each => each.Channel is null)))];
    }

    /// <summary>Those of the last days.</summary>
    public async Task<Course> LastDaysAsync()
    {
        var all = await WishesAsync();
        return LastDays.CourseOf([.. LastDays.PartsOf(time.GetUtcNow()).Select(part => all.Count(wish => part.From <= wish.At && wish.At < part.Until))]);
    }

    // Earlier than the first of the last days.
    private DateOnly FirstWeek => WeekOf(BrusselsTime.DayOf(time.GetUtcNow())).AddDays(-7 * (Weeks - 1));

    private Task<IReadOnlyList<Wish>> WishesAsync() => wishes.AskAsync(time.GetUtcNow(), ReadAsync);

    private async Task<IReadOnlyList<Wish>> ReadAsync()
    {
        var since = BrusselsTime.StartOf(FirstWeek);
        await using var context = contexts.CreateDbContext();
        // Nothing is recorded before it is received: what was received since then was recorded since then.
        var found = await context.LedgerEvents.Where(each => OwnWishes.Contains(each.Type) && each.RecordedAt >= since && each.EffectiveAt >= since)
            .Select(each => new { each.EffectiveAt, each.Channel, each.FactsJson }).ToListAsync();
        return [.. found.Where(each => EventFacts.Parse(each.FactsJson).Repeats is null).Select(each => new Wish(each.EffectiveAt, each.Channel))];
    }

    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private readonly record struct Wish(DateTimeOffset At, Channel? Channel);
}
