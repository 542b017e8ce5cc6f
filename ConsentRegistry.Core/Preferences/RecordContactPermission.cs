using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>A contact begun by a candidate, from which the permission to offer projects arises (RULES 1, P-46…49).</summary>
public sealed record NewContactPermission(Guid Person, Relationship Relationship, AcquisitionSource Source, CollectionMoment Moment)
{
    /// <summary>The day of the contact, Europe/Brussels.</summary>
    public required DateOnly LastOwnContactOn { get; init; }

    /// <summary>The right to object was offered at collection.</summary>
    public bool ObjectionOffered { get; init; }

    public string? Site { get; init; }

    /// <summary>The version of the notice given on this occasion; null where none was.</summary>
    public string? NoticeVersion { get; init; }

    /// <summary>The contact is an application, which may be answered.</summary>
    public bool ApplicationBegun { get; init; }

    public string? Note { get; init; }

    public Evidence Evidence { get; init; } = Evidence.None;
}

/// <summary>Writes a contact permission: a fact with a date and a source, never consent, and never from a referral or a company's site (N-4).</summary>
public sealed class RecordContactPermission(RegistryWriter writer, SuppressionIndex index)
{
    public async Task<Result<Guid>> ExecuteAsync(NewContactPermission permission, string by, CancellationToken cancellation = default)
    {
        if (permission.Relationship is not (Relationship.CandidateApplied or Relationship.CandidateSourced))
        {
            return Refusal.NotACandidate;
        }

        if (!permission.Source.GivesContactPermission())
        {
            return Refusal.SourceGivesNoPermission;
        }

        var outcome = await writer.WriteAsync(write => WriteAsync(write, permission, by), cancellation);
        if (outcome.IsDone)
        {
            index.Touch(permission.Person);
        }

        return outcome;
    }

    /// <summary>
    /// The contact of a known person within a transaction that records more: relationship, acquisition, notice, and the permission where one
    /// arises.
    /// </summary>
    /// <param name="act">The act that this is a part of; null for one of its own.</param>
    internal static async Task<Result<Guid>> WriteAsync(RegistryWrite write, NewContactPermission given, string by, Guid? act = null)
    {
        if (given.LastOwnContactOn > BrusselsTime.DayOf(write.At))
        {
            return Refusal.InFuture;
        }

        var person = await write.Context.People.Include(each => each.Relationships).SingleOrDefaultAsync(each => each.Id == given.Person && each.MergedInto == null);
        if (person is null)
        {
            return Refusal.PersonNotFound;
        }

        var own = act ?? Guid.CreateVersion7(write.At);
        LedgerDraft Draft(LedgerEventType type) => new(type, person.Id, write.At, write.At, by) { ActId = own };
        if (person.Relationships.TrueForAll(each => each.Relationship != given.Relationship))
        {
            person.Relationships.Add(new PersonRelationship { PersonId = person.Id, Relationship = given.Relationship, SinceAt = write.At });
            await write.Ledger.AppendAsync(Draft(LedgerEventType.RelationshipAdded) with { Facts = new EventFacts { Relationship = given.Relationship } });
        }

        var acquisition = new Acquisition
        {
            Id = Guid.CreateVersion7(write.At),
            PersonId = person.Id,
            Relationship = given.Relationship,
            Source = given.Source,
            Moment = given.Moment,
            Site = given.Site,
            AcquiredOn = given.LastOwnContactOn,
            RecordedAt = write.At,
        };
        write.Context.Add(acquisition);
        var acquired = PersonEvents.OfAcquisition(Draft(LedgerEventType.AcquisitionRecorded), acquisition);
        var permission = PersonEvents.PermissionOf(Draft(LedgerEventType.ContactPermissionRecorded), acquisition, given.LastOwnContactOn, given.ObjectionOffered);
        var proof = new EventPayload
        {
            Note = given.Note,
            Evidence = given.Evidence,
        };
        await write.Ledger.AppendAsync(permission is null ? PersonEvents.WithProof(acquired, proof) : acquired);
        if (permission is not null)
        {
            await write.Ledger.AppendAsync(PersonEvents.WithProof(permission, proof));
        }

        if (given.NoticeVersion is not null)
        {
            await write.Ledger.AppendAsync(Draft(LedgerEventType.NoticeGiven) with { Facts = new EventFacts { Version = given.NoticeVersion } });
        }

        if (given.ApplicationBegun)
        {
            await write.Ledger.AppendAsync(Draft(LedgerEventType.ApplicationBegun));
        }

        person.ChangedAt = write.At;
        return person.Id;
    }
}
