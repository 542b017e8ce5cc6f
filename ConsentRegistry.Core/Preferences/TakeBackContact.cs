using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>A contact that was taken back.</summary>
/// <param name="IsGone">Nothing else was known of the person, who went with it.</param>
public sealed record ContactTakenBack(Guid Person, bool IsGone);

/// <summary>
/// Takes back a contact that was logged by mistake, shortly after and while nothing else has happened to the person. Whom only that contact made is gone, as after the undoing of an
/// import; of somebody known its permission, opt-ins, notice, source and addresses do not count any more. The history keeps both. No bar is lifted: what met the person through the contact
/// stays (RULES S-8). And nothing that the person was told is unsaid: once a message was on its way it is too late.
/// </summary>
public sealed class TakeBackContact(RegistryWriter writer, PersonErasure erasure, SuppressionIndex index)
{
    /// <summary>How long after it was recorded; exactly as long still counts.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromMinutes(10);

    /// <param name="act">The act of the contact (<see cref="LoggedContact.Act"/>).</param>
    /// <param name="ofAnybody">What others logged may be taken back too: the privacy officer's.</param>
    /// <returns>
    /// What was done; <see cref="Refusal.PersonNotFound"/>, <see cref="Refusal.EntryNotFound"/> where the act is no contact of the person or was taken back before,
    /// <see cref="Refusal.EntryOfOthers"/>, <see cref="Refusal.TooLateToTakeBack"/> or <see cref="Refusal.HappenedSince"/>.
    /// </returns>
    public Task<Result<ContactTakenBack>> ExecuteAsync(Guid person, Guid act, string by, bool ofAnybody = false, CancellationToken cancellation = default) =>
        writer.WriteAsync(write => WriteAsync(write, person, act, by, ofAnybody), cancellation);

    private async Task<Result<ContactTakenBack>> WriteAsync(RegistryWrite write, Guid id, Guid act, string by, bool ofAnybody)
    {
        var person = await write.Context.People.Include(each => each.Relationships).Include(each => each.ContactPoints).Include(each => each.Acquisitions).AsSplitQuery()
            .SingleOrDefaultAsync(each => each.Id == id && each.MergedInto == null);
        if (person is null)
        {
            return Refusal.PersonNotFound;
        }

        var events = (await PersonHistory.EventsOfAsync(write.Context, [id]))[id].OrderBy(each => each.Sequence).ToList();
        var contact = events.FindAll(each => each.ActId == act);
        if (await WhyNotAsync(write, contact, events, by, ofAnybody) is { } refusal)
        {
            return refusal;
        }

        // Before any other transaction begins: nothing may go out on what no longer holds.
        write.AfterCommit(() => index.Touch(id));
        await write.Ledger.AppendAsync(Draft(LedgerEventType.ContactTakenBack));
        if (contact.Exists(each => each.Type == LedgerEventType.PersonRegistered))
        {
            await erasure.RemoveRecordsAsync(write, id, act, by);
            return new ContactTakenBack(id, IsGone: true);
        }

        foreach (var point in person.ContactPoints.Where(point => contact.Exists(each => each.Type == LedgerEventType.ContactPointAdded && each.Facts.ContactPoint == point.Id)).ToList())
        {
            write.Context.Remove(point);
            await write.Ledger.AppendAsync(Draft(LedgerEventType.ContactPointRemoved) with { Facts = new EventFacts { ContactPoint = point.Id } });
        }

        write.Context.RemoveRange(person.Relationships.Where(has => contact.Exists(each => each.Type == LedgerEventType.RelationshipAdded && each.Facts.Relationship == has.Relationship)).ToList());
        await RemoveSourceAsync(write, person, contact.First(each => each.Type == LedgerEventType.AcquisitionRecorded));
        person.ChangedAt = write.At;
        return new ContactTakenBack(id, IsGone: false);

        LedgerDraft Draft(LedgerEventType type) => new(type, id, write.At, write.At, by) { ActId = act };
    }

    private async Task<Refusal?> WhyNotAsync(RegistryWrite write, List<LedgerEvent> contact, List<LedgerEvent> events, string by, bool ofAnybody)
    {
        // Whatever records where data came from is a contact; an import is undone as a whole.
        if (!contact.Exists(each => each.Type == LedgerEventType.AcquisitionRecorded && each.Facts.Cause is null) || contact.Exists(each => each.Type == LedgerEventType.ContactTakenBack))
        {
            return Refusal.EntryNotFound;
        }

        if (!ofAnybody && contact[0].Operator != by)
        {
            return Refusal.EntryOfOthers;
        }

        if (write.At - contact[0].RecordedAt > Within)
        {
            return Refusal.TooLateToTakeBack;
        }

        // A bar that met the person through an address of this contact is older than it, and stays.
        var happened = events.Exists(each => each.Sequence > contact[0].Sequence && each.ActId != contact[0].ActId && !(each.Type.IsBar() && each.Facts.Repeats is not null));
        return happened || await erasure.HasToldAsync(write, contact[0].Person, contact[0].RecordedAt) ? Refusal.HappenedSince : null;
    }

    private static async Task RemoveSourceAsync(RegistryWrite write, Person person, LedgerEvent acquired)
    {
        write.Context.Remove(person.Acquisitions.First(each => each.RecordedAt == acquired.RecordedAt && each.Source == acquired.Facts.Source && each.Moment == acquired.Facts.Moment));
        await write.Context.SaveChangesAsync();
        // The database finds anew whether a notice is due: it does so when a source moves, and a source that goes with its person needs no such look (SqliteArticle14Notices).
        await write.Context.Set<Acquisition>().Where(each => each.PersonId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(each => each.PersonId, person.Id));
    }
}
