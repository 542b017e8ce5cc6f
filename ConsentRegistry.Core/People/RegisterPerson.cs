using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.People;

/// <summary>Who a new person is and how the data came to us.</summary>
public sealed record NewPerson
{
    public string GivenName { get; init; } = string.Empty;

    public string FamilyName { get; init; } = string.Empty;

    /// <summary>nl, fr or en.</summary>
    public string Language { get; init; } = "nl";

    public string? Company { get; init; }

    public string? JobTitle { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Skills { get; init; }

    public Relationship Relationship { get; init; } = Relationship.Unknown;

    public AcquisitionSource? Source { get; init; }

    public CollectionMoment? Moment { get; init; }

    public string? Site { get; init; }

    /// <summary>Mail, numbers and postal addresses as typed.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>The day on which the data came or the person contacted us, Europe/Brussels.</summary>
    public DateOnly AcquiredOn { get; init; }

    /// <summary>The version of the Article 13/14 notice that was given; null where none was.</summary>
    public string? NoticeVersion { get; init; }

    /// <summary>The right to object was offered when the data were collected.</summary>
    public bool ObjectionOffered { get; init; }

    /// <summary>The person began an application now: it may be answered even after an erasure (rule G-03).</summary>
    public bool ApplicationBegun { get; init; }

    /// <summary>A colleague looked at the people with the same address and says that this is another one.</summary>
    public bool SharesAddress { get; init; }
}

/// <summary>Writes a new person by a colleague's hand, with acquisition and, where one arises (N-4), contact permission.</summary>
public sealed class RegisterPerson(RegistryWriter writer, ContactPointCipher cipher, AddressHolders addressHolders, PropagateBars propagate)
{
    public async Task<Result<Guid>> ExecuteAsync(NewPerson person, string by, CancellationToken cancellation = default)
    {
        if (Check(person) is { } refusal)
        {
            return refusal;
        }

        var outcome = await writer.WriteAsync(write => WriteAsync(write, person, by), cancellation);
        if (outcome.IsDone)
        {
            // An address that is barred already bars the person (RULES S-8).
            await propagate.ExecuteAsync(outcome.Value, by, cancellation);
        }

        return outcome;
    }

    /// <summary>What is missing before anything is looked up; null when nothing.</summary>
    internal static Refusal? Check(NewPerson person) => person switch
    {
        { GivenName: "", FamilyName: "", Company: null or "" } => Refusal.NameMissing,
        { Addresses.Count: 0 } => Refusal.NoContactPoint,
        { Language: not ("nl" or "fr" or "en") } => Refusal.LanguageUnknown,
        { Source: null } or { Moment: null } => Refusal.SourceMissing,
        _ => null,
    };

    /// <summary>Within a transaction that records more about the person; bars are extended after it.</summary>
    /// <param name="proof">What proves the contact; null where there is none.</param>
    /// <param name="act">The act that this is a part of; null for one of its own.</param>
    internal async Task<Result<Guid>> WriteAsync(RegistryWrite write, NewPerson given, string by, EventPayload? proof = null, Guid? act = null)
    {
        if (given.AcquiredOn > BrusselsTime.DayOf(write.At))
        {
            return Refusal.InFuture;
        }

        if (!given.SharesAddress)
        {
            foreach (var address in given.Addresses)
            {
                if ((await addressHolders.OfAsync(write.Context, address)).Count > 0)
                {
                    return Refusal.KnownPerson;
                }
            }
        }

        var person = new Person
        {
            Id = Guid.CreateVersion7(write.At),
            GivenName = given.GivenName.Trim(),
            FamilyName = given.FamilyName.Trim(),
            Language = given.Language,
            Company = given.Company,
            JobTitle = given.JobTitle,
            City = given.City,
            PostalCode = given.PostalCode,
            Skills = given.Skills,
            CreatedAt = write.At,
            ChangedAt = write.At,
        };
        person.UpdateSearchText();
        person.Relationships.Add(new PersonRelationship { PersonId = person.Id, Relationship = given.Relationship, SinceAt = write.At });
        person.Acquisitions.Add(new Acquisition
        {
            Id = Guid.CreateVersion7(write.At),
            PersonId = person.Id,
            Relationship = given.Relationship,
            Source = given.Source!.Value,
            Moment = given.Moment!.Value,
            Site = given.Site,
            AcquiredOn = given.AcquiredOn,
            RecordedAt = write.At,
        });
        person.ContactPoints.AddRange(given.Addresses.Select(address => cipher.ContactPointFor(person.Id, address, !given.Source.Value.IsIndirect(), write.At)));
        write.Context.Add(person);
        foreach (var draft in PersonEvents.OfNew(person, given.NoticeVersion, given.ObjectionOffered, given.ApplicationBegun, by, write.At, proof: proof, act: act))
        {
            await write.Ledger.AppendAsync(draft);
        }

        return person.Id;
    }
}
