using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>Turns a row into a person and the events that the person begins with.</summary>
internal sealed class ImportedPerson(ImportRun run, ContactPointCipher cipher, ProtectedValues values)
{
    private readonly DateOnly today = BrusselsTime.DayOf(run.StartedAt);

    /// <summary>The addresses that a person gets from a row: the main ones first, then the others of its cells and columns (W-6).</summary>
    public static IEnumerable<Address> KeptAddresses(ImportRow row) =>
        [.. row.Emails.Select(Address.Of).DistinctBy(address => address.Mailbox), .. row.Phones.Select(Address.Of)];

    /// <summary>
    /// The day of the person's last own contact: as the row states it, else today where the file has no column for it (W-8). Null where it is unknown: the
    /// file has such a column, and the row holds no day in it, one that cannot be read, or one that has not come yet. No contact permission arises then.
    /// </summary>
    public static DateOnly? ContactOn(ImportRow row, DateOnly today) =>
        StatedContactOn(row, today) ?? (row.IsContactUnknown || row.LastContactOn is not null || row.AppliedOn is not null ? null : today);

    /// <summary>The day of the person's last own contact as the row states it; null where it states none, or one that has not come yet.</summary>
    public static DateOnly? StatedContactOn(ImportRow row, DateOnly today) =>
        row.LastContactOn <= today ? row.LastContactOn : row.AppliedOn <= today ? row.AppliedOn : null;

    public Person Of(ImportRow row, Guid id, DateTimeOffset at)
    {
        var person = new Person
        {
            Id = id,
            Details = row.Details,
            Language = ImportLanguages.Of(row.Language) ?? "nl",
            ProtectedNotes = row.Notes is null ? null : values.Protect(row.Notes, EditPerson.NotesColumn, id),
            CreatedAt = at,
            ChangedAt = at,
            CreatedByImport = run.Id,
        };
        person.Relationships.Add(new PersonRelationship { PersonId = id, Relationship = run.Relationship, SinceAt = at });
        person.Acquisitions.Add(AcquisitionOf(id, at));
        person.ContactPoints.AddRange(KeptAddresses(row).Select(address => cipher.ContactPointFor(id, address, !run.Source.IsIndirect(), at)));
        return person;
    }

    /// <summary>The day on which the data came is that of the import, whatever contact the row states: the Article 14 clock runs from it.</summary>
    public Acquisition AcquisitionOf(Guid person, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        PersonId = person,
        Relationship = run.Relationship,
        Source = run.Source,
        Moment = run.Moment,
        Site = run.Site,
        AcquiredOn = today,
        RecordedAt = at,
        ImportId = run.Id,
    };

    /// <summary>The events of a new person. Never an application: a file must not unlock an erasure (rule G-03).</summary>
    public IEnumerable<LedgerDraft> EventsOf(Person person, ImportRow row, DateTimeOffset at)
    {
        var contactOn = ContactOn(row, today);
        foreach (var draft in PersonEvents.OfNew(person, run.NoticeVersion, objectionOffered: false, applicationBegun: false, run.By, at, contactOn)
            .Where(draft => contactOn is not null || draft.Type != LedgerEventType.ContactPermissionRecorded))
        {
            yield return draft;
        }

        if (row.MarketingOptIn == true)
        {
            yield return OptInOf(person, row, at);
        }

        foreach (var channel in row.Statements.Claims.Distinct())
        {
            yield return new LedgerDraft(LedgerEventType.OptInClaimed, person.Id, at, at, run.By)
            {
                ActId = Guid.CreateVersion7(at),
                Channel = channel,
                Facts = new EventFacts { Cause = run.Id },
                Payload = new EventPayload { Site = run.Site },
            };
        }
    }

    /// <summary>
    /// A "yes" in a file is a claim, which allows nothing. Only where the DPO approved how the source asks, and date and wording stand in the
    /// row, it is a proven opt-in; never one begun by the person, so that it lifts nothing (RULES 1).
    /// </summary>
    private LedgerDraft OptInOf(Person person, ImportRow row, DateTimeOffset at)
    {
        var givenOn = row.MarketingOptInOn <= today ? row.MarketingOptInOn : null;
        var email = person.ContactPoints.Find(point => point.Kind == AddressKind.Email);
        var approved = givenOn is not null && row.OptInWording is not null && email is not null ? run.ApprovedOptIns : null;
        var draft = new LedgerDraft(
            approved is not null ? LedgerEventType.OptInRecorded : LedgerEventType.OptInClaimed, person.Id, givenOn is { } day ? BrusselsTime.StartOf(day) : at, at, run.By)
        {
            ActId = Guid.CreateVersion7(at),
            Channel = Channel.Email,
            Facts = new EventFacts { Cause = run.Id },
            Payload = new EventPayload { Wording = row.OptInWording, Site = run.Site },
        };
        return approved is null ? draft : draft with
        {
            Topic = approved.Topic,
            Facts = new EventFacts { Cause = run.Id, Proven = true, ContactPoint = email!.Id, Version = approved.PolicyVersion },
            Payload = new EventPayload
            {
                Wording = row.OptInWording,
                Language = person.Language,
                How = run.Profile,
                Site = run.Site,
                EvidenceText = $"{run.FileName}, line {row.Line}, SHA-256 {run.Sha256}; source approved by {approved.By}",
            },
        };
    }
}
