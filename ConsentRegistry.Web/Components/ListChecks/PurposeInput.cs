using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>What a list is checked for, as its form holds it; also the addresses that were typed.</summary>
public sealed class PurposeInput
{
    /// <summary>Longer than this a list is a file; a field that is full may have lost its end.</summary>
    public const int LongestText = 300_000;

    /// <summary>The ways for which a list has addresses; streets are no list.</summary>
    public static IReadOnlyList<Channel> Channels { get; } = [Channel.Email, Channel.Phone, Channel.Sms];

    /// <summary>Null: only what stands on the suppression list counts, which is no permission.</summary>
    public MessageKind? Kind { get; set; } = MessageKind.ServiceNews;

    public Channel Channel { get; set; } = Channel.Email;

    [MaxLength(100, ErrorMessage = "TooLong"), CustomValidation(typeof(PurposeInput), nameof(NeededForOffer))]
    public string? Offer { get; set; }

    [MaxLength(300, ErrorMessage = "TooLong"), CustomValidation(typeof(PurposeInput), nameof(NeededForOffer))]
    public string? MatchReason { get; set; }

    public bool CarriesNotice { get; set; }

    /// <summary>Addresses in any spelling, one a line.</summary>
    public string? Typed { get; set; }

    /// <summary>The policy itself always does.</summary>
    public bool MayCarryNotice => Kind is not (null or MessageKind.PolicyNotice);

    /// <param name="policyVersion">The version of the policy that is in force.</param>
    /// <param name="column">The column with the addresses; null to find it.</param>
    public NewScrub ToScrub(string policyVersion, string? column) => new()
    {
        Channel = Channel,
        Column = column,
        Message = Kind is { } kind
            ? new MessageFacts
            {
                Kind = kind,
                Channel = Channel,
                Offer = kind == MessageKind.ProjectOffer ? Offer : null,
                MatchReason = kind == MessageKind.ProjectOffer ? MatchReason : null,
                CarriesNotice = kind == MessageKind.PolicyNotice || CarriesNotice,
                ObjectionOffered = true, // Nothing is ever sent without.
                PolicyVersion = kind == MessageKind.PolicyNotice ? policyVersion : null,
            }
            : null,
    };

    /// <summary>The key of what is wrong with the typed addresses; null when nothing is.</summary>
    /// <param name="most">How many may be asked about at a time.</param>
    public string? TypedProblem(int most) =>
        string.IsNullOrWhiteSpace(Typed) ? "Problem.Nothing"
        : Typed.Length >= LongestText ? "Problem.TypedTooLong"
        : Typed.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line)) > most ? "Problem.TooMany"
        : null;

    /// <summary>What the audit trail says of a check: what for, and how many; never whom.</summary>
    internal static Dictionary<string, string> AuditDetails(MessageKind? kind, Channel channel, ScrubResult found) => new()
    {
        ["kind"] = kind?.ToString() ?? "suppression-only",
        ["channel"] = channel.ToString(),
        ["rows"] = found.Rows.ToString(CultureInfo.InvariantCulture),
        ["allowed"] = found.Allowed.ToString(CultureInfo.InvariantCulture),
        ["blocked"] = found.Blocked.ToString(CultureInfo.InvariantCulture),
    };

    public static ValidationResult? NeededForOffer(string? value, ValidationContext context) =>
        string.IsNullOrWhiteSpace(value) && ((PurposeInput)context.ObjectInstance).Kind == MessageKind.ProjectOffer
            ? new ValidationResult("Required", [context.MemberName!])
            : null;
}
