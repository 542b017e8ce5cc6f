using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>Writes new people with all that belongs to them in one transaction, by prepared commands: a file may hold a million.</summary>
internal sealed class PersonInserts(RegistryDbContext context) : IDisposable
{
    private readonly PreparedCommand people = PreparedCommand.Insert(
        context, "People",
        "Id", "GivenName", "FamilyName", "SearchText", "Language", "Company", "JobTitle", "City", "PostalCode", "Country", "Skills", "ProfileUrl", "ExternalId",
        "ProtectedNotes", "CreatedAt", "ChangedAt", "CreatedByImport", "Revision");

    private readonly PreparedCommand relationships = PreparedCommand.Insert(context, "Relationships", "PersonId", "Relationship", "SinceAt");

    private readonly PreparedCommand contactPoints = PreparedCommand.Insert(
        context, "ContactPoints", "Id", "PersonId", "Kind", "ProtectedValue", "MailboxIndex", "Impersonal", "GivenByPerson", "AddedAt");

    private readonly PreparedCommand acquisitions = PreparedCommand.Insert(
        context, "Acquisitions", "Id", "PersonId", "Relationship", "Source", "Moment", "Site", "AcquiredOn", "RecordedAt", "ImportId");

    public void Write(Person person)
    {
        people.Execute(
            person.Id, person.GivenName, person.FamilyName, person.SearchText, person.Language, person.Company, person.JobTitle, person.City, person.PostalCode,
            person.Country, person.Skills, person.ProfileUrl, person.ExternalId, person.ProtectedNotes, context.ToColumn(person.CreatedAt),
            context.ToColumn(person.ChangedAt), person.CreatedByImport, person.Revision);
        foreach (var each in person.Relationships)
        {
            relationships.Execute(each.PersonId, each.Relationship.ToString(), context.ToColumn(each.SinceAt));
        }

        foreach (var each in person.ContactPoints)
        {
            contactPoints.Execute(
                each.Id, each.PersonId, each.Kind.ToString(), each.ProtectedValue, each.MailboxIndex, each.Impersonal, each.GivenByPerson, context.ToColumn(each.AddedAt));
        }

        foreach (var each in person.Acquisitions)
        {
            acquisitions.Execute(
                each.Id, each.PersonId, each.Relationship.ToString(), each.Source.ToString(), each.Moment.ToString(), each.Site, each.AcquiredOn,
                context.ToColumn(each.RecordedAt), each.ImportId);
        }
    }

    public void Dispose()
    {
        people.Dispose();
        relationships.Dispose();
        contactPoints.Dispose();
        acquisitions.Dispose();
    }
}
