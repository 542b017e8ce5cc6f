namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>Which parts a part of a workbook refers to.</summary>
internal sealed class Relationships
{
    private const int Most = 10_000;

    private readonly Dictionary<string, (string Type, string Target)> byId = new(StringComparer.Ordinal);

    /// <param name="of">The part that refers to others; empty for the file as a whole.</param>
    public Relationships(PackedParts parts, string of)
    {
        var folder = of.LastIndexOf('/') is >= 0 and var end ? of[..(end + 1)] : "";
        using var part = parts.Open($"{folder}_rels/{of[folder.Length..]}.rels");
        if (part?.ReadRoot() != true || part.IsEmpty)
        {
            return;
        }

        while (part.ReadWithin(0) && byId.Count < Most)
        {
            if (part.Name == "Relationship" && part["TargetMode"] != "External" && part["Id"] is { } id && part["Target"] is { } target)
            {
                byId.TryAdd(id, (part["Type"] ?? "", Path(folder, target.Replace('\\', '/'))));
            }
        }
    }

    /// <summary>The part that has an id; null where none has.</summary>
    public (string Type, string Target)? this[string? id] => id is not null && byId.TryGetValue(id, out var found) ? found : null;

    /// <summary>The first part of a type; null where there is none.</summary>
    /// <param name="type">The last word of its type: the standard has two forms of what stands before.</param>
    public string? FirstOf(string type) => byId.Values.FirstOrDefault(each => each.Type.EndsWith('/' + type, StringComparison.Ordinal)).Target;

    private static string Path(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
