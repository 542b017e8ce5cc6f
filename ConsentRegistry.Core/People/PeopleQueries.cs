using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>What to look for; facets are null where they do not matter.</summary>
public sealed record PeopleFilter
{
    /// <summary>Part of a name or company, or a whole e-mail address or number in any spelling.</summary>
    public string? Text { get; init; }

    public Relationship? Relationship { get; init; }

    /// <summary>nl, fr or en.</summary>
    public string? Language { get; init; }

    public PeopleOrder Order { get; init; } = PeopleOrder.Name;

    public bool Descending { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 25;
}

/// <summary>By what a list of people is sorted.</summary>
public enum PeopleOrder
{
    Name = 1,
    Company = 2,
    Changed = 3,
}

/// <summary>One line of a list of people.</summary>
/// <param name="Bars">What the person said no to, person-wide first.</param>
public sealed record PersonRow(
    Guid Id, string FullName, string? Company, string? JobTitle, string Language, IReadOnlyList<Relationship> Relationships, DateTimeOffset ChangedAt,
    IReadOnlyList<StandingBar> Bars, bool Restricted);

/// <summary>One page of a list.</summary>
/// <param name="Total">How many there are on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>A contact point in readable form.</summary>
/// <param name="Address">Of its kind and empty where the stored bytes were changed.</param>
public sealed record ContactPointView(Guid Id, Address Address, bool Impersonal, bool GivenByPerson, bool Dead, DateTimeOffset AddedAt)
{
    public bool IsReadable => Address.Exact.Length > 0;
}

/// <summary>Everything that the page of a person shows.</summary>
public sealed record PersonView(
    Person Person, IReadOnlyList<ContactPointView> ContactPoints, string? Notes, Standing Standing, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>One event with its personal part.</summary>
/// <param name="Payload">Null where there is none, or where it was erased or expired; a file is named in it, and read by itself.</param>
/// <param name="HasFile">A file proves it (<see cref="PeopleQueries.EvidenceAsync"/>).</param>
public sealed record TimelineEntry(LedgerEvent Event, EventPayload? Payload, bool HasFile);

/// <summary>A file that proves what a person said.</summary>
public sealed record EvidenceFile(string Name, byte[] Content);

/// <summary>Reads people for lists and pages.</summary>
public sealed class PeopleQueries(IDbContextFactory<RegistryDbContext> contexts, AddressBook book, ProtectedValues values)
{
    /// <summary>One page of the people who fit the filter.</summary>
    public async Task<PageOf<PersonRow>> ListAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var people = context.People.AsNoTracking().Where(person => person.MergedInto == null);
        if (Address.Read(filter.Text) is { } address)
        {
            var holders = await book.HoldersOfAsync(context, address, cancellation);
            people = people.Where(person => holders.Contains(person.Id));
        }
        else
        {
            foreach (var word in SearchText.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                people = people.Where(person => (" " + person.SearchText).Contains(" " + word));
            }
        }

        if (filter.Relationship is { } relationship)
        {
            people = people.Where(person => person.Relationships.Any(each => each.Relationship == relationship));
        }

        if (filter.Language is { } language)
        {
            people = people.Where(person => person.Language == language);
        }

        var total = await people.CountAsync(cancellation);
        var page = await Ordered(people, filter).Skip(filter.Skip).Take(filter.Take).Include(person => person.Relationships).ToListAsync(cancellation);
        var events = await PersonHistory.EventsOfAsync(context, page.ConvertAll(person => person.Id), cancellation);
        return new PageOf<PersonRow>(page.ConvertAll(person => RowOf(person, Standing.Fold(events[person.Id]))), total);
    }

    /// <summary>The people who hold an address.</summary>
    public async Task<IReadOnlyList<PersonRow>> HoldersAsync(Address address, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var holders = await book.HoldersOfAsync(context, address, cancellation);
        var people = await context.People.AsNoTracking().Include(person => person.Relationships).Where(person => holders.Contains(person.Id)).ToListAsync(cancellation);
        var events = await PersonHistory.EventsOfAsync(context, holders, cancellation);
        return people.ConvertAll(person => RowOf(person, Standing.Fold(events[person.Id])));
    }

    /// <summary>Everything on one person; null when there is none. A merged record leads to the one it went into.</summary>
    /// <param name="asOf">Shows what was recorded at that instant; null for now. Name and company are always those of now, and what was removed since is gone.</param>
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

        var events = (await PersonHistory.EventsOfAsync(context, [id], cancellation))[id].Where(each => asOf is null || each.RecordedAt <= asOf)
            .OrderByDescending(each => each.Sequence).ToList();
        var standing = Standing.Fold(events, asOf);
        var sequences = events.ConvertAll(each => each.Sequence);
        var payloads = await context.Set<LedgerPayload>().AsNoTracking().Where(each => sequences.Contains(each.Sequence)).ToDictionaryAsync(each => each.Sequence, cancellation);
        return new PersonView(
            person,
            [.. person.ContactPoints
                .Select(point => new ContactPointView(
                    point.Id, book.TryReveal(point) ?? new Address(point.Kind, string.Empty, string.Empty), point.Impersonal, point.GivenByPerson, standing.DeadContactPoints.Contains(point.Id), point.AddedAt))
                .OrderBy(point => point.Address.Kind).ThenBy(point => point.AddedAt).ThenBy(point => point.Address.Exact, StringComparer.Ordinal)],
            person.ProtectedNotes is { } notes ? values.TryReveal(notes, EditPerson.NotesColumn, person.Id) : null,
            standing,
            events.ConvertAll(each => EntryOf(each, payloads.GetValueOrDefault(each.Sequence))));
    }

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

    private static PersonRow RowOf(Person person, Standing standing) => new(
        person.Id, person.FullName, person.Company, person.JobTitle, person.Language, [.. person.Relationships.Select(each => each.Relationship)], person.ChangedAt,
        [.. standing.Bars.OrderBy(bar => bar.Topic is not null || bar.Channel is not null)], standing.Restricted);

    private static IQueryable<Person> Ordered(IQueryable<Person> people, PeopleFilter filter) => (filter.Order, filter.Descending) switch
    {
        (PeopleOrder.Company, false) => people.OrderBy(person => person.Company).ThenBy(person => person.Id),
        (PeopleOrder.Company, true) => people.OrderByDescending(person => person.Company).ThenBy(person => person.Id),
        (PeopleOrder.Changed, false) => people.OrderBy(person => person.ChangedAt).ThenBy(person => person.Id),
        (PeopleOrder.Changed, true) => people.OrderByDescending(person => person.ChangedAt).ThenBy(person => person.Id),
        (_, true) => people.OrderByDescending(person => person.FamilyName).ThenByDescending(person => person.GivenName).ThenBy(person => person.Id),
        _ => people.OrderBy(person => person.FamilyName).ThenBy(person => person.GivenName).ThenBy(person => person.Id),
    };

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
