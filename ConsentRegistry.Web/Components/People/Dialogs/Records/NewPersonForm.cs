using System.ComponentModel.DataAnnotations;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.Dialogs.Records;

/// <summary>What is typed to register a person.</summary>
public sealed class NewPersonForm
{
    [MaxLength(100, ErrorMessage = "TooLong")]
    public string GivenName { get; set; } = "";

    [MaxLength(100, ErrorMessage = "TooLong"), NameOrCompany(ErrorMessage = "NameOrCompany")]
    public string FamilyName { get; set; } = "";

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? Company { get; set; }

    public string Language { get; set; } = "nl";

    [Required(ErrorMessage = "Required")]
    public Relationship? Relationship { get; set; }

    [Required(ErrorMessage = "Required")]
    public AcquisitionSource? Source { get; set; }

    [Required(ErrorMessage = "Required")]
    public CollectionMoment? Moment { get; set; }

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? Site { get; set; }

    [Required(ErrorMessage = "Required")]
    public DateOnly? AcquiredOn { get; set; }

    public TypedAddresses Addresses { get; } = new();

    public OriginInput Origin { get; } = new();

    /// <summary>A colleague looked at the people with the same address and says that this is another one.</summary>
    public bool IsSomebodyElse { get; set; }

    /// <param name="policyVersion">The version of the policy in force, whose notice was given.</param>
    public NewPerson ToPerson(string policyVersion) => new()
    {
        GivenName = GivenName.Trim(),
        FamilyName = FamilyName.Trim(),
        Company = string.IsNullOrWhiteSpace(Company) ? null : Company.Trim(),
        Language = Language,
        Relationship = Relationship!.Value,
        Source = Source,
        Moment = Moment,
        Site = string.IsNullOrWhiteSpace(Site) ? null : Site.Trim(),
        AcquiredOn = AcquiredOn!.Value,
        Addresses = Addresses.Read(),
        NoticeVersion = Origin.NoticeGiven ? policyVersion : null,
        ObjectionOffered = Origin.ObjectionOffered,
        ApplicationBegun = Origin.ApplicationBegun,
        SharesAddress = IsSomebodyElse,
    };

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class NameOrCompanyAttribute : ValidationAttribute
    {
        public override bool RequiresValidationContext => true;

        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            validationContext.ObjectInstance is NewPersonForm form
            && string.IsNullOrWhiteSpace(form.GivenName) && string.IsNullOrWhiteSpace(form.FamilyName) && string.IsNullOrWhiteSpace(form.Company)
                ? new ValidationResult(ErrorMessage, [validationContext.MemberName!])
                : ValidationResult.Success;
    }
}
