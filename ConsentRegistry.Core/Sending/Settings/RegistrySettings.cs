using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Settings;

/// <summary>The settings of the gate and of campaigns as they were at some version (RULES 3, "Settings").</summary>
/// <param name="Version">From 1; 0 for the shipped values, before anybody changed one. Logged with each decision (N-6).</param>
/// <param name="Gate">What the rules read.</param>
/// <param name="MarketingPerPersonPer30Days">The extra cap of campaigns (code <c>FrequencyCapped</c>).</param>
public sealed record RegistrySettings(int Version, GateSettings Gate, int MarketingPerPersonPer30Days)
{
    /// <summary>A permission may be made to last less than the policy says, never longer (RULES 3, "Settings"); in calendar months.</summary>
    public const int LongestPermissionMonths = 24;

    /// <summary>The same for asking for feedback, in calendar days.</summary>
    public const int LongestFeedbackDays = 90;

    public static RegistrySettings Shipped { get; } = new(0, GateSettings.Shipped, 4);

    /// <summary>
    /// Whether the organisation may use these values. Narrower than what the gate can calculate with, which what-if questions use
    /// (<see cref="GateSettings.IsInRange"/>).
    /// </summary>
    [JsonIgnore]
    public bool IsAllowed =>
        Gate.IsInRange
        && Gate.PermissionMonths <= LongestPermissionMonths
        && Gate.FeedbackDays <= LongestFeedbackDays
        && Gate.AssessedRoutes.All(route => route.Channel is Channel.Phone or Channel.Post)
        && Gate.AssessedRoutes.DistinctBy(route => (route.Relationship, route.Kind, route.Channel)).Count() == Gate.AssessedRoutes.Count
        && MarketingPerPersonPer30Days >= 0;
}

/// <summary>One version of the settings as it is stored: who changed what, why, when.</summary>
public sealed class SettingsVersion
{
    public int Version { get; init; }

    /// <summary>The whole of the settings as JSON.</summary>
    public required string Json { get; init; }

    public required string ChangedBy { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}
