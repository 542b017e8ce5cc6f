using ConsentRegistry.Core.Imports.Columns;

namespace ConsentRegistry.Web.Components.Imports.Steps;

/// <summary>The fields of a person in the order in which somebody looks for them.</summary>
internal static class FieldGroups
{
    public static IReadOnlyList<(string Group, ImportField[] Fields)> All { get; } =
    [
        ("Reach", [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile]),
        ("Who", [ImportField.GivenName, ImportField.FamilyName, ImportField.FullName, ImportField.Language]),
        ("Wishes", [
            ImportField.OptedOut, ImportField.OptedOutAt, ImportField.MarketingOptIn, ImportField.MarketingOptInAt, ImportField.OptInWording]),
        ("Work", [ImportField.Company, ImportField.JobTitle, ImportField.Skills]),
        ("Application", [
            ImportField.VacancyReference, ImportField.AppliedAt, ImportField.LastContactAt, ImportField.ExternalId, ImportField.ProfileUrl, ImportField.Notes]),
        ("Place", [ImportField.City, ImportField.PostalCode, ImportField.Country]),
    ];
}
