using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Settings;

/// <summary>The settings that the gate reads (RULES 3, "Settings"); a new instance has the shipped values.</summary>
public sealed record GateSettings
{
    public static GateSettings Shipped { get; } = new();

    public ContactPermissionUse ContactPermission { get; init; } = ContactPermissionUse.AsPolicyStates;

    /// <summary>Calendar months from the last contact begun by the person, 1–36.</summary>
    public int PermissionMonths { get; init; } = 24;

    /// <summary>Calendar months that an opt-in lasts, 1–36.</summary>
    public int ConsentMonths { get; init; } = 24;

    /// <summary>Calendar months from the last sale, 1–36.</summary>
    public int SoftOptInMonths { get; init; } = 24;

    public bool SoftOptInCoversEvents { get; init; }

    public bool SoftOptInCoversSms { get; init; }

    public bool ImpersonalMailboxOfUnknownCompany { get; init; }

    /// <summary>Calendar days after the end of a service in which feedback may be asked, 0–3650; the last one counts.</summary>
    public int FeedbackDays { get; init; } = 90;

    /// <summary>How old a do-not-call check may be, in hours, 1–168; exactly as old still counts.</summary>
    public int DoNotCallMaxAgeHours { get; init; } = 24;

    /// <summary>How old a Robinson check may be, in periods of 24 hours, 1–366; null switches G-11 off for Post.</summary>
    public int? RobinsonMaxAgeDays { get; init; } = 31;

    public IReadOnlyList<AssessedRoute> AssessedRoutes { get; init; } = [];

    /// <summary>Whether every value is one that INTERFACES 3 allows; the gate decides nothing on settings out of range (G-01).</summary>
    [JsonIgnore]
    public bool IsInRange =>
        Enum.IsDefined(ContactPermission)
        && PermissionMonths is >= 1 and <= 36
        && ConsentMonths is >= 1 and <= 36
        && SoftOptInMonths is >= 1 and <= 36
        && FeedbackDays is >= 0 and <= 3650
        && DoNotCallMaxAgeHours is >= 1 and <= 168
        && RobinsonMaxAgeDays is null or >= 1 and <= 366
        && AssessedRoutes.All(static route => route is { Assessment.Length: > 0 });

    /// <summary>The id of the written assessment for this route; null when there is none, and always on e-mail and text messages (G-17).</summary>
    public string? AssessmentOf(Relationship relationship, MessageKind kind, Channel channel) =>
        channel is not (Channel.Phone or Channel.Post)
            ? null
            : AssessedRoutes.FirstOrDefault(route => route.Covers(relationship, kind, channel))?.Assessment;
}

/// <summary>How far a contact permission carries a project offer (G-16).</summary>
public enum ContactPermissionUse
{
    /// <summary>What the published policy says: candidates who applied and candidates found through a CV on a job site.</summary>
    AsPolicyStates = 1,

    /// <summary>Prudent: only candidates who applied.</summary>
    ApplicantsOnly = 2,

    /// <summary>Strict: nobody; a project offer needs an opt-in.</summary>
    OptInOnly = 3,
}

/// <summary>
/// A route by telephone or post that rests on a written assessment of legitimate interests, whose id is never empty (GDPR
/// 6(1)(f), G-17).
/// </summary>
public sealed record AssessedRoute(Relationship Relationship, MessageKind Kind, Channel Channel, string Assessment)
{
    public bool Covers(Relationship relationship, MessageKind kind, Channel channel) =>
        Relationship == relationship && Kind == kind && Channel == channel;
}
