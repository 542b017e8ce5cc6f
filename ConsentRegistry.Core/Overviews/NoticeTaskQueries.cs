using ConsentRegistry.Core.PrivacyOffice.Notices;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>People who have to be told where we have their data from (GDPR 14).</summary>
/// <param name="Count">How many; counting stops at <see cref="NoticeTaskQueries.MostCounted"/>.</param>
/// <param name="Overdue">How many of those counted should have been told already.</param>
/// <param name="FirstDueOn">The earliest day by which somebody has to be told; null where there is nobody.</param>
public sealed record NoticesDue(int Count, int Overdue, DateOnly? FirstDueOn);

/// <summary>Reads who is still to be told, from the beginning of the index of days; no further than anybody needs a number.</summary>
public sealed class NoticeTaskQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    /// <summary>Where counting stops: whoever has more to do than this needs no exact number.</summary>
    public const int MostCounted = 1_000;

    /// <summary>People whose data came from elsewhere and who were never told.</summary>
    public async Task<NoticesDue> DueAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var obtained = await context.Set<Article14Notice>().OrderBy(each => each.ObtainedOn).Select(each => each.ObtainedOn).Take(MostCounted).ToListAsync(cancellation);
        var today = BrusselsTime.DayOf(time.GetUtcNow());
        var due = obtained.ConvertAll(on => Article14Deadline.DueOn(on, null, null));
        return new NoticesDue(due.Count, due.Count(on => on < today), due.Count == 0 ? null : due.Min());
    }
}
