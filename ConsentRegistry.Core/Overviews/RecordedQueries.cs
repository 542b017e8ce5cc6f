using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>What was written into the registry in the last days. Counted once a minute at most, whoever looks, within the index of types and instants.</summary>
public sealed class RecordedQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    private readonly Remembered<Course> people = new(TimeSpan.FromMinutes(1));
    private readonly Remembered<Course> optIns = new(TimeSpan.FromMinutes(1));

    /// <summary>People who came into the registry, by whatever way.</summary>
    public Task<Course> PeopleAsync() => people.AskAsync(time.GetUtcNow(), () => ReadAsync(LedgerEventType.PersonRegistered));

    public Task<Course> OptInsAsync() => optIns.AskAsync(time.GetUtcNow(), () => ReadAsync(LedgerEventType.OptInRecorded));

    private async Task<Course> ReadAsync(LedgerEventType type)
    {
        await using var context = contexts.CreateDbContext();
        var counts = new List<int>();
        foreach (var (from, until) in LastDays.PartsOf(time.GetUtcNow()))
        {
            counts.Add(await context.LedgerEvents.CountAsync(each => each.Type == type && each.RecordedAt >= from && each.RecordedAt < until));
        }

        return LastDays.CourseOf(counts);
    }
}
