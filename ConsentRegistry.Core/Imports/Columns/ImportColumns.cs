using System.Text.Json;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Settled columns as profiles and imports store them: header to the word of the field, null for "leave out".</summary>
internal static class ImportColumns
{
    public static string ToJson(IReadOnlyDictionary<string, ImportField?> columns) =>
        JsonSerializer.Serialize(columns.ToDictionary(each => each.Key, each => each.Value?.Word()));

    public static Dictionary<string, ImportField?> FromJson(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!.ToDictionary(each => each.Key, each => ImportFields.FromWord(each.Value));
}
