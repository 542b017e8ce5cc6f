using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>A campaign as its form holds it.</summary>
public sealed class CampaignInput
{
    public static IReadOnlyList<string> Languages { get; } = ["nl", "fr", "en"];

    /// <summary>The saved version on which this was typed; null for a new campaign. Kept with what was typed, so that a colleague's newer version is not overwritten.</summary>
    [JsonInclude]
    public int? Revision { get; private init; }

    [Required(ErrorMessage = "Required"), MaxLength(200, ErrorMessage = "TooLong")]
    public string Name { get; set; } = "";

    public MessageKind Kind { get; set; } = MessageKind.ProjectOffer;

    public Channel Channel { get; set; } = Channel.Email;

    public bool CarriesNotice { get; set; }

    [MaxLength(100, ErrorMessage = "TooLong"), CustomValidation(typeof(CampaignInput), nameof(NeededForOffer))]
    public string? OfferReference { get; set; }

    [MaxLength(300, ErrorMessage = "TooLong"), CustomValidation(typeof(CampaignInput), nameof(NeededWithoutSkills))]
    public string? MatchReason { get; set; }

    [Range(1, 100_000, ErrorMessage = "WholeNumber")]
    public int? MostPerMinute { get; set; }

    public bool FromList { get; set; }

    public HashSet<Relationship> Relationships { get; } = [];

    public Topic? OptedInTo { get; set; }

    public HashSet<string> PeoplesLanguages { get; } = [];

    [MaxLength(500, ErrorMessage = "TooLong")]
    public string? Skills { get; set; }

    /// <summary>Addresses as they were pasted or uploaded, one a line.</summary>
    [CustomValidation(typeof(CampaignInput), nameof(NeededForList))]
    public string? List { get; set; }

    /// <summary>How many addresses were saved before; they are not shown again.</summary>
    [JsonInclude]
    public int SavedInList { get; private init; }

    // Read back as a whole: added to these there would be two of each.
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<CampaignTextInput> Texts { get; init; } = [.. Languages.Select(language => new CampaignTextInput(language))];

    /// <summary>The policy itself always does.</summary>
    public bool MayCarryNotice => Kind != MessageKind.PolicyNotice;

    public bool WillCarryNotice => Kind == MessageKind.PolicyNotice || (MayCarryNotice && CarriesNotice);

    /// <summary>Begins with what another page led here with.</summary>
    public CampaignInput BeginWith(CampaignBeginning beginning)
    {
        (Kind, Channel) = (beginning.Kind ?? Kind, beginning.Channel ?? Channel);
        (OfferReference, MatchReason) = (beginning.OfferReference ?? OfferReference, beginning.MatchReason ?? MatchReason);
        CarriesNotice |= beginning.CarriesNotice;
        (List, FromList) = (beginning.List ?? List, FromList || beginning.List is not null);
        return this;
    }

    public static CampaignInput Of(CampaignView view)
    {
        var campaign = view.Campaign;
        var input = new CampaignInput
        {
            Revision = campaign.Revision,
            Name = campaign.Name,
            Kind = campaign.Kind,
            Channel = campaign.Channel,
            CarriesNotice = campaign.CarriesNotice,
            OfferReference = campaign.OfferReference,
            MatchReason = campaign.MatchReason,
            MostPerMinute = campaign.MostPerMinute,
            FromList = view.List is not null,
            SavedInList = view.List?.Count ?? 0,
            OptedInTo = view.Audience.OptedInTo,
            Skills = string.Join(", ", view.Audience.Skills),
        };
        input.Relationships.UnionWith(view.Audience.Relationships);
        input.PeoplesLanguages.UnionWith(view.Audience.Languages);
        foreach (var text in input.Texts)
        {
            text.Take(campaign.Texts.Find(each => each.Language == text.Language), input);
        }

        return input;
    }

    /// <summary>The campaign was saved by somebody since this was typed.</summary>
    public bool IsOvertaken(Campaign? saved) => saved is not null && Revision != saved.Revision;

