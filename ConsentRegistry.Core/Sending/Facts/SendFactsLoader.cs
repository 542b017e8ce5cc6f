using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>The facts on one address, and what they stand on.</summary>
/// <param name="Address">The address asked about.</param>
/// <param name="Records">One set of facts for each person who holds the address; one of an unknown person where nobody does.</param>
/// <param name="People">The people of <paramref name="Records"/>, in the same order; empty where nobody holds the address.</param>
/// <param name="Version">To be compared at hand-over: a bar that came later changes it.</param>
/// <param name="SettingsVersion">The settings that the facts hold.</param>
/// <param name="LedgerSequence">The last event that was read.</param>
public sealed record LoadedFacts(
    Address Address, IReadOnlyList<SendFacts> Records, IReadOnlyList<Guid> People, BarVersion Version, int SettingsVersion, long LedgerSequence)
{
    /// <summary>The gate's answer; with several records the strictest (N-7).</summary>
    public SendDecision Decide() => SendGate.DecideStrictest(Records);
}

/// <summary>
/// Turns what is stored into facts for the gate, for one address and for many (RULES 3, "From the store to facts"). The one class that
/// does so: whoever asks "may we send?" about a real address comes through here.
/// </summary>
public sealed class SendFactsLoader(
    IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, SuppressionIndex index, SuppressionKeys keys, SuppressionList list,
    GateSettingsStore settings)
{
    private const int Batch = 400;

    /// <summary>Loads the facts on each address, in order.</summary>
    /// <param name="message">The message, the same for all.</param>
    /// <param name="addresses">What it would go to.</param>
    /// <param name="at">The instant of the decision.</param>
    /// <param name="relationship">The relationship that gives the message its reason; null to take the one that fits its kind best.</param>
    /// <param name="alongside">
    /// For each address the others that somebody says are of the same person, as in one row of a list: what bars these bars it too (N-5).
    /// Null where nobody says so.
    /// </param>
    public async Task<IReadOnlyList<LoadedFacts>> LoadAsync(
        MessageFacts message, IReadOnlyList<Address> addresses, DateTimeOffset at, Relationship? relationship = null,
        IReadOnlyList<IReadOnlyList<Address>>? alongside = null, CancellationToken cancellation = default)
    {
        var loaded = new List<LoadedFacts>(addresses.Count);
        foreach (var part in addresses.Chunk(Batch))
        {
            var others = alongside?.Skip(loaded.Count).Take(part.Length).ToArray();
            loaded.AddRange((await LoadPartAsync([message], part, others, at, relationship, isPast: false, cancellation))[0]);
        }

        return loaded;
    }

    /// <summary>
    /// The facts as they were recorded at a past instant, with the settings of that time: the basis of a decision on that day. For looking back
    /// only, because what was recorded since is left out: no version comes with it, so that no hand-over can stand on it. Records that were
    /// merged since count as one, so that the answer is never milder.
    /// </summary>
    /// <param name="messages">Asked about one after the other, on facts that are read once.</param>
    /// <returns>For each message what was loaded on each address.</returns>
    internal Task<IReadOnlyList<IReadOnlyList<LoadedFacts>>> LoadPastAsync(
        IReadOnlyList<MessageFacts> messages, IReadOnlyList<Address> addresses, DateTimeOffset at, CancellationToken cancellation) =>
        LoadPartAsync(messages, addresses, null, at, null, isPast: true, cancellation);

    /// <summary>The facts on a few addresses for several messages, read once.</summary>
    /// <returns>For each message what was loaded on each address.</returns>
    internal Task<IReadOnlyList<IReadOnlyList<LoadedFacts>>> LoadAsync(
        IReadOnlyList<MessageFacts> messages, IReadOnlyList<Address> addresses, DateTimeOffset at, CancellationToken cancellation) =>
        LoadPartAsync(messages, addresses, null, at, null, isPast: false, cancellation);

    private async Task<IReadOnlyList<IReadOnlyList<LoadedFacts>>> LoadPartAsync(
        IReadOnlyList<MessageFacts> messages, IReadOnlyList<Address> addresses, IReadOnlyList<Address>[]? alongside, DateTimeOffset at, Relationship? relationship, bool isPast,
        CancellationToken cancellation)
    {
        // The order matters: generation of bars, then those not yet in the database, then the database. Whatever lands in between is
        // either seen here or changes the version that the hand-over compares.
        var current = isPast ? await settings.AsOfAsync(at, cancellation) : settings.Current;
        var keyVersions = addresses.Select(KeyVersionOf).ToArray();
        await using var context = contexts.CreateDbContext();
        var holders = await HoldersAsync(context, addresses, cancellation);
        if (isPast)
        {
            holders.SelectMany(each => each).ToList().ForEach(person => person.Relationships.RemoveAll(each => each.SinceAt > at));
        }

        var people = holders.SelectMany(each => each).Select(each => each.Id).Distinct().ToList();
        var personVersions = people.ToDictionary(person => person, person => index.VersionOf(person, default).Person);
        IReadOnlyCollection<JournalLine> pending = isPast ? [] : index.Pending;
        var events = await PersonHistory.EventsOfAsync(context, people, cancellation);
        var addressesOf = holders.SelectMany(each => each).DistinctBy(person => person.Id).ToDictionary(person => person.Id, person => person.ContactPoints.ConvertAll(cipher.TryReveal));
        Address[] asked =
        [
            .. addresses, .. addresses.Select(each => each.Domain()).OfType<Address>(), .. addressesOf.Values.SelectMany(each => each).OfType<Address>(),
            .. alongside?.SelectMany(each => each) ?? [],
        ];
        var entries = isPast ? await list.EntriesAsOfAsync(asked, at, cancellation) : await list.EntriesOfAsync(asked, cancellation);
        var pseudonyms = events.ToDictionary(each => each.Key, each => each.Select(happened => happened.Person).Append(each.Key).ToHashSet());
        var standings = people.ToDictionary(person => person, person => Standing.Fold(events[person], isPast ? at : null));
        var sequence = await context.Set<LedgerHead>().Select(head => head.Sequence).SingleAsync(cancellation);

        return [.. messages.Select(message => (IReadOnlyList<LoadedFacts>)[.. addresses.Select((address, i) => Put(message, address, i))])];

        LoadedFacts Put(MessageFacts message, Address address, int i)
        {
            // It is not known what bars an address that cannot be read: fail closed (guarantee 9).
            var isKnown = index.IsAvailable && holders[i].TrueForAll(person => !addressesOf[person.Id].Contains(null));
            var together = alongside?[i] ?? [];
            var builder = new SendFactsBuilder(message, address, [.. KeysOf(address), .. together.Select(keys.Of)], at, current.Gate, isKnown, relationship);
            var own = entries[address].Concat(address.Domain() is { } domain ? entries[domain] : []).ToList();
            var others = together.SelectMany(other => entries[other]).Where(entry => entry.Reason != SuppressionReason.HardBounce).ToList();
            var records = holders[i].Select(person => builder.ForPerson(
                person,
                person.ContactPoints.Find(point => point.Kind == address.Kind && point.MailboxIndex.AsSpan().SequenceEqual(cipher.IndexOf(address)))!,
                standings[person.Id],
                own,
                addressesOf[person.Id].OfType<Address>().Where(other => other.Mailbox != address.Mailbox).SelectMany(other => entries[other]).Where(entry => entry.Reason != SuppressionReason.HardBounce).Concat(others),
                pending,
                pseudonyms.GetValueOrDefault(person.Id) ?? [person.Id])).ToList();
            return new LoadedFacts(
                address,
                records.Count > 0 ? records : [builder.ForNobody([.. own, .. others], pending)],
                [.. holders[i].Select(person => person.Id)],
                keyVersions[i] with { Person = holders[i].Select(person => personVersions[person.Id]).DefaultIfEmpty().Max() },
                current.Version,
                sequence);
        }
    }

    /// <summary>What <see cref="LoadedFacts.Version"/> would be now, for the last look before a hand-over. Reads memory only.</summary>
    public BarVersion VersionNow(Address address, IReadOnlyList<Guid> people) => KeyVersionOf(address) with
    {
        Person = people.Select(person => index.VersionOf(person, default).Person).DefaultIfEmpty().Max(),
    };

    /// <summary>The keys that bar an address: its own and that of its mail domain.</summary>
    private IEnumerable<SuppressionKey> KeysOf(Address address) => address.Domain() is { } domain ? [keys.Of(address), keys.Of(domain)] : [keys.Of(address)];

    private BarVersion KeyVersionOf(Address address)
    {
        var versions = KeysOf(address).Select(key => index.VersionOf(Guid.Empty, key)).ToList();
        return versions[0] with { Key = versions.Max(version => version.Key) };
    }

    private async Task<List<Person>[]> HoldersAsync(RegistryDbContext context, IReadOnlyList<Address> addresses, CancellationToken cancellation)
    {
        var indexes = addresses.Select(cipher.IndexOf).ToList();
        var ids = await context.ContactPoints.AsNoTracking().Where(point => indexes.Contains(point.MailboxIndex))
            .Select(point => new { point.MailboxIndex, point.Kind, point.PersonId }).ToListAsync(cancellation);
        var wanted = ids.Select(each => each.PersonId).Distinct().ToList();
        var people = await context.People.AsNoTracking().AsSplitQuery()
            .Include(person => person.Relationships).Include(person => person.ContactPoints)
            .Where(person => wanted.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        return [.. addresses.Select((address, i) => ids
            .Where(each => each.Kind == address.Kind && each.MailboxIndex.AsSpan().SequenceEqual(indexes[i]))
            .Select(each => people[each.PersonId]).DistinctBy(person => person.Id).ToList())];
    }
}
