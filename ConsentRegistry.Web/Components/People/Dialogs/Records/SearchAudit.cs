using System.Globalization;
using ConsentRegistry.Core.Auditing;

namespace ConsentRegistry.Web.Components.People.Dialogs.Records;

/// <summary>A search for people within a form is a look like any other.</summary>
internal static class SearchAudit
{
    /// <param name="by">The operator's id.</param>
    public static Task RecordSearchAsync(this AuditTrail audit, string by, int found) => audit.RecordAsync(
        by, AuditAction.PeopleSearched, details: new Dictionary<string, string> { ["found"] = found.ToString(CultureInfo.InvariantCulture) });
}
