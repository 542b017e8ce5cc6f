using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>What changes of a person; a null field stays as it is, an empty one is cleared.</summary>
public sealed record PersonChanges
{
    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Language { get; init; }

    public string? Company { get; init; }

    public string? JobTitle { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public string? Skills { get; init; }

    /// <summary>One tag more, beside those that are there; null for none. Letter case does not count.</summary>
    public string? AddSkill { get; init; }

    /// <summary>One tag less; null for none.</summary>
    public string? RemoveSkill { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<Address> AddAddresses { get; init; } = [];

    /// <summary>Contact points to take away; bars that came from them stay with the person and on their keys.</summary>
    public IReadOnlyList<Guid> RemoveContactPoints { get; init; } = [];

    public IReadOnlyList<Relationship> AddRelationships { get; init; } = [];

    /// <summary>The person gave the new addresses, so that opt-ins go with them (N-5).</summary>
    public bool AddressesGivenByPerson { get; init; }

    /// <summary>The revision that the window showed; null when the caller saw none.</summary>
    public int? Revision { get; init; }
}

/// <summary>Changes who a person is and how to reach them; consent is not touched by it, and no bar is lifted (guarantee 3).</summary>
public sealed class EditPerson(RegistryWriter writer, ContactPointCipher cipher, ProtectedValues values, PropagateBars propagate, SuppressionIndex index)
{
    /// <summary>The column name bound into encrypted notes.</summary>
    public const string NotesColumn = "People.Notes";

    public async Task<Result<Guid>> ExecuteAsync(Guid id, PersonChanges changes, string by, CancellationToken cancellation = default)
    {
        if (changes.Language is not (null or "nl" or "fr" or "en"))
        {
            return Refusal.LanguageUnknown;
        }

        // Bars first go to all present addresses, so that taking one away loses none.
        await propagate.ExecuteAsync(id, by, cancellation);
        var outcome = await writer.WriteAsync(write => WriteAsync(write, id, changes, by), cancellation);
        if (outcome.IsDone)
        {
            index.Touch(id);
            await propagate.ExecuteAsync(id, by, cancellation);
        }

        return outcome;
    }

    private async Task<Result<Guid>> WriteAsync(RegistryWrite write, Guid id, PersonChanges changes, string by)
    {
        var person = await write.Context.People.Include(each => each.ContactPoints).Include(each => each.Relationships).SingleOrDefaultAsync(each => each.Id == id);
        if (person is null || person.MergedInto is not null)
        {
            return Refusal.PersonNotFound;
        }

        if (changes.Revision is { } seen && seen != person.Revision)
        {
            return Refusal.ChangedMeanwhile;
        }

        person.GivenName = changes.GivenName?.Trim() ?? person.GivenName;
        person.FamilyName = changes.FamilyName?.Trim() ?? person.FamilyName;
        person.Language = changes.Language ?? person.Language;
        person.Company = Changed(person.Company, changes.Company);
        person.JobTitle = Changed(person.JobTitle, changes.JobTitle);
        person.City = Changed(person.City, changes.City);
        person.PostalCode = Changed(person.PostalCode, changes.PostalCode);
        person.Country = Changed(person.Country, changes.Country);
        person.Skills = Changed(person.Skills, changes.Skills);
        if (changes.AddSkill is not null || changes.RemoveSkill is not null)
        {
            var skills = SkillsOf(person.Skills, changes);
            if (skills == (person.Skills ?? string.Empty))
            {
                return Refusal.NothingToChange;
            }

            person.Skills = Changed(person.Skills, skills);
        }

        if (changes.Notes is not null)
        {
            person.ProtectedNotes = changes.Notes.Length == 0 ? null : values.Protect(changes.Notes, NotesColumn, person.Id);
        }

        if (person.FullName.Length == 0 && string.IsNullOrEmpty(person.Company))
        {
            return Refusal.NameMissing;
        }

        var act = Guid.CreateVersion7(write.At);
        LedgerDraft Draft(LedgerEventType type) => new(type, person.Id, write.At, write.At, by) { ActId = act };
        await write.Ledger.AppendAsync(Draft(LedgerEventType.PersonEdited));
        foreach (var point in person.ContactPoints.Where(point => changes.RemoveContactPoints.Contains(point.Id)).ToList())
        {
            person.ContactPoints.Remove(point);
            await write.Ledger.AppendAsync(Draft(LedgerEventType.ContactPointRemoved) with { Facts = new EventFacts { ContactPoint = point.Id } });
        }

        foreach (var address in changes.AddAddresses)
        {
            var fresh = cipher.ContactPointFor(person.Id, address, changes.AddressesGivenByPerson, write.At);
            if (person.ContactPoints.Any(point => point.Kind == fresh.Kind && point.MailboxIndex.AsSpan().SequenceEqual(fresh.MailboxIndex)))
            {
                continue;
            }

            write.Context.Add(fresh);
            await write.Ledger.AppendAsync(Draft(LedgerEventType.ContactPointAdded) with { Facts = new EventFacts { ContactPoint = fresh.Id } });
        }

        if (person.ContactPoints.Count == 0)
        {
            return Refusal.NoContactPoint;
        }

        foreach (var relationship in changes.AddRelationships.Where(each => person.Relationships.TrueForAll(has => has.Relationship != each)))
        {
            person.Relationships.Add(new PersonRelationship { PersonId = person.Id, Relationship = relationship, SinceAt = write.At });
            await write.Ledger.AppendAsync(Draft(LedgerEventType.RelationshipAdded) with { Facts = new EventFacts { Relationship = relationship } });
        }

        person.UpdateSearchText();
        person.ChangedAt = write.At;
        person.Revision++;
        return person.Id;
    }

    /// <summary>The tags with one more or one less; unchanged where they have it already, or do not have it.</summary>
    private static string SkillsOf(string? skills, PersonChanges changes)
    {
        var tags = (skills ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var removed = tags.RemoveAll(tag => string.Equals(tag, changes.RemoveSkill, StringComparison.OrdinalIgnoreCase)) > 0;
        var added = changes.AddSkill?.Trim() is { Length: > 0 } skill && !tags.Contains(skill, StringComparer.OrdinalIgnoreCase);
        return removed || added ? string.Join(", ", added ? tags.Append(changes.AddSkill!.Trim()) : tags) : skills ?? string.Empty;
    }

    private static string? Changed(string? old, string? given) => given switch
    {
        null => old,
        _ when string.IsNullOrWhiteSpace(given) => null,
        _ => given.Trim(),
    };
}
