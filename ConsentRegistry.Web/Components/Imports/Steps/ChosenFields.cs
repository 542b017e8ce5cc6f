using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;

namespace ConsentRegistry.Web.Components.Imports.Steps;

/// <summary>What the columns of an upload hold, as chosen.</summary>
internal static class ChosenFields
{
    /// <summary>Columns whose field may be chosen.</summary>
    public static IEnumerable<UploadedColumn> Choosable(this UploadedFile file) => file.Columns.Where(column => !column.IsSensitive);

    /// <summary>The field of each of them, by its name; null for one that is left out.</summary>
    public static Dictionary<string, ImportField?> Fields(this UploadedFile file) =>
        file.Choosable().ToDictionary(column => column.Key, column => column.Field);
}
