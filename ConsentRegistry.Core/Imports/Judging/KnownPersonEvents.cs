using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>Writes down what a row told anew about a known person: relationship, source, contact. Texts are filled by <see cref="KnownPersonUpdate"/>.</summary>
internal static class KnownPersonEvents
{
    /// <param name="person">Tracked by the context of <paramref name="write"/>.</param>
    /// <param name="acquisition">As this import would record it.</param>
    public static IEnumerable<LedgerDraft> Of(Person person, KnownPersonUpdate update, Acquisition acquisition, ImportRun run, RegistryWrite write)
    {
        var act = Guid.CreateVersion7(write.At);
        LedgerDraft Draft(LedgerEventType type) => new(type, person.Id, write.At, write.At, run.By) { ActId = act, Facts = new EventFacts { Cause = run.Id } };

        if (update.FillsBlank)
        {
            yield return Draft(LedgerEventType.PersonEdited);
        }

        if (update.NewRelationship)
        {
            person.Relationships.Add(new PersonRelationship { PersonId = person.Id, Relationship = run.Relationship, SinceAt = write.At });
            yield return Draft(LedgerEventType.RelationshipAdded) with { Facts = new EventFacts { Relationship = run.Relationship, Cause = run.Id } };
        }

        if (update.NewSource)
        {
            write.Context.Add(acquisition);
            yield return PersonEvents.OfAcquisition(Draft(LedgerEventType.AcquisitionRecorded), acquisition);
        }

        if (update.NewSource && run.NoticeVersion is not null)
        {
            yield return Draft(LedgerEventType.NoticeGiven) with { Facts = new EventFacts { Version = run.NoticeVersion, Cause = run.Id } };
        }

        if ((update.ContactOn is not null || (update.NewSource && !update.IsContactUnknown))
            && PersonEvents.PermissionOf(Draft(LedgerEventType.ContactPermissionRecorded), acquisition, update.ContactOn ?? acquisition.AcquiredOn, false) is { } permission)
        {
            yield return permission;
        }
    }
}
