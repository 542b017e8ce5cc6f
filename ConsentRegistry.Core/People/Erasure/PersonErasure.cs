using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Preferences.Doubts;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People.Erasure;

/// <summary>
/// What an Article 17 erasure takes away: the rows of the person, the payloads of the ledger, unfinished forms about the person, open questions on
/// the person, the address in deliveries and uploaded lists.
/// The chain and the keyed entries stay.
/// </summary>
public sealed class PersonErasure(AddressBook book, ProtectedValues values)
{
    /// <summary>Runs inside the transaction that writes the erasure's entries, also when a journal is replayed on an older backup.</summary>
    /// <param name="merged">Pseudonyms of records merged into the person, which an older backup may hold unmerged.</param>
    internal async Task RemoveAsync(RegistryWrite write, Guid person, IReadOnlyList<Guid> merged, Guid act, string by)
    {
        var known = await write.Context.People.Where(each => each.MergedInto == person).Select(each => each.Id).ToListAsync();
        List<Guid> family = [person, .. merged.Union(known)];
        // What others have too goes on being theirs (RULES S-8).
        var mailboxes = await write.Context.ContactPoints
            .Where(point => family.Contains(point.PersonId)
                && !write.Context.ContactPoints.Any(other => other.MailboxIndex == point.MailboxIndex && !family.Contains(other.PersonId)))
            .Select(point => point.MailboxIndex).ToListAsync();
        await ForgetDraftsAsync(write, family);
        await ForgetDoubtsAsync(write, family);
        long sequence = 0;
        foreach (var pseudonym in family)
        {
            // Its own event, because it is this that allows the payloads to be missing.
            sequence = (await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.PersonErased, pseudonym, write.At, write.At, by) { ActId = act })).Sequence;
            await write.Context.Set<LedgerPayload>()
                .Where(payload => write.Context.LedgerEvents.Any(each => each.Sequence == payload.Sequence && each.Person == pseudonym))
                .ExecuteDeleteAsync();
            await write.Context.People.Where(each => each.Id == pseudonym).ExecuteDeleteAsync();
        }

        var deliveries = write.Context.Set<Delivery>()
            .Where(each => (each.PersonId != null && family.Contains(each.PersonId.Value)) || mailboxes.Contains(each.MailboxIndex));
        await deliveries.ExecuteUpdateAsync(set => set
            .SetProperty(each => each.ProtectedAddress, Array.Empty<byte>())
            .SetProperty(each => each.MatchReason, (string?)null)
            .SetProperty(each => each.Reply, (string?)null));
        // What still waits for its turn, or to be called, has its outcome here: afterwards nobody can tell any more whom it was for.
        DeliveryState[] waiting = [DeliveryState.Queued, DeliveryState.Deferred, DeliveryState.Listed];
        await deliveries.Where(each => waiting.Contains(each.State)).ExecuteUpdateAsync(set => set
            .SetProperty(each => each.State, DeliveryState.Blocked)
            .SetProperty(each => each.Code, SendDecision.Erased.Code)
            .SetProperty(each => each.Rule, SendDecision.Erased.Rule)
            .SetProperty(each => each.LedgerSequence, sequence)
            .SetProperty(each => each.DecidedAt, write.At));
        await TakeFromListsAsync(write, mailboxes);
    }

    // A form that is about nobody yet may hold the person all the same: by id, or by an address that was typed or pasted.
    private async Task ForgetDraftsAsync(RegistryWrite write, List<Guid> family)
    {
        var points = await write.Context.ContactPoints.AsNoTracking().Where(point => family.Contains(point.PersonId)).ToListAsync();
        List<string> signs = [.. family.Select(id => id.ToString()), .. points.Select(book.TryReveal).OfType<Address>().Select(address => address.Exact)];
        foreach (var draft in await write.Context.Set<Draft>().ToListAsync())
        {
            var content = values.TryReveal(draft.ProtectedContent, Draft.ContentColumn, draft.Key.Row);
            if (family.Contains(draft.Subject) || content is null || signs.Exists(sign => content.Contains(sign, StringComparison.OrdinalIgnoreCase)))
            {
                write.Context.Remove(draft);
            }
        }
    }

    // The word of a file goes with the last person for whom it stood there: it may hold anything.
    private static async Task ForgetDoubtsAsync(RegistryWrite write, List<Guid> family)
    {
        var doubts = write.Context.Set<Doubt>().Where(doubt => family.Contains(doubt.PersonId));
        var words = await doubts.Select(doubt => doubt.WordId).Distinct().ToListAsync();
        await doubts.ExecuteDeleteAsync();
        await write.Context.Set<DoubtWord>().Where(word => words.Contains(word.Id) && !write.Context.Set<Doubt>().Any(doubt => doubt.WordId == word.Id)).ExecuteDeleteAsync();
    }

    private async Task TakeFromListsAsync(RegistryWrite write, List<byte[]> mailboxes)
    {
        var gone = mailboxes.Select(Convert.ToHexString).ToHashSet();
        foreach (var campaign in await write.Context.Set<Campaign>().Where(each => each.ProtectedList != null).ToListAsync())
        {
            var kind = campaign.Channel.AddressKindOf();
            if (campaign.ListBy(values) is not { } lines)
            {
                // A list that was damaged shows nobody; it must not stand in the way of this act and of every bar behind it in the journal.
                continue;
            }

            var kept = lines.Where(line => Address.Read(kind, line) is not { } address || !gone.Contains(Convert.ToHexString(book.IndexOf(address)))).ToList();
            if (kept.Count < lines.Count)
            {
                campaign.ProtectedList = values.Protect(string.Join('\n', kept), AudienceReader.ListColumn, campaign.Id);
            }
        }
    }
}
