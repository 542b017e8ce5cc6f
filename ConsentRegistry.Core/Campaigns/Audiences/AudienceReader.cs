using System.Runtime.CompilerServices;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>Somebody whom a campaign is meant for.</summary>
/// <param name="Person">Null for an address of a list that nobody has.</param>
public sealed record AudienceMember(Guid? Person, Address Address, string? MatchReason);

/// <summary>Some members of an audience.</summary>
/// <param name="Members">Those that have an address for the channel.</param>
/// <param name="LookedAt">How many people, or lines, were looked at.</param>
/// <param name="Of">How many there are.</param>
internal sealed record AudienceSample(IReadOnlyList<AudienceMember> Members, int LookedAt, int Of);

/// <summary>Reads the people of an audience, or the addresses of an uploaded list, in parts, so that a million takes no more memory than a hundred.</summary>
public sealed class AudienceReader(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, ProtectedValues values)
{
    /// <summary>The column name bound into <see cref="Campaign.ProtectedList"/>.</summary>
    public const string ListColumn = "Campaigns.List";

    private const int Part = 500;

    /// <summary>The audience in parts; the same mailbox may come twice.</summary>
    /// <param name="from">Where to begin; it is updated before each part is returned.</param>
    public IAsyncEnumerable<IReadOnlyList<AudienceMember>> ReadAsync(Campaign campaign, AudiencePlace from, CancellationToken cancellation) =>
        campaign.ProtectedList is { } list ? ListAsync(campaign, list, from, cancellation) : PeopleAsync(campaign, from, cancellation);

    /// <summary>Some of the audience, evenly from all of it: everybody where there are not more. For a number while somebody still chooses.</summary>
    /// <param name="lines">The addresses of a list; null for people of the registry.</param>
    /// <param name="most">How many people, or lines, are looked at.</param>
    internal async Task<AudienceSample> SampleAsync(Campaign campaign, IReadOnlyList<string>? lines, int most, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var members = new List<AudienceMember>();
        if (lines is not null)
        {
            var some = Evenly(lines, most);
            foreach (var part in some.Chunk(Part))
            {
                members.AddRange(await MembersAsync(context, campaign, part, cancellation));
            }

            return new AudienceSample(members, some.Count, lines.Count);
        }

        var audience = Audience.Parse(campaign.AudienceJson);
        var all = new List<Guid>();
        await foreach (var each in Chosen(context, audience).OrderBy(person => person.Id).Select(person => new { person.Id, person.Skills }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (audience.Skills.Count == 0 || audience.MatchedSkills(each.Skills).Any())
            {
                all.Add(each.Id);
            }
        }

        var chosen = Evenly(all, most);
        foreach (var part in chosen.Chunk(Part))
        {
            var people = await context.People.AsNoTracking().Where(person => part.Contains(person.Id)).OrderBy(person => person.Id)
                .Include(person => person.ContactPoints).AsSplitQuery().ToListAsync(cancellation);
            members.AddRange(await MembersAsync(context, campaign, audience, people, cancellation));
        }

        return new AudienceSample(members, chosen.Count, all.Count);
    }

    private async IAsyncEnumerable<IReadOnlyList<AudienceMember>> ListAsync(
        Campaign campaign, byte[] list, AudiencePlace from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = values.Reveal(list, ListColumn, campaign.Id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var read = from.Lines;
        foreach (var part in lines.Skip(read).Chunk(Part))
        {
            from.Read(read += part.Length);
            await using var context = contexts.CreateDbContext();
            yield return await MembersAsync(context, campaign, part, cancellation);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<AudienceMember>> PeopleAsync(
        Campaign campaign, AudiencePlace from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var audience = Audience.Parse(campaign.AudienceJson);
        for (var last = from.Person; ;)
        {
            await using var context = contexts.CreateDbContext();
            var people = await Chosen(context, audience)
                .Where(person => last == null || person.Id > last).OrderBy(person => person.Id).Take(Part)
                .Include(person => person.ContactPoints).AsSplitQuery().ToListAsync(cancellation);
            if (people.Count == 0)
            {
                yield break;
            }

            last = people[^1].Id;
            from.Read(last.Value);
            yield return await MembersAsync(context, campaign, audience, people, cancellation);
        }
    }

    private async Task<List<AudienceMember>> MembersAsync(RegistryDbContext context, Campaign campaign, string[] lines, CancellationToken cancellation)
    {
        var kind = campaign.Channel.AddressKindOf();
        var addresses = lines.Select(line => Address.Read(kind, line)).OfType<Address>().ToList();
        var indexes = addresses.ConvertAll(cipher.IndexOf);
        var holders = (await context.ContactPoints.AsNoTracking().Where(point => point.Kind == kind && indexes.Contains(point.MailboxIndex))
                .Join(context.People, point => point.PersonId, person => person.Id, (point, person) => new { point.MailboxIndex, point.PersonId, person.Language }).ToListAsync(cancellation))
            .ToLookup(each => Convert.ToHexString(each.MailboxIndex));
        return addresses.ConvertAll(address =>
        {
            var holder = holders[Convert.ToHexString(cipher.IndexOf(address))].FirstOrDefault();
            return new AudienceMember(holder?.PersonId, address, MatchReason.For(campaign, holder?.Language, []));
        });
    }

    private async Task<List<AudienceMember>> MembersAsync(
        RegistryDbContext context, Campaign campaign, Audience audience, List<Person> people, CancellationToken cancellation)
    {
        var kind = campaign.Channel.AddressKindOf();
        var topic = campaign.Kind.TopicOf();
        var ids = people.ConvertAll(person => person.Id);
        var consented = await context.LedgerEvents.AsNoTracking()
            .Where(each => each.Type == LedgerEventType.OptInRecorded && each.Topic == topic && each.Channel == campaign.Channel && ids.Contains(each.Person))
            .ToListAsync(cancellation);
        var consentedPoints = consented.Select(each => each.Facts.ContactPoint).ToHashSet();
        return [.. people
            .Where(person => audience.Skills.Count == 0 || audience.MatchedSkills(person.Skills).Any())
            // The address that the opt-in was given for, else the first.
            .Select(person => (person, address: person.ContactPoints.Where(point => point.Kind == kind)
                .OrderByDescending(point => consentedPoints.Contains(point.Id)).ThenBy(point => point.AddedAt).ThenBy(point => point.Id)
                .Select(cipher.TryReveal).FirstOrDefault(address => address is not null)))
            .Where(each => each.address is not null)
            .Select(each => new AudienceMember(each.person.Id, each.address!, MatchReason.For(campaign, each.person.Language, audience.MatchedSkills(each.person.Skills))))];
    }

    private static IReadOnlyList<T> Evenly<T>(IReadOnlyList<T> all, int most) =>
        all.Count <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];

    private static IQueryable<Person> Chosen(RegistryDbContext context, Audience audience)
    {
        var people = context.People.AsNoTracking().Where(person => person.MergedInto == null);
        if (audience.Relationships.Count > 0)
        {
            people = people.Where(person => person.Relationships.Any(each => audience.Relationships.Contains(each.Relationship)));
        }

        if (audience.Languages.Count > 0)
        {
            people = people.Where(person => audience.Languages.Contains(person.Language));
        }

        if (audience.OptedInTo is { } topic)
        {
            people = people.Where(person => context.Set<LedgerEvent>().Any(each => each.Person == person.Id && each.Type == LedgerEventType.OptInRecorded && each.Topic == topic));
        }

        return audience.Skills.Count == 0 ? people : people.Where(person => person.Skills != null);
    }
}
