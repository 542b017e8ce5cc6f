using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>
/// Writes down that an address or number of a person no longer works: a letter came back, somebody else answers the phone (rule G-05). The
/// other contact points go on. There is no way back for the same contact point; an address that works again is removed and added anew.
/// </summary>
public sealed class MarkContactPointDead(RegistryWriter writer, SuppressionIndex index)
{
    /// <param name="contactPoint">One of the person's own.</param>
    /// <param name="reason">How it was found out.</param>
    /// <returns>
    /// The person; <see cref="Refusal.ReasonMissing"/>, <see cref="Refusal.PersonNotFound"/>, <see cref="Refusal.EntryNotFound"/> when the contact
    /// point is not the person's, or <see cref="Refusal.NothingToChange"/>.
    /// </returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid person, Guid contactPoint, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        var outcome = await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                if (!await write.Context.People.AnyAsync(each => each.Id == person && each.MergedInto == null))
                {
                    return Refusal.PersonNotFound;
                }

                if (!await write.Context.ContactPoints.AnyAsync(each => each.Id == contactPoint && each.PersonId == person))
                {
                    return Refusal.EntryNotFound;
                }

                if (Standing.Fold((await PersonHistory.EventsOfAsync(write.Context, [person]))[person]).DeadContactPoints.Contains(contactPoint))
                {
                    return Refusal.NothingToChange;
                }

                await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.ContactPointDied, person, write.At, write.At, by)
                {
                    ActId = Guid.CreateVersion7(write.At),
                    Facts = new EventFacts { ContactPoint = contactPoint },
                    Payload = new EventPayload { Note = reason.Trim() },
                });
                return person;
            },
            cancellation);
        if (outcome.IsDone)
        {
            // Hand-overs that wait look again.
            index.Touch(person);
        }

        return outcome;
    }
}
