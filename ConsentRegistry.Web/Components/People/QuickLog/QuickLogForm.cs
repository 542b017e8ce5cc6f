using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Components.People.Dialogs;
using ConsentRegistry.Web.Components.People.Dialogs.Records;
using ConsentRegistry.Web.Components.Shared.Drafts;

namespace ConsentRegistry.Web.Components.People.QuickLog;

/// <summary>What a recruiter types to log a contact.</summary>
public sealed class QuickLogForm : IValidatableObject
{
    /// <summary>Names this form for as long as it is kept, in whatever windows it is open.</summary>
    public Guid? Act { get; set; }

    /// <summary>The person, where the registry has one already; then who it is is not asked.</summary>
    public Guid? Known { get; set; }

    [MaxLength(320, ErrorMessage = "TooLong")]
    public string Email { get; set; } = "";

    [MaxLength(50, ErrorMessage = "TooLong")]
    public string Phone { get; set; } = "";

    [MaxLength(100, ErrorMessage = "TooLong")]
    public string GivenName { get; set; } = "";

    [MaxLength(100, ErrorMessage = "TooLong")]
    public string FamilyName { get; set; } = "";

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? Company { get; set; }

    public string Language { get; set; } = "nl";

    /// <summary>The one of the four usual kinds that the source is; null for another source. Setting it says what goes with it, which can be changed afterwards.</summary>
    [JsonIgnore]
    public ContactKind? Kind
    {
        get => ContactKinds.KindOf(Source);
        set
        {
            if (value is not { } kind)
            {
                return;
            }

            // A way that nobody chose goes with the kind that proposed it.
            if (How is null || How == Kind?.Way())
            {
                How = kind.Way();
            }

            Source = kind.Source();
            SourceChosen();
        }
    }

    public AcquisitionSource? Source { get; set; }

    public CollectionMoment? Moment { get; set; }

    public Relationship? Relationship { get; set; }

    [MaxLength(200, ErrorMessage = "TooLong")]
    public string? Site { get; set; }

    public DateOnly? ContactOn { get; set; }

    public OriginInput Origin { get; init; } = new();

    /// <summary>The boxes that were ticked; none is from the beginning.</summary>
    public List<AgreedBox> Agreed { get; init; } = [];

    public string? How { get; set; }

    public EvidenceInput Evidence { get; init; } = new();

    /// <summary>A colleague looked at the people with the same address and says that this is another one.</summary>
    public bool IsSomebodyElse { get; set; }

    /// <summary>Whom it is about, as far as something was typed; empty where nothing was.</summary>
    public string Called() =>
        new[] { $"{GivenName} {FamilyName}", Company, Email, Phone }.Select(part => part?.Trim()).FirstOrDefault(part => !string.IsNullOrEmpty(part)) ?? "";

    /// <summary>The readable addresses among what was typed.</summary>
    public IReadOnlyList<Address> Addresses() => [.. new[] { Address.Read(AddressKind.Email, Email), Address.Read(AddressKind.Phone, Phone) }.OfType<Address>()];

    /// <summary>
    /// The contact is with somebody known: what was typed is put as the registry has it, and where nothing was typed the first address is taken.
    /// An address that the person does not have stays, and is added.
    /// </summary>
    public void TakeAddressesOf(IEnumerable<Address> held)
    {
        var known = held.ToList();
        Email = Matching(AddressKind.Email, Email, known);
        Phone = Matching(AddressKind.Phone, Phone, known);
    }

    private static string Matching(AddressKind kind, string typed, List<Address> held)
    {
        var address = Address.Read(kind, typed);
        return held.Find(each => each.Kind == kind && (address is null || each.Mailbox == address.Mailbox))?.Exact ?? address?.Exact ?? "";
    }

    /// <summary>What usually goes with a source; both can be changed afterwards.</summary>
    public void SourceChosen()
    {
        (Moment, Relationship) = Source switch
        {
            AcquisitionSource.ContactForm => (CollectionMoment.WebForm, Core.Vocabulary.Relationship.CandidateApplied),
            AcquisitionSource.CvMatch or AcquisitionSource.Referral => (CollectionMoment.ProjectBid, Core.Vocabulary.Relationship.CandidateSourced),
            AcquisitionSource.CompanyWebsite => (CollectionMoment.ClientService, Core.Vocabulary.Relationship.Client),
            AcquisitionSource.Engagement => (CollectionMoment.ProjectBid, Core.Vocabulary.Relationship.CandidateApplied),
            null => (Moment, Relationship),
            _ => (CollectionMoment.JobApplication, Core.Vocabulary.Relationship.CandidateApplied),
        };
    }

