using System.Text.Json;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What a column of an import file can hold. In camel case the names are those of the import report and of mapping profiles.</summary>
public enum ImportField
{
    Email = 1,
    SecondEmail,
    Phone,
    Mobile,
    GivenName,
    FamilyName,

    /// <summary>Given and family name in one column.</summary>
    FullName,
    Language,
    Company,
    JobTitle,
    City,
    PostalCode,
    Country,
    Skills,
    VacancyReference,

    /// <summary>The day of the application.</summary>
    AppliedAt,
    ProfileUrl,

    /// <summary>The number of the person at the site that the file comes from.</summary>
    ExternalId,

    /// <summary>A claim of the file that the person agreed to marketing; never a proof by itself.</summary>
    MarketingOptIn,
    MarketingOptInAt,
    OptInWording,

    /// <summary>The file says that the person does not want to be contacted.</summary>
    OptedOut,
    OptedOutAt,
    Notes,

    /// <summary>The day of the last contact that the person began.</summary>
    LastContactAt,
}

/// <summary>The words for fields in reports and profiles.</summary>
public static class ImportFields
{
    private static readonly Dictionary<string, ImportField> ByWord = Enum.GetValues<ImportField>().ToDictionary(Word, StringComparer.Ordinal);

    /// <summary>The canonical name: secondEmail, appliedAt, …</summary>
    public static string Word(this ImportField field) => JsonNamingPolicy.CamelCase.ConvertName(field.ToString());

    /// <summary>The field of a canonical name; null for any other word.</summary>
    public static ImportField? FromWord(string? word) => word is not null && ByWord.TryGetValue(word, out var field) ? field : null;
}
