using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>The address, the match reason, the answer of the mail system and what an operator wrote about it, in every delivery to the person, and the mails that still lie in the pickup folder.</summary>
public sealed class DeliveryEraser(PickupFolder folder) : IPersonEraser
{
    private static readonly DeliveryState[] Waiting = [DeliveryState.Queued, DeliveryState.Deferred, DeliveryState.Listed];

    public IReadOnlyCollection<Type> Covers { get; } = [typeof(Delivery)];

    public async Task<bool> HasToldAsync(RegistryWrite write, Guid person, DateTimeOffset since)
    {
        // A list may have been frozen while nobody had the address: its delivery names no person, and was decided on this one all the same.
        var mailboxes = await write.Context.Set<ContactPoint>().Where(point => point.PersonId == person).Select(point => point.MailboxIndex).ToListAsync();
        return await write.Context.Set<Delivery>().AnyAsync(each =>
            (each.PersonId == person || mailboxes.Contains(each.MailboxIndex))
            && each.DecidedAt >= since && each.State != DeliveryState.Blocked && each.State != DeliveryState.Cancelled);
    }

    public async Task EraseAsync(ErasedPerson person)
    {
        var deliveries = person.Write.Context.Set<Delivery>()
            .Where(each => (each.PersonId != null && person.Family.Contains(each.PersonId.Value)) || person.Mailboxes.Contains(each.MailboxIndex));
        var mails = await deliveries.Where(each => each.OfferedAt != null).Select(each => each.Id).ToListAsync();
        person.Write.AfterCommit(() => mails.ForEach(folder.Remove));
        await deliveries.ExecuteUpdateAsync(set => set
            .SetProperty(each => each.ProtectedAddress, Array.Empty<byte>())
            .SetProperty(each => each.MatchReason, (string?)null)
            .SetProperty(each => each.ProtectedSettlement, (byte[]?)null)
            .SetProperty(each => each.Reply, (string?)null));
        // Deliveries that still wait get their outcome here: afterwards nobody can tell whom they were for.
        await deliveries.Where(each => Waiting.Contains(each.State)).ExecuteUpdateAsync(set => set
            .SetProperty(each => each.State, DeliveryState.Blocked)
            .SetProperty(each => each.Code, SendDecision.Erased.Code)
            .SetProperty(each => each.Rule, SendDecision.Erased.Rule)
            .SetProperty(each => each.LedgerSequence, person.Sequence)
            .SetProperty(each => each.DecidedAt, person.Write.At));
    }
}