    /// <summary>Forgets what was agreed to and its proof.</summary>
    /// <returns>Whether there was any.</returns>
    public bool TakeConsentAway()
    {
        var was = Agreed.Count > 0 || !Evidence.IsEmpty;
        Agreed.Clear();
        (How, Evidence.Text, Evidence.FileName, Evidence.File) = (null, null, null, null);
        return was;
    }

    /// <param name="policyVersion">The version of the policy in force, whose notice was given.</param>
    public NewContact ToContact(string policyVersion) => new(new NewPerson
    {
        GivenName = GivenName.Trim(),
        FamilyName = FamilyName.Trim(),
        Company = string.IsNullOrWhiteSpace(Company) ? null : Company.Trim(),
        Language = Language,
        Relationship = Relationship!.Value,
        Source = Source,
        Moment = Moment,
        Site = string.IsNullOrWhiteSpace(Site) ? null : Site.Trim(),
        AcquiredOn = ContactOn!.Value,
        Addresses = Addresses(),
        NoticeVersion = Origin.NoticeGiven ? policyVersion : null,
        ObjectionOffered = Origin.ObjectionOffered,
        ApplicationBegun = Origin.ApplicationBegun,
        SharesAddress = IsSomebodyElse,
    })
    {
        Act = ActOfContent(),
        Known = Known,
        Agreed = [.. Agreed.Select(box => new AgreedTopic(box.Topic, box.Channel, box.Wording))],
        PolicyVersion = policyVersion,
        How = How,
        Evidence = Evidence.Given,
    };

    /// <summary>The same form with the same content is one act, recorded once; what was corrected in another window is an act of its own.</summary>
    private Guid? ActOfContent() =>
        Act is null ? null : new Guid(SHA256.HashData([.. Encoding.UTF8.GetBytes(FormContent.Write(this)), .. Evidence.File ?? []]).AsSpan(0, 16));

    // All of it here: annotations would be told first, and what is said here only when they are content.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        (Known is null ? WhoIsMissing() : []).Concat(HowIsMissing()).Concat(Missing().Select(member => new ValidationResult("Required", [member])));

    // Then one press says all three; where only a part is missing, that part is asked for.
    private bool IsHowUnsaid => Source is null && Moment is null && Relationship is null;

    private IEnumerable<ValidationResult> HowIsMissing()
    {
        if (IsHowUnsaid)
        {
            yield return new ValidationResult("ChooseOne", [nameof(Kind)]);
        }
    }

    private IEnumerable<ValidationResult> WhoIsMissing()
    {
        if (Email.Trim().Length > 0 && Address.Read(AddressKind.Email, Email) is null)
        {
            yield return new ValidationResult("Email", [nameof(Email)]);
        }

        if (Phone.Trim().Length > 0 && Address.Read(AddressKind.Phone, Phone) is null)
        {
            yield return new ValidationResult("Phone", [nameof(Phone)]);
        }

        if (Email.Trim().Length + Phone.Trim().Length == 0)
        {
            yield return new ValidationResult("EmailOrPhone", [nameof(Email)]);
        }

        if (string.IsNullOrWhiteSpace(GivenName) && string.IsNullOrWhiteSpace(FamilyName) && string.IsNullOrWhiteSpace(Company))
        {
            yield return new ValidationResult("NameOrCompany", [nameof(FamilyName)]);
        }
    }

    private IEnumerable<string> Missing() => new[]
    {
        (nameof(Source), Source is null && !IsHowUnsaid),
        (nameof(ContactOn), ContactOn is null),
        (nameof(Moment), Moment is null && !IsHowUnsaid),
        (nameof(Relationship), Relationship is null && !IsHowUnsaid),
        (nameof(How), Agreed.Count > 0 && string.IsNullOrEmpty(How)),
    }.Where(field => field.Item2).Select(field => field.Item1);
}

/// <summary>One ticked box: a topic on a channel, with the words that the person was shown.</summary>
public sealed class AgreedBox
{
    public Topic Topic { get; set; }

    public Channel Channel { get; set; }

    public string Wording { get; set; } = "";

    /// <summary>The words were changed: no proposal replaces them.</summary>
    public bool WordingIsOwn { get; set; }
}
