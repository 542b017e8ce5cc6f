using System.Collections.Concurrent;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>Turns an audience into deliveries, one a mailbox. Doing it again adds only who is missing, so that a crash in the middle costs nothing.</summary>
public sealed class FreezeAudience(RegistryWriter writer, AudienceReader reader, AddressBook book, ProtectedValues values)
{
    /// <summary>Where a slice stopped, so that the next one does not read everybody again.</summary>
    private readonly ConcurrentDictionary<Guid, IAsyncEnumerator<IReadOnlyList<AudienceMember>>> halfway = new();

    /// <returns>False when the slice was over before everybody was there.</returns>
    public async Task<bool> ExecuteAsync(Campaign campaign, WorkSlice slice, CancellationToken cancellation)
    {
        // The reading outlives this slice, and so does not hear its cancellation.
        var parts = halfway.GetOrAdd(campaign.Id, _ => reader.ReadAsync(campaign, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None));
        var isHalfway = false;
        try
        {
            while (await parts.MoveNextAsync() && await writer.WriteAsync(write => AddAsync(write, campaign, parts.Current), cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                isHalfway = slice.IsOver;
                if (isHalfway)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            if (!isHalfway && halfway.TryRemove(campaign.Id, out _))
            {
                await parts.DisposeAsync();
            }
        }
    }

    /// <returns>False when the campaign was paused or called off meanwhile.</returns>
    private async Task<bool> AddAsync(RegistryWrite write, Campaign campaign, IReadOnlyList<AudienceMember> part)
    {
        if (!await write.Context.Set<Campaign>().AnyAsync(each => each.Id == campaign.Id && each.State == CampaignState.Preparing))
        {
            return false;
        }

        // Who was erased since this part was read is not brought back into a delivery.
        var people = part.Select(member => member.Person).OfType<Guid>().ToList();
        var there = await write.Context.People.Where(person => people.Contains(person.Id)).Select(person => person.Id).ToHashSetAsync();
        var members = part.Where(member => member.Person is not { } person || there.Contains(person)).Select(member => (member, index: book.IndexOf(member.Address))).DistinctBy(each => Convert.ToHexString(each.index)).ToList();
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
