using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>
/// Whom a campaign is meant for. It chooses people; only the gate decides whether they may be written to. Empty lists and nulls do not narrow the choice.
/// </summary>
public sealed record Audience
{
    private static readonly JsonSerializerOptions Format = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public IReadOnlyList<Relationship> Relationships { get; init; } = [];

    /// <summary>Only people with an opt-in to this topic on record.</summary>
    public Topic? OptedInTo { get; init; }

    /// <summary>nl, fr, en.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Tags of which a person must have at least one; letter case does not count.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    public static Audience Parse(string json) => JsonSerializer.Deserialize<Audience>(json, Format)!;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>The tags of a person that are asked for.</summary>
    public IEnumerable<string> MatchedSkills(string? tags) => (tags ?? string.Empty)
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(tag => Skills.Contains(tag, StringComparer.OrdinalIgnoreCase));
}