    public CampaignDraft ToDraft(Campaign? saved) => new()
    {
        Id = saved?.Id,
        // No version begins at 0: what was kept without one counts as older than any.
        Revision = saved is null ? null : Revision ?? 0,
        Name = Name,
        Kind = Kind,
        Channel = Channel,
        CarriesNotice = WillCarryNotice,
        OfferReference = Kind == MessageKind.ProjectOffer ? OfferReference : null,
        MatchReason = Kind == MessageKind.ProjectOffer ? MatchReason : null,
        MostPerMinute = MostPerMinute,
        Audience = new Audience
        {
            Relationships = [.. Relationships.Order()],
            OptedInTo = OptedInTo,
            Languages = [.. Languages.Where(PeoplesLanguages.Contains)],
            Skills = [.. (Skills ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        },
        List = FromList && !string.IsNullOrWhiteSpace(List) ? List.Split('\n') : null,
        KeepsList = FromList,
        Texts = [.. Texts.Select(text => text.ToDraft(this))],
    };

    public static ValidationResult? NeededForOffer(string? value, ValidationContext context) =>
        Needed(value, context, input => input.Kind == MessageKind.ProjectOffer);

    /// <summary>The tags that a person matched are a reason as well (rule G-16); a list has none.</summary>
    public static ValidationResult? NeededWithoutSkills(string? value, ValidationContext context) =>
        Needed(value, context, input => input.Kind == MessageKind.ProjectOffer && (input.FromList || string.IsNullOrWhiteSpace(input.Skills)));

    public static ValidationResult? NeededForList(string? value, ValidationContext context) =>
        Needed(value, context, input => input.FromList && input.SavedInList == 0);

    private static ValidationResult? Needed(string? value, ValidationContext context, Func<CampaignInput, bool> when) =>
        string.IsNullOrWhiteSpace(value) && when((CampaignInput)context.ObjectInstance) ? new ValidationResult("Required", [context.MemberName!]) : null;
}

/// <summary>What the campaign says in one language; what is null comes from the shipped template.</summary>
public sealed class CampaignTextInput(string language)
{
    public string Language => language;

    public string? Subject { get; set; }

    public string Message { get; set; } = "";

    public string? Text { get; set; }

    public string? Html { get; set; }

    /// <summary>The whole mail is written by hand, not only the message in it.</summary>
    public bool IsWhole => Text is not null || Html is not null;

    public static MailTemplate? Shipped(CampaignInput campaign, string language) =>
        ShippedTemplates.Find(campaign.Kind, language, campaign.WillCarryNotice);

    public void WriteWhole(CampaignInput campaign, bool whole)
    {
        var shipped = Shipped(campaign, language);
        (Text, Html) = whole ? (shipped?.Text ?? "", shipped?.Html ?? "") : (null, null);
    }

    public MailTemplate ToTemplate(CampaignInput campaign)
    {
        var shipped = Shipped(campaign, language);
        return new MailTemplate
        {
            Kind = campaign.Kind,
            Language = language,
            CarriesNotice = campaign.WillCarryNotice,
            Subject = SubjectOrNull ?? shipped?.Subject ?? "",
            Text = Text ?? shipped?.Text ?? "",
            Html = Html ?? shipped?.Html ?? "",
        };
    }

    internal CampaignTextDraft ToDraft(CampaignInput campaign)
    {
        var template = ToTemplate(campaign);
        return new CampaignTextDraft(language, SubjectOrNull, Message, Text is null ? null : template.Text, Html is null ? null : template.Html);
    }

    internal void Take(CampaignText? saved, CampaignInput campaign)
    {
        var shipped = Shipped(campaign, language);
        Message = saved?.Message ?? "";
        Subject = saved?.Subject == shipped?.Subject ? null : saved?.Subject;
        Text = saved?.Text == shipped?.Text ? null : saved?.Text;
        Html = saved?.Html == shipped?.Html ? null : saved?.Html;
    }

    private string? SubjectOrNull => string.IsNullOrWhiteSpace(Subject) ? null : Subject.Trim();
}
