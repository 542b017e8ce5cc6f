using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.People;

/// <summary>The ledger events that a new record begins with; the same for a person written by hand and one from a file.</summary>
public static class PersonEvents
{
    /// <param name="person">The record, with its first relationship, acquisition and contact points.</param>
    /// <param name="noticeVersion">The notice that was given; null where none was.</param>
    /// <param name="objectionOffered">The right to object was offered at collection.</param>
    /// <param name="applicationBegun">The person began an application; never true for a file, which must not unlock an erasure.</param>
    /// <param name="by">The operator.</param>
    /// <param name="at">The instant of recording.</param>
    /// <param name="lastOwnContactOn">The day of the person's last own contact; null where that is how the data came.</param>
    /// <param name="proof">What proves the contact; it goes with the permission, or where none arises with the acquisition. Null where there is none.</param>
    /// <param name="act">The act that this is a part of; null for one of its own.</param>
    public static IEnumerable<LedgerDraft> OfNew(
        Person person, string? noticeVersion, bool objectionOffered, bool applicationBegun, string by, DateTimeOffset at, DateOnly? lastOwnContactOn = null,
        EventPayload? proof = null, Guid? act = null)
    {
        var own = act ?? Guid.CreateVersion7(at);
        LedgerDraft Draft(LedgerEventType type) => new(type, person.Id, at, at, by) { ActId = own };
        var acquisition = person.Acquisitions[0];

        yield return Draft(LedgerEventType.PersonRegistered) with { Facts = new EventFacts { Cause = person.CreatedByImport } };
        var acquired = OfAcquisition(Draft(LedgerEventType.AcquisitionRecorded), acquisition);
        var permission = PermissionOf(Draft(LedgerEventType.ContactPermissionRecorded), acquisition, lastOwnContactOn ?? acquisition.AcquiredOn, objectionOffered);
        yield return permission is null ? WithProof(acquired, proof) : acquired;
        foreach (var point in person.ContactPoints)
        {
            yield return Draft(LedgerEventType.ContactPointAdded) with { Facts = new EventFacts { ContactPoint = point.Id } };
        }

        if (permission is not null)
        {
            yield return WithProof(permission, proof);
        }

        if (noticeVersion is not null)
        {
            yield return Draft(LedgerEventType.NoticeGiven) with { Facts = new EventFacts { Version = noticeVersion } };
        }

        if (applicationBegun)
        {
            yield return Draft(LedgerEventType.ApplicationBegun);
        }
    }

    /// <summary>How and when data came.</summary>
    public static LedgerDraft OfAcquisition(LedgerDraft draft, Acquisition acquisition) => draft with
    {
        Facts = new EventFacts
        {
            Relationship = acquisition.Relationship,
            Source = acquisition.Source,
            Moment = acquisition.Moment,
            Cause = acquisition.ImportId,
        },
        Payload = new EventPayload { Site = acquisition.Site },
    };

    /// <summary>The event with what proves it; a place that it names already stays.</summary>
    public static LedgerDraft WithProof(LedgerDraft draft, EventPayload? proof) =>
        proof is null ? draft : draft with { Payload = proof with { Site = draft.Payload?.Site } };

    /// <summary>The contact permission that arises from an acquisition; null where none does (RULES 1, N-4).</summary>
    public static LedgerDraft? PermissionOf(LedgerDraft draft, Acquisition acquisition, DateOnly lastOwnContactOn, bool objectionOffered) =>
        acquisition.Relationship is Relationship.CandidateApplied or Relationship.CandidateSourced && acquisition.Source.GivesContactPermission()
            ? draft with
            {
                Facts = new EventFacts { Source = acquisition.Source, LastOwnContactOn = lastOwnContactOn, ObjectionOffered = objectionOffered },
            }
            : null;
}
