using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>
/// Two records that are one person become one. Every bar of either keeps its origin: it is lifted only by an opt-in of that origin or one
/// given after the merge (RULES S-8).
/// </summary>
public sealed class MergePeople(RegistryWriter writer, PropagateBars propagate, SuppressionIndex index)
{
    /// <param name="from">The record that goes; a signpost without data stays.</param>
    /// <param name="into">The record that stays.</param>
    /// <param name="by">The operator.</param>
    public async Task<Result<Guid>> ExecuteAsync(Guid from, Guid into, string by, CancellationToken cancellation = default)
    {
        if (from == into)
        {
            return Refusal.SamePerson;
        }

        await propagate.ExecuteAsync(from, by, cancellation);
        var outcome = await writer.WriteAsync(write => WriteAsync(write, from, into, by), cancellation);
        if (outcome.IsDone)
        {
            index.Touch(from);
            index.Touch(into);
            await propagate.ExecuteAsync(into, by, cancellation);
        }

        return outcome;
    }

    private static async Task<Result<Guid>> WriteAsync(RegistryWrite write, Guid from, Guid into, string by)
    {
        var people = await write.Context.People
            .Include(each => each.Relationships).Include(each => each.ContactPoints).Include(each => each.Acquisitions)
            .Where(each => (each.Id == from || each.Id == into) && each.MergedInto == null)
            .ToDictionaryAsync(each => each.Id);
        if (people.Count != 2)
        {
            return Refusal.PersonNotFound;
        }

        var (gone, kept) = (people[from], people[into]);
        var act = Guid.CreateVersion7(write.At);
        var standing = Standing.Fold((await PersonHistory.EventsOfAsync(write.Context, [from]))[from]);
        foreach (var point in gone.ContactPoints.ToList())
        {
            if (kept.ContactPoints.Find(has => has.Kind == point.Kind && has.MailboxIndex.AsSpan().SequenceEqual(point.MailboxIndex)) is { } same)
            {
                write.Context.Remove(point);
                if (standing.DeadContactPoints.Contains(point.Id))
                {
                    // The same mailbox is as dead on the record that stays (rule G-05).
                    await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.ContactPointDied, into, write.At, write.At, by)
                    {
                        ActId = act,
                        Facts = new EventFacts { ContactPoint = same.Id },
                    });
                }
            }
            else
            {
                gone.ContactPoints.Remove(point);
                point.PersonId = into;
                kept.ContactPoints.Add(point);
            }
        }

        foreach (var acquisition in gone.Acquisitions.ToList())
        {
            gone.Acquisitions.Remove(acquisition);
            acquisition.PersonId = into;
            kept.Acquisitions.Add(acquisition);
        }

        foreach (var relationship in gone.Relationships.ToList())
        {
            write.Context.Remove(relationship);
            if (kept.Relationships.TrueForAll(has => has.Relationship != relationship.Relationship))
            {
                kept.Relationships.Add(new PersonRelationship { PersonId = into, Relationship = relationship.Relationship, SinceAt = relationship.SinceAt });
            }
        }

        // Where a site knows the person is not carried over: it is the other record's.
        kept.Details = kept.Details.FilledBy(gone.Details with { ProfileUrl = null, ExternalId = null });
        kept.ChangedAt = write.At;
        kept.Revision++;

        gone.Details = new PersonDetails();
        (gone.SearchText, gone.ProtectedNotes) = (string.Empty, null);
        gone.MergedInto = into;
        gone.Revision++;
        await write.Context.Set<Doubt>().Where(each => each.PersonId == from).ExecuteUpdateAsync(set => set.SetProperty(each => each.PersonId, into));
        // A record that was merged before points to where this one went.
        await write.Context.People.Where(each => each.MergedInto == from).ExecuteUpdateAsync(set => set.SetProperty(each => each.MergedInto, into));

        await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.PersonMerged, from, write.At, write.At, by) { ActId = act, Facts = new EventFacts { Into = into } });
        return into;
    }
}
