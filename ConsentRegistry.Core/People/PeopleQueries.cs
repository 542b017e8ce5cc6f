using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>A contact point in readable form.</summary>
/// <param name="Address">Of its kind and empty where the stored bytes were changed.</param>
public sealed record ContactPointView(Guid Id, Address Address, bool Impersonal, bool GivenByPerson, bool Dead, DateTimeOffset AddedAt)
{
    public bool IsReadable => Address.Exact.Length > 0;
}

/// <summary>Everything that the page of a person shows.</summary>
public sealed record PersonView(
    Person Person, IReadOnlyList<ContactPointView> ContactPoints, string? Notes, Standing Standing, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>Of a past day: contact points that stood there then and were removed since. What they were is gone with them.</summary>
    public IReadOnlyList<RemovedContactPoint> RemovedSince { get; init; } = [];

    /// <summary>The opt-ins against which a bar or a doubt stands that they do not lift themselves, be it because they expired (<see cref="LiftingRule"/>).</summary>
    public IReadOnlyList<StandingOptIn> Overruled { get; init; } = [];
}

/// <summary>When a contact point came and when it went.</summary>
public sealed record RemovedContactPoint(DateTimeOffset AddedAt, DateTimeOffset RemovedAt);

/// <summary>One event with its personal part.</summary>
/// <param name="Payload">Null where there is none, or where it was erased or expired; a file is named in it, and read by itself.</param>
/// <param name="HasFile">A file proves it (<see cref="PeopleQueries.EvidenceAsync"/>).</param>
public sealed record TimelineEntry(LedgerEvent Event, EventPayload? Payload, bool HasFile);

/// <summary>A file that proves what a person said.</summary>
public sealed record EvidenceFile(string Name, byte[] Content);

/// <summary>Reads people for lists and pages.</summary>
public sealed class PeopleQueries(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, AddressHolders addressHolders, ProtectedValues values, SuppressionList suppressions, GateSettingsStore settings, TimeProvider time)
{
    private const int Part = 500;

