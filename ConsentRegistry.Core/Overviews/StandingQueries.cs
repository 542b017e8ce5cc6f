using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>Where people stood, as <see cref="CountStandings"/> counted them: a dozen days, read as they are kept.</summary>
public sealed class StandingQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    /// <summary>On each topic, by day.</summary>
    public async Task<IReadOnlyList<TopicStanding>> ByTopicAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<TopicStanding>().AsNoTracking().OrderBy(each => each.On).ToListAsync(cancellation);
    }

    /// <summary>People with a valid opt-in for any topic, now and at the end of each of the last months; null where they were never counted.</summary>
    public async Task<Course?> PeopleAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var days = await context.Set<PeopleStanding>().OrderBy(each => each.On).Select(each => each.OptedIn).ToListAsync(cancellation);
        return days.Count == 0 ? null : new Course(days, days[^1], days.Count == 1 ? null : days[^2]);
    }
}
