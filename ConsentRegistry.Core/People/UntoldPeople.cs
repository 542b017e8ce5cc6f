using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;

namespace ConsentRegistry.Core.People;

/// <summary>People whose data came from elsewhere and who were never told so (GDPR 14).</summary>
internal static class UntoldPeople
{
    public static readonly AcquisitionSource[] Indirect = [.. Enum.GetValues<AcquisitionSource>().Where(source => source.IsIndirect())];

    /// <summary>Those of <paramref name="people"/> for whom the clock of Article 14 runs.</summary>
    /// <param name="obtainedBefore">Only those whose data came before this day; null for all.</param>
    public static IQueryable<Person> WhoWereNotTold(this IQueryable<Person> people, RegistryDbContext context, DateOnly? obtainedBefore = null) => people.Where(person =>
        context.Set<Acquisition>().Any(each => each.PersonId == person.Id && Indirect.Contains(each.Source) && (obtainedBefore == null || each.AcquiredOn < obtainedBefore))
        && !context.LedgerEvents.Any(each => each.Person == person.Id && each.Type == LedgerEventType.NoticeGiven));
}
