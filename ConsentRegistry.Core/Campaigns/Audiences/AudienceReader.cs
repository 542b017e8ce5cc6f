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

    private async IAsyncEnumerable<IReadOnlyList<AudienceMember>> ListAsync(
        Campaign campaign, byte[] list, AudiencePlace from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var kind = campaign.Channel.AddressKindOf();
        var lines = values.Reveal(list, ListColumn, campaign.Id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var read = from.Lines;
        foreach (var part in lines.Skip(read).Chunk(Part))
        {
            from.Read(read += part.Length);
            var addresses = part.Select(line => Address.Read(kind, line)).OfType<Address>().ToList();
            await using var context = contexts.CreateDbContext();
            var indexes = addresses.ConvertAll(cipher.IndexOf);
            var holders = (await context.ContactPoints.AsNoTracking().Where(point => point.Kind == kind && indexes.Contains(point.MailboxIndex))
                    .Select(point => new { point.MailboxIndex, point.PersonId }).ToListAsync(cancellation))
                .ToLookup(each => Convert.ToHexString(each.MailboxIndex), each => each.PersonId);
            yield return addresses.ConvertAll(address => new AudienceMember(
                holders[Convert.ToHexString(cipher.IndexOf(address))].Select(holder => (Guid?)holder).FirstOrDefault(), address, campaign.MatchReason));
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<AudienceMember>> PeopleAsync(
        Campaign campaign, AudiencePlace from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var audience = Audience.Parse(campaign.AudienceJson);
        var kind = campaign.Channel.AddressKindOf();
        var topic = campaign.Kind.TopicOf();
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
            var ids = people.ConvertAll(person => person.Id);
            var consented = await context.LedgerEvents.AsNoTracking()
                .Where(each => each.Type == LedgerEventType.OptInRecorded && each.Topic == topic && each.Channel == campaign.Channel && ids.Contains(each.Person))
                .ToListAsync(cancellation);
            var consentedPoints = consented.Select(each => each.Facts.ContactPoint).ToHashSet();
            yield return [.. people
                .Where(person => audience.Skills.Count == 0 || audience.MatchedSkills(person.Skills).Any())
                // The address that the opt-in was given for, else the first.
                .Select(person => (person, address: person.ContactPoints.Where(point => point.Kind == kind)
                    .OrderByDescending(point => consentedPoints.Contains(point.Id)).ThenBy(point => point.AddedAt).ThenBy(point => point.Id)
                    .Select(cipher.TryReveal).FirstOrDefault(address => address is not null)))
                .Where(each => each.address is not null)
                .Select(each => new AudienceMember(each.person.Id, each.address!, MatchReason.For(campaign, audience.MatchedSkills(each.person.Skills))))];
        }
    }

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
