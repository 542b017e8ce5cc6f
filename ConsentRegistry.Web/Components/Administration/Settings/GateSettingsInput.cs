using System.ComponentModel.DataAnnotations;
using ConsentRegistry.Core.Sending.Settings;

namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>The settings as they are typed; what is empty or out of range never becomes settings (RULES 3, "Settings").</summary>
public sealed class GateSettingsInput : IValidatableObject
{
    private int version;

    public GateSettingsInput(RegistrySettings settings) => Take(settings);

    public ContactPermissionUse ContactPermission { get; set; }

    [Required(ErrorMessage = "Required"), Range(1, RegistrySettings.LongestPermissionMonths, ErrorMessage = "Months24")]
    public int? PermissionMonths { get; set; }

    [Required(ErrorMessage = "Required"), Range(1, 36, ErrorMessage = "Months36")]
    public int? ConsentMonths { get; set; }

    [Required(ErrorMessage = "Required"), Range(1, 36, ErrorMessage = "Months36")]
    public int? SoftOptInMonths { get; set; }

    public bool SoftOptInCoversEvents { get; set; }

    public bool SoftOptInCoversSms { get; set; }

    public bool ImpersonalMailboxOfUnknownCompany { get; set; }

    [Required(ErrorMessage = "Required"), Range(0, RegistrySettings.LongestFeedbackDays, ErrorMessage = "Days90")]
    public int? FeedbackDays { get; set; }

    [Required(ErrorMessage = "Required"), Range(1, 168, ErrorMessage = "Hours168")]
    public int? DoNotCallMaxAgeHours { get; set; }

    /// <summary>Off: post goes without a look at the Robinson list.</summary>
    public bool RobinsonIsChecked { get; set; }

    [CustomValidation(typeof(GateSettingsInput), nameof(CheckRobinsonDays))]
    public int? RobinsonMaxAgeDays { get; set; }

    [Required(ErrorMessage = "Required"), Range(0, int.MaxValue, ErrorMessage = "ZeroOrMore")]
    public int? MarketingPerPersonPer30Days { get; set; }

    public List<RouteInput> Routes { get; } = [];

    [Required(ErrorMessage = "Required"), MaxLength(2000, ErrorMessage = "TooLong")]
    public string Reason { get; set; } = "";

    /// <summary>Takes these values and their version into the fields; the reason stays as it was typed.</summary>
    public void Take(RegistrySettings settings)
    {
        version = settings.Version;
        var gate = settings.Gate;
        ContactPermission = gate.ContactPermission;
        PermissionMonths = gate.PermissionMonths;
        ConsentMonths = gate.ConsentMonths;
        SoftOptInMonths = gate.SoftOptInMonths;
        SoftOptInCoversEvents = gate.SoftOptInCoversEvents;
        SoftOptInCoversSms = gate.SoftOptInCoversSms;
        ImpersonalMailboxOfUnknownCompany = gate.ImpersonalMailboxOfUnknownCompany;
        FeedbackDays = gate.FeedbackDays;
        DoNotCallMaxAgeHours = gate.DoNotCallMaxAgeHours;
        RobinsonIsChecked = gate.RobinsonMaxAgeDays is not null;
        RobinsonMaxAgeDays = gate.RobinsonMaxAgeDays ?? GateSettings.Shipped.RobinsonMaxAgeDays;
        MarketingPerPersonPer30Days = settings.MarketingPerPersonPer30Days;
        Routes.Clear();
        Routes.AddRange(gate.AssessedRoutes.Select(RouteInput.Of));
    }

    /// <summary>What was typed; only after it proved valid.</summary>
    public RegistrySettings ToSettings() => new(
        version,
        new GateSettings
        {
            ContactPermission = ContactPermission,
            PermissionMonths = PermissionMonths!.Value,
            ConsentMonths = ConsentMonths!.Value,
            SoftOptInMonths = SoftOptInMonths!.Value,
            SoftOptInCoversEvents = SoftOptInCoversEvents,
            SoftOptInCoversSms = SoftOptInCoversSms,
            ImpersonalMailboxOfUnknownCompany = ImpersonalMailboxOfUnknownCompany,
            FeedbackDays = FeedbackDays!.Value,
            DoNotCallMaxAgeHours = DoNotCallMaxAgeHours!.Value,
            RobinsonMaxAgeDays = RobinsonIsChecked ? RobinsonMaxAgeDays : null,
            AssessedRoutes = [.. Routes.Select(route => route.ToRoute())],
        },
        MarketingPerPersonPer30Days!.Value);

    /// <summary>What stands in a field that is not shown is nobody's mistake.</summary>
    public static ValidationResult? CheckRobinsonDays(int? days, ValidationContext context) => ((GateSettingsInput)context.ObjectInstance).RobinsonIsChecked
        ? days switch
        {
            null => new ValidationResult("Required", [nameof(RobinsonMaxAgeDays)]),
            < 1 or > 366 => new ValidationResult("Days366", [nameof(RobinsonMaxAgeDays)]),
            _ => ValidationResult.Success,
        }
        : ValidationResult.Success;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Routes.Exists(route => string.IsNullOrWhiteSpace(route.Assessment)))
        {
            yield return new ValidationResult("RouteWithoutAssessment", [nameof(Routes)]);
        }

        if (Routes.DistinctBy(route => (route.Relationship, route.Kind, route.Channel)).Count() < Routes.Count)
        {
            yield return new ValidationResult("RouteTwice", [nameof(Routes)]);
        }
    }
}
