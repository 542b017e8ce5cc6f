using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>
/// Records the bars of doubts that were a no: on all the person's addresses, with the instant of the doubt as their first date, as an opt-out on the
/// screens would have been (an opt-out). One flush of the journal for all of them.
/// </summary>
public sealed class DoubtBars(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, AddressHolders addressHolders, RecordBar record, PropagateBars propagate, ProtectedValues values)
{
    /// <summary>Records the bars; one that an interrupted attempt has recorded already is not recorded again.</summary>
    /// <returns>False when they hold but the database has yet to take them.</returns>
    internal async Task<bool> RecordAsync(IReadOnlyList<Doubt> doubts, string reason, string by, CancellationToken cancellation)
    {
        var acts = new List<(Guid Person, BarAct Act)>();
        var meeting = new HashSet<Guid>();
        await using (var context = contexts.CreateDbContext())
        {
            var people = doubts.Select(doubt => doubt.PersonId).Distinct().ToList();
            var histories = await PersonHistory.EventsOfAsync(context, people, cancellation);
            var standings = people.ToDictionary(person => person, person => Standing.Fold(histories[person]));
            var addresses = await AddressesOfAsync(context, people, cancellation);
            var words = await WordsOfAsync(context, doubts, cancellation);
            foreach (var wish in doubts.GroupBy(doubt => (doubt.PersonId, Origin: OriginOf(doubt, standings[doubt.PersonId]), doubt.Scope, doubt.ReceivedAt)))
            {
                var doubt = wish.First();
                if (Holds(doubt, wish.Key.Origin, standings[doubt.PersonId]))
                {
                    // It is not known whether the bar was extended to the people who share an address.
                    meeting.Add(doubt.PersonId);
                }
                else
                {
                    acts.Add((doubt.PersonId, ActOf(doubt, wish.Key.Origin, [.. addresses[doubt.PersonId]], words[doubt.WordId], reason, by)));
                }
            }

            var holders = await addressHolders.OfAsync(context, [.. acts.SelectMany(each => each.Act.Addresses)], cancellation);
            meeting.UnionWith(acts.SelectMany(each => each.Act.Addresses.SelectMany(address => holders[address]).Where(holder => holder != each.Person)));
        }

        if (!await record.ExecuteAsync([.. acts.Select(each => each.Act)], cancellation))
        {
            return false;
        }

        foreach (var person in meeting)
        {
            await propagate.ExecuteAsync(person, by, cancellation);
        }

        return true;
    }

    /// <summary>A bar keeps the origin of its doubt (RULES S-8): after a merge, an opt-in that did not lift the doubt does not lift the bar.</summary>
    private static Guid OriginOf(Doubt doubt, Standing standing) => standing.Doubts.FirstOrDefault(open => open.Sequence == doubt.Sequence)?.Origin ?? doubt.PersonId;

    private static bool Holds(Doubt doubt, Guid origin, Standing standing) => standing.Bars.Any(bar =>
        bar.Type == PropagateBars.TypeOf(doubt.Scope) && new BarScope(bar.Topic, bar.Channel) == doubt.Scope && bar.At == doubt.ReceivedAt && bar.Origin == origin);

    private async Task<ILookup<Guid, Address>> AddressesOfAsync(RegistryDbContext context, List<Guid> people, CancellationToken cancellation)
    {
        var points = await context.ContactPoints.AsNoTracking().Where(point => people.Contains(point.PersonId)).ToListAsync(cancellation);
        // An address that cannot be read is barred through the person: the bar is on the person, whatever the addresses are.
        return points.Select(point => (point.PersonId, Address: cipher.TryReveal(point))).Where(each => each.Address is not null).ToLookup(each => each.PersonId, each => each.Address!);
    }

    private static Task<Dictionary<Guid, DoubtWord>> WordsOfAsync(RegistryDbContext context, IReadOnlyList<Doubt> doubts, CancellationToken cancellation)
    {
        var ids = doubts.Select(doubt => doubt.WordId).Distinct().ToList();
        return context.Set<DoubtWord>().AsNoTracking().Where(word => ids.Contains(word.Id)).ToDictionaryAsync(word => word.Id, cancellation);
    }

    private BarAct ActOf(Doubt doubt, Guid origin, IReadOnlyList<Address> addresses, DoubtWord word, string reason, string by) =>
        new(JournalKind.Bar, PropagateBars.TypeOf(doubt.Scope), origin, addresses)
        {
            ActId = doubt.Id,
            Scope = doubt.Scope,
            Reason = SuppressionReason.OptOut,
            ReceivedAt = doubt.ReceivedAt,
            EntryPoint = EntryPoint.Doubt,
            Operator = by,
            Payload = new EventPayload { Note = reason, Header = word.HeaderBy(values), Value = word.ValueBy(values) },
        };
}