    /// <summary>One page of the people who fit the filter.</summary>
    public async Task<FoundPeople> ListAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var address = Address.Read(filter.Text);
        var bars = address is null ? [] : await suppressions.BarsOfAsync(address, cancellation);
        var found = await SearchAsync(context, filter, address, cancellation);
        return new FoundPeople(await RowsAsync(context, found.Ids, filter.WithEmail, cancellation), found.Total, found.HasMore)
        {
            Address = address is null ? null : new TypedAddress(
                address.Kind, bars is null ? AddressState.Unknown : bars.Count > 0 ? AddressState.Suppressed : AddressState.NotSuppressed, bars ?? []),
            IsPartOfAddress = address is null && TypedText.IsPartOfAddress(filter.Text),
        };
    }

    /// <summary>Everybody who fits the filter, however many, in the order of the list; its place within the list does not count. One search for however many parts are then read by these ids.</summary>
    public async Task<IReadOnlyList<Guid>> EverybodyAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var listing = new PeopleSearch(context, filter with { Skip = 0, Take = int.MaxValue });
        return Address.Read(filter.Text) is { } address ? (await listing.AmongAsync(await addressHolders.OfAsync(context, address, cancellation), cancellation)).Ids
            : string.IsNullOrWhiteSpace(filter.Text) ? await listing.EverybodyAsync(cancellation)
            : await listing.EverybodyNamedAsync(cancellation);
    }

    /// <summary>The first mailbox of each of these people that can be read, one that mail reaches before a dead one; whoever has none is left out.</summary>
    public async Task<IReadOnlyList<string>> MailboxesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation = default)
    {
        var mailboxes = new List<string>();
        foreach (var part in ids.Chunk(Part))
        {
            await using var context = contexts.CreateDbContext();
            mailboxes.AddRange((await RowsAsync(context, part, true, cancellation)).Select(row => row.Email).OfType<string>());
        }

        return mailboxes;
    }

    /// <summary>The lines of these people in this order; whoever is gone meanwhile is left out.</summary>
    public async Task<IReadOnlyList<PersonRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await RowsAsync(context, ids, false, cancellation);
    }

    /// <summary>The people who hold an address.</summary>
    public async Task<IReadOnlyList<PersonRow>> HoldersAsync(Address address, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var holders = await addressHolders.OfAsync(context, address, cancellation);
        return await RowsAsync(context, holders, false, cancellation);
    }

    /// <summary>Everything on one person; null when there is none. A merged record leads to the one it went into.</summary>
    /// <param name="asOf">Shows what was recorded at that instant; null for now. Name and company are always those of now.</param>
    public async Task<PersonView?> FindAsync(Guid id, DateTimeOffset? asOf = null, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var person = await context.People.AsNoTracking().AsSplitQuery()
            .Include(each => each.Relationships).Include(each => each.ContactPoints).Include(each => each.Acquisitions)
            .SingleOrDefaultAsync(each => each.Id == id, cancellation);
        if (person?.MergedInto is { } into)
        {
            return await FindAsync(into, asOf, cancellation);
        }

        if (person is null)
        {
            return null;
        }

        if (asOf is { } past)
        {
            person.ContactPoints.RemoveAll(each => each.AddedAt > past);
            person.Relationships.RemoveAll(each => each.SinceAt > past);
            person.Acquisitions.RemoveAll(each => each.RecordedAt > past);
        }

        var all = (await PersonHistory.EventsOfAsync(context, [id], cancellation))[id].ToList();
        var events = all.Where(each => asOf is null || each.RecordedAt <= asOf)
            .OrderByDescending(each => each.Sequence).ToList();
        var standing = Standing.Fold(events, asOf);
        var inForce = asOf is { } then ? await settings.AsOfAsync(then, cancellation) : settings.Current;
        var term = new ConsentTerm(inForce.Gate.ConsentMonths, BrusselsTime.DayOf(asOf ?? time.GetUtcNow()));
        var sequences = events.ConvertAll(each => each.Sequence);
        var payloads = await context.Set<LedgerPayload>().AsNoTracking().Where(each => sequences.Contains(each.Sequence)).ToDictionaryAsync(each => each.Sequence, cancellation);
        return new PersonView(
            person,
            [.. person.ContactPoints
                .Select(point => new ContactPointView(
                    point.Id, cipher.TryReveal(point) ?? new Address(point.Kind, string.Empty, string.Empty), point.Impersonal, point.GivenByPerson, standing.DeadContactPoints.Contains(point.Id), point.AddedAt))
                .OrderBy(point => point.Address.Kind).ThenBy(point => point.AddedAt).ThenBy(point => point.Address.Exact, StringComparer.Ordinal)],
            person.ProtectedNotes is { } notes ? values.TryReveal(notes, EditPerson.NotesColumn, person.Id) : null,
            standing,
            events.ConvertAll(each => EntryOf(each, payloads.GetValueOrDefault(each.Sequence))))
        {
            RemovedSince = asOf is { } day ? [.. RemovedSince(all, day)] : [],
            Overruled = [.. standing.OptIns.Where(optIn => LiftingRule.IsOverruled(optIn, standing, term))],
        };
    }

    // One line a point, however often the ledger says that it came or went.
    private static IEnumerable<RemovedContactPoint> RemovedSince(List<LedgerEvent> events, DateTimeOffset day) =>
        from point in events.OrderBy(each => each.Sequence).GroupBy(each => each.Facts.ContactPoint)
        where point.Key is not null
        let came = point.LastOrDefault(each => each.Type == LedgerEventType.ContactPointAdded && each.RecordedAt <= day)
        let gone = point.FirstOrDefault(each => each.Type == LedgerEventType.ContactPointRemoved && each.RecordedAt > day)
        where came is not null && gone is not null
        orderby came.Sequence
        select new RemovedContactPoint(came.RecordedAt, gone.RecordedAt);

    /// <summary>The file that proves one event of a person, records merged into it included; null when there is none, or no longer.</summary>
    public async Task<EvidenceFile?> EvidenceAsync(Guid person, long sequence, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var pseudonyms = await PersonHistory.PseudonymsOfAsync(context, person, cancellation);
        if (!await context.LedgerEvents.AnyAsync(each => each.Sequence == sequence && pseudonyms.Contains(each.Person), cancellation))
        {
            return null;
        }

        var payload = await context.Set<LedgerPayload>().AsNoTracking().SingleOrDefaultAsync(each => each.Sequence == sequence, cancellation);
        return payload is not null && Open(payload) is { EvidenceFile: { } content } proof
            ? new EvidenceFile(proof.EvidenceFileName ?? "evidence", content)
            : null;
    }

    private async Task<PeopleSearch.Page> SearchAsync(RegistryDbContext context, PeopleFilter filter, Address? address, CancellationToken cancellation)
    {
        var listing = new PeopleSearch(context, filter);
        return await (address is not null ? listing.AmongAsync(await addressHolders.OfAsync(context, address, cancellation), cancellation)
            : string.IsNullOrWhiteSpace(filter.Text) ? listing.AllAsync(cancellation)
            : listing.NamedAsync(cancellation));
    }

    private async Task<IReadOnlyList<PersonRow>> RowsAsync(RegistryDbContext context, IReadOnlyList<Guid> ids, bool withEmail, CancellationToken cancellation)
    {
        var people = await context.People.AsNoTracking().Include(person => person.Relationships).Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, cancellation);
        var events = await PersonHistory.EventsOfAsync(context, ids, cancellation);
        var mailboxes = (withEmail
                ? await context.ContactPoints.AsNoTracking().Where(point => point.Kind == AddressKind.Email && ids.Contains(point.PersonId)).ToListAsync(cancellation)
                : [])
            .ToLookup(point => point.PersonId);
        return [.. ids.Where(people.ContainsKey).Select(id => RowOf(people[id], Standing.Fold(events[id]), mailboxes[id]))];
    }

    private PersonRow RowOf(Person person, Standing standing, IEnumerable<ContactPoint> mailboxes)
    {
        // In the order of the person's page, so that both name the same one first.
        var emails = mailboxes.Select(point => (Point: point, cipher.TryReveal(point)?.Exact)).Where(each => each.Exact is not null)
            .OrderBy(each => standing.DeadContactPoints.Contains(each.Point.Id)).ThenBy(each => each.Point.AddedAt).ThenBy(each => each.Exact, StringComparer.Ordinal).ToList();
        return new PersonRow(
            person.Id, person.FullName, person.Company, person.JobTitle, person.Language, [.. person.Relationships.Select(each => each.Relationship)], person.ChangedAt,
            [.. standing.Bars.OrderBy(bar => bar.Topic is not null || bar.Channel is not null)], standing.Restricted)
        {
            InDoubt = standing.Doubts.Count > 0,
            Skills = person.Skills,
            Email = emails.FirstOrDefault().Exact,
            FurtherEmails = Math.Max(0, emails.Count - 1),
        };
    }

    // Pages stay in memory while they are open: files of several megabytes do not belong there.
    private TimelineEntry EntryOf(LedgerEvent each, LedgerPayload? payload)
    {
        try
        {
            return payload is not null && Open(payload) is var open
                ? new TimelineEntry(each, open with { EvidenceFile = null }, open.EvidenceFile is not null)
                : new TimelineEntry(each, null, false);
        }
        catch (DamagedValueException)
        {
            // The page must open, because a withdrawal is recorded on it; 'verify' names the payload.
            return new TimelineEntry(each, null, false);
        }
    }

    private EventPayload Open(LedgerPayload payload) => EventPayload.Parse(
        values.Reveal(payload.ProtectedPayload, LedgerPayload.PayloadColumn, payload.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
