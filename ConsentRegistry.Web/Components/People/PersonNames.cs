using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;

namespace ConsentRegistry.Web.Components.People;

/// <summary>How a person is called on screens.</summary>
public static class PersonNames
{
    /// <summary>The name; where there is none, the company.</summary>
    public static string DisplayName(this PersonView view) => view.Person.FullName is { Length: > 0 } name ? name : view.Person.Company ?? "";

    /// <inheritdoc cref="DisplayName(PersonView)"/>
    public static string DisplayName(this PersonRow row) => row.FullName is { Length: > 0 } name ? name : row.Company ?? "";
}
