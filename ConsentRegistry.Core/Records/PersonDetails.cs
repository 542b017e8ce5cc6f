namespace ConsentRegistry.Core.Records;

/// <summary>Who somebody is, in texts. Null where nothing is known.</summary>
public sealed record PersonDetails
{
    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Company { get; init; }

    public string? JobTitle { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public string? Skills { get; init; }

    public string? ProfileUrl { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The same with blanks filled from another; what is there already is never written over.</summary>
    public PersonDetails FilledBy(PersonDetails other) => new()
    {
        GivenName = GivenName ?? other.GivenName,
        FamilyName = FamilyName ?? other.FamilyName,
        Company = Company ?? other.Company,
        JobTitle = JobTitle ?? other.JobTitle,
        City = City ?? other.City,
        PostalCode = PostalCode ?? other.PostalCode,
        Country = Country ?? other.Country,
        Skills = Skills ?? other.Skills,
        ProfileUrl = ProfileUrl ?? other.ProfileUrl,
        ExternalId = ExternalId ?? other.ExternalId,
    };

    /// <summary>Whether another knows something of which nothing is known here.</summary>
    public bool GainsFrom(PersonDetails other) => FilledBy(other) != this;
}
