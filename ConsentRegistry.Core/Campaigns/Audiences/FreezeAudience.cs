using System.Collections.Concurrent;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>How far the freezing of an audience came.</summary>
public enum FrozenAudience
{
    /// <summary>The audience is complete.</summary>
    Whole = 1,

    /// <summary>The time of the slice was used up; the next slice goes on.</summary>
    Halfway = 2,

    /// <summary>The campaign was paused or called off meanwhile, and may have been resumed: the rest is not known.</summary>
    Stopped = 3,

    /// <summary>It was for a list, and that is not there any more: an audience from the registry in its place would be everybody.</summary>
    ListGone = 4,
}

/// <summary>Turns an audience into deliveries, one a mailbox. Doing it again adds only who is missing, so that a crash in the middle costs nothing.</summary>
public sealed class FreezeAudience(RegistryWriter writer, AudienceReader reader, ContactPointCipher cipher, ProtectedValues values)
{
    /// <summary>Where a slice stopped. A campaign that was changed or resumed since then is read from the beginning.</summary>
    private readonly ConcurrentDictionary<Guid, (int Revision, AudiencePlace Place)> halfway = new();

    public async Task<FrozenAudience> ExecuteAsync(Campaign campaign, WorkSlice slice, CancellationToken cancellation)
    {
        if (campaign is { ListLength: not null, ProtectedList: null })
        {
            return FrozenAudience.ListGone;
        }

        var place = halfway.TryRemove(campaign.Id, out var left) && left.Revision == campaign.Revision ? left.Place : new AudiencePlace();
        await foreach (var part in reader.ReadAsync(campaign, place, cancellation))
        {
            if (!await writer.WriteAsync(write => AddAsync(write, campaign, part), cancellation))
            {
                return FrozenAudience.Stopped;
            }

            place.Reached();
            if (slice.IsOver)
            {
                halfway[campaign.Id] = (campaign.Revision, place);
                return FrozenAudience.Halfway;
            }
        }

        return FrozenAudience.Whole;
    }

    /// <returns>False when the campaign was paused or called off meanwhile.</returns>
    private async Task<bool> AddAsync(RegistryWrite write, Campaign campaign, IReadOnlyList<AudienceMember> part)
    {
        if (!await write.Context.Set<Campaign>().AnyAsync(each => each.Id == campaign.Id && each.State == CampaignState.Preparing))
        {
            return false;
        }

        // Somebody who was erased after this part was read must not come back in a delivery.
        var people = part.Select(member => member.Person).OfType<Guid>().ToList();
        var there = await write.Context.People.Where(person => people.Contains(person.Id)).Select(person => person.Id).ToHashSetAsync();
        var members = part.Where(member => member.Person is not { } person || there.Contains(person)).Select(member => (member, index: cipher.IndexOf(member.Address))).DistinctBy(each => Convert.ToHexString(each.index)).ToList();
        var indexes = members.ConvertAll(each => each.index);
        var known = (await write.Context.Set<Delivery>().Where(each => each.CampaignId == campaign.Id && indexes.Contains(each.MailboxIndex))
            .Select(each => each.MailboxIndex).ToListAsync()).Select(Convert.ToHexString).ToHashSet();
        foreach (var (member, index) in members.Where(each => !known.Contains(Convert.ToHexString(each.index))))
        {
            var id = Guid.CreateVersion7(write.At);
            write.Context.Add(new Delivery
            {
                Id = id,
                CampaignId = campaign.Id,
                PersonId = member.Person,
                ProtectedAddress = values.Protect(member.Address.Exact, Delivery.AddressColumn, id),
                MailboxIndex = index,
                MatchReason = member.MatchReason,
                IsMarketing = campaign.Kind.TopicOf() is not null,
                State = DeliveryState.Queued,
            });
        }

        return true;
    }
}
