using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>
/// Counts where people stand, on each topic and in all, for today and for the end of each of the last twelve months. Reads the history of
/// everybody who ever said something, some hundred people at a time, so a job does it once a day; what was counted for a month that is over stays as it was counted.
/// </summary>
public sealed class CountStandings(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, GateSettingsStore settings, TimeProvider time)
{
    private const int Months = 12;
    private const int Batch = 400;

    private static readonly LedgerEventType[] Counted =
        [LedgerEventType.OptInRecorded, .. Enum.GetValues<LedgerEventType>().Where(type => type.IsBar())];

    public async Task ExecuteAsync(CancellationToken cancellation = default)
    {
        var today = BrusselsTime.DayOf(time.GetUtcNow());
        var monthEnds = Enumerable.Range(0, Months).Select(back => new DateOnly(today.Year, today.Month, 1).AddMonths(-back).AddDays(-1)).ToHashSet();
        await using var context = contexts.CreateDbContext();
        var known = await context.Set<PeopleStanding>().Select(each => each.On).ToListAsync(cancellation);
        // The last count was made while its day still ran.
        List<DateOnly> wanted = [today, .. monthEnds.Except(known.Where(on => on < known.Max()))];
        var topics = wanted.SelectMany(on => Enum.GetValues<Topic>().Select(topic => new TopicStanding { On = on, Topic = topic })).ToDictionary(each => (each.On, each.Topic));
        var totals = wanted.ToDictionary(on => on, on => new PeopleStanding { On = on });
        // Whoever said something, not everybody; what was said on a record that was merged is the person's into whom it went.
        var people = context.LedgerEvents.Where(each => Counted.Contains(each.Type))
            .Join(context.People, each => each.Person, person => person.Id, (_, person) => person.MergedInto ?? person.Id).Distinct();
        await foreach (var part in people.AsAsyncEnumerable().Chunk(Batch).WithCancellation(cancellation))
        {
            await using var reading = contexts.CreateDbContext();
            foreach (var events in await PersonHistory.EventsOfAsync(reading, part, cancellation))
            {
                foreach (var on in wanted)
                {
                    Count(Standing.Fold(events, BrusselsTime.EndOf(on)), on, topics, totals[on]);
                }
            }
        }

        await writer.WriteAsync(
            async write =>
            {
                // The last count of a day that was no end of a month has had its use.
                await write.Context.Set<TopicStanding>().Where(each => wanted.Contains(each.On) || !monthEnds.Contains(each.On)).ExecuteDeleteAsync(cancellation);
                await write.Context.Set<PeopleStanding>().Where(each => wanted.Contains(each.On) || !monthEnds.Contains(each.On)).ExecuteDeleteAsync(cancellation);
                write.Context.AddRange(topics.Values);
                write.Context.AddRange(totals.Values);
            },
            cancellation);
    }

    private void Count(Standing standing, DateOnly on, Dictionary<(DateOnly On, Topic Topic), TopicStanding> topics, PeopleStanding total)
    {
        var term = new ConsentTerm(settings.Current.Gate.ConsentMonths, on);
        var hasOptedIn = false;
        foreach (var topic in Enum.GetValues<Topic>())
        {
            if (standing.OptIns.Any(optIn => optIn.Topic == topic && optIn.Proven && term.Covers(optIn.At) && !LiftingRule.IsOverruled(optIn, standing, term)))
            {
                topics[(on, topic)].OptedIn++;
                hasOptedIn = true;
            }
            else if (standing.Bars.Any(bar => bar.Topic is null || bar.Topic == topic))
            {
                topics[(on, topic)].Refused++;
            }
        }

        total.OptedIn += hasOptedIn ? 1 : 0;
    }
}
