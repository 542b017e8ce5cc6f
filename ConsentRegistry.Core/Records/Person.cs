using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Records;

/// <summary>
/// A person whose data we hold. Facts about consent are not here but in the ledger; this is who they are and how to reach them. It holds
/// no CV, no letters and nothing of a sensitive kind (P-18…26).
/// </summary>
public sealed class Person
{
    /// <summary>The pseudonym: it stands in ledger, journal and tokens, and means nothing once this row is gone.</summary>
    public Guid Id { get; init; }

    public string GivenName { get; set; } = string.Empty;

    public string FamilyName { get; set; } = string.Empty;

    /// <summary>Names and company in one folded text (no case, no accents), by which parts are found.</summary>
    public string SearchText { get; set; } = string.Empty;

    /// <summary>nl, fr or en: the language in which we write to the person.</summary>
    public string Language { get; set; } = "nl";

    public string? Company { get; set; }

    public string? JobTitle { get; set; }

    public string? City { get; set; }

    public string? PostalCode { get; set; }

    public string? Country { get; set; }

    /// <summary>Tags, separated by a comma and a space.</summary>
    public string? Skills { get; set; }

    public string? ProfileUrl { get; set; }

    /// <summary>The number that the source site gave.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Notes of colleagues, encrypted (column <c>People.Notes</c>).</summary>
    public byte[]? ProtectedNotes { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The import that made the record; null when a colleague did.</summary>
    public Guid? CreatedByImport { get; init; }

    /// <summary>Where the record went when it proved to be the same person as another; the row stays as a signpost without data.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Raised by each change, so that two windows do not overwrite each other unseen.</summary>
    public int Revision { get; set; }

    public List<PersonRelationship> Relationships { get; } = [];

    public List<ContactPoint> ContactPoints { get; } = [];

    public List<Acquisition> Acquisitions { get; } = [];

    public string FullName => $"{GivenName} {FamilyName}".Trim();

    /// <summary>The texts above as one value; setting it brings the text for finding up to date.</summary>
    public PersonDetails Details
    {
        get => new()
        {
            GivenName = Known(GivenName),
            FamilyName = Known(FamilyName),
            Company = Known(Company),
            JobTitle = Known(JobTitle),
            City = Known(City),
            PostalCode = Known(PostalCode),
            Country = Known(Country),
            Skills = Known(Skills),
            ProfileUrl = Known(ProfileUrl),
            ExternalId = Known(ExternalId),
        };
        set
        {
            (GivenName, FamilyName) = (value.GivenName ?? string.Empty, value.FamilyName ?? string.Empty);
            (Company, JobTitle, Skills) = (value.Company, value.JobTitle, value.Skills);
            (City, PostalCode, Country) = (value.City, value.PostalCode, value.Country);
            (ProfileUrl, ExternalId) = (value.ProfileUrl, value.ExternalId);
            UpdateSearchText();
        }
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>To be called after each change of a name: both orders of it, then the company.</summary>
    public void UpdateSearchText() => SearchText = Storage.SearchText.Fold($"{GivenName} {FamilyName} {GivenName} | {Company}");
}

/// <summary>One of the things that a person is to us.</summary>
public sealed class PersonRelationship
{
    public Guid PersonId { get; init; }

    public Relationship Relationship { get; init; }

    public DateTimeOffset SinceAt { get; init; }
}
