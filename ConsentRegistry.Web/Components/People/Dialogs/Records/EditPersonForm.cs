using System.ComponentModel.DataAnnotations;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.Dialogs.Records;

/// <summary>What is typed to change a person; filled from what is known.</summary>
public sealed class EditPersonForm
{
    [MaxLength(100, ErrorMessage = "TooLong")]
    public string GivenName { get; set; } = "";

    [MaxLength(100, ErrorMessage = "TooLong")]
    public string FamilyName { get; set; } = "";

    public string Language { get; set; } = "nl";

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? Company { get; set; }

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? JobTitle { get; set; }

    [MaxLength(20, ErrorMessage = "TooLong")]
    public string? PostalCode { get; set; }

    [MaxLength(100, ErrorMessage = "TooLong")]
    public string? City { get; set; }

    [MaxLength(500, ErrorMessage = "TooLong")]
    public string? Skills { get; set; }

    [MaxLength(4000, ErrorMessage = "TooLong")]
    public string? Notes { get; set; }

    public HashSet<Relationship> AddRelationships { get; } = [];

    public HashSet<Guid> RemoveContactPoints { get; } = [];

    public TypedAddresses Addresses { get; } = new();

    public bool AddressesGivenByPerson { get; set; }

    public static EditPersonForm Of(PersonView view) => new()
    {
        GivenName = view.Person.GivenName,
        FamilyName = view.Person.FamilyName,
        Language = view.Person.Language,
        Company = view.Person.Company,
        JobTitle = view.Person.JobTitle,
        PostalCode = view.Person.PostalCode,
        City = view.Person.City,
        Skills = view.Person.Skills,
        Notes = view.Notes,
    };

    /// <param name="revision">The revision that the window shows.</param>
    public PersonChanges ToChanges(int revision) => new()
    {
        GivenName = GivenName,
        FamilyName = FamilyName,
        Language = Language,
        Company = Company ?? "",
        JobTitle = JobTitle ?? "",
        PostalCode = PostalCode ?? "",
        City = City ?? "",
        Skills = Skills ?? "",
        Notes = Notes ?? "",
        AddRelationships = [.. AddRelationships],
        RemoveContactPoints = [.. RemoveContactPoints],
        AddAddresses = Addresses.Read(),
        AddressesGivenByPerson = AddressesGivenByPerson,
        Revision = revision,
    };
}
