namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>A choice of people that was given a name, for everybody who makes campaigns. It says how they are chosen and names none of them.</summary>
public sealed class SavedAudience
{
    public Guid Id { get; init; }

    /// <summary>One audience a name.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="Audience"/> as JSON.</summary>
    public required string AudienceJson { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>The operator who did.</summary>
    public required string SavedBy { get; init; }

    public Audience ToAudience() => Audience.Parse(AudienceJson);
}
