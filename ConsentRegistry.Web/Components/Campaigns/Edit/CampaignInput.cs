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

    /// <summary>Why the project fits, where there is no mail; a mail says it in each language (<see cref="CampaignTextInput.MatchReason"/>).</summary>
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

    /// <summary>It has to say why it fits: the tags that a person matched are a reason as well (rule G-16); a list has none.</summary>
    public bool NeedsReason => Kind == MessageKind.ProjectOffer && (FromList || string.IsNullOrWhiteSpace(Skills));

    /// <summary>Begins with what another page led here with.</summary>
    public CampaignInput BeginWith(CampaignBeginning beginning)
    {
        (Kind, Channel) = (beginning.Kind ?? Kind, beginning.Channel ?? Channel);
        (OfferReference, MatchReason) = (beginning.OfferReference ?? OfferReference, beginning.MatchReason ?? MatchReason);
        CarriesNotice |= beginning.CarriesNotice;
        Texts.ForEach(text => text.MatchReason = beginning.MatchReason ?? text.MatchReason);
        (List, FromList) = (beginning.List ?? List, FromList || beginning.List is not null);
        if (beginning.Relationship is { } relationship)
        {
            Relationships.Add(relationship);
        }

        if (beginning.PeoplesLanguage is { } language)
        {
            PeoplesLanguages.Add(language);
        }

        return this;
    }

    public static CampaignInput Of(CampaignView view) => Read(view, isCopy: false);

    /// <summary>A new campaign that says the same to the same audience. A list is not copied: it went with the end of the other, and is shown to nobody again.</summary>
    public static CampaignInput CopyOf(CampaignView view, string name)
    {
        var copy = Read(view, isCopy: true);
        copy.Name = name;
        return copy;
    }

    private static CampaignInput Read(CampaignView view, bool isCopy)
    {
        var campaign = view.Campaign;
        var input = new CampaignInput
        {
            Revision = isCopy ? null : campaign.Revision,
            Name = campaign.Name,
            Kind = campaign.Kind,
            Channel = campaign.Channel,
            CarriesNotice = campaign.CarriesNotice,
            OfferReference = campaign.OfferReference,
            MatchReason = campaign.MatchReason?.In(null),
            MostPerMinute = campaign.MostPerMinute,
            FromList = campaign.ListLength is not null || view.List is not null,
            SavedInList = isCopy ? 0 : view.List?.Count ?? 0,
        };
        input.Take(view.Audience);
        foreach (var text in input.Texts)
        {
            text.Take(campaign.Texts.Find(each => each.Language == text.Language), campaign.MatchReason, input);
        }

        return input;
    }

    /// <summary>Chooses the people of this audience, in the place of those chosen before.</summary>
    public void Take(Audience audience)
    {
        Relationships.Clear();
        Relationships.UnionWith(audience.Relationships);
        PeoplesLanguages.Clear();
        PeoplesLanguages.UnionWith(audience.Languages);
        (OptedInTo, Skills) = (audience.OptedInTo, string.Join(", ", audience.Skills));
    }

    public Audience ToAudience() => new()
    {
        Relationships = [.. Relationships.Order()],
        OptedInTo = OptedInTo,
        Languages = [.. Languages.Where(PeoplesLanguages.Contains)],
        Skills = [.. (Skills ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
    };

    /// <summary>Whether nothing is missing in a step.</summary>
    public bool IsComplete(CampaignStep step) => step switch
    {
        CampaignStep.Mail => Texts.TrueForAll(text => text.IsComplete(this)),
        _ => StepValidation.FieldsOf(step).All(field => !StepValidation.ProblemsOf(this, field).Any()),
    };

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
        MatchReason = Kind == MessageKind.ProjectOffer && Channel != Channel.Email ? MatchReason : null,
        MatchReasons = Kind == MessageKind.ProjectOffer && Channel == Channel.Email ? Texts.ToDictionary(text => text.Language, text => text.MatchReason ?? "") : new Dictionary<string, string>(),
        MostPerMinute = MostPerMinute,
        Audience = ToAudience(),
        List = FromList && !string.IsNullOrWhiteSpace(List) ? List.Split('\n') : null,
        KeepsList = FromList,
        Texts = [.. Texts.Select(text => text.ToDraft(this))],
    };

    public static ValidationResult? NeededForOffer(string? value, ValidationContext context) =>
        Needed(value, context, input => input.Kind == MessageKind.ProjectOffer);

    public static ValidationResult? NeededWithoutSkills(string? value, ValidationContext context) =>
        Needed(value, context, input => input.NeedsReason && input.Channel != Channel.Email);

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

    /// <summary>Why the project fits, as readers of this language are told.</summary>
    public string? MatchReason { get; set; }

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

    /// <summary>
    /// Whether the mail can go out as it stands. Where one language has words of its own, those of the others are still to be written: their readers would get the fixed text alone.
    /// </summary>
    public bool IsComplete(CampaignInput campaign) =>
        !ProblemsIn(campaign).Any() && !(campaign.NeedsReason && string.IsNullOrWhiteSpace(MatchReason)) && (!string.IsNullOrWhiteSpace(Message) || campaign.Texts.TrueForAll(each => string.IsNullOrWhiteSpace(each.Message)));

    /// <summary>What is wrong with the text.</summary>
    public IEnumerable<MailTemplateProblem> ProblemsIn(CampaignInput campaign)
    {
        var template = ToTemplate(campaign);
        return MailTemplateRules.Check(template).Concat(MailTemplateRules.CheckMessage(template, Message));
    }

    internal CampaignTextDraft ToDraft(CampaignInput campaign)
    {
        var template = ToTemplate(campaign);
        return new CampaignTextDraft(language, SubjectOrNull, Message, Text is null ? null : template.Text, Html is null ? null : template.Html);
    }

    internal void Take(CampaignText? saved, MatchReasons? reasons, CampaignInput campaign)
    {
        var shipped = Shipped(campaign, language);
        Message = saved?.Message ?? "";
        MatchReason = reasons?.In(language);
        Subject = saved?.Subject == shipped?.Subject ? null : saved?.Subject;
        Text = saved?.Text == shipped?.Text ? null : saved?.Text;
        Html = saved?.Html == shipped?.Html ? null : saved?.Html;
    }

    private string? SubjectOrNull => string.IsNullOrWhiteSpace(Subject) ? null : Subject.Trim();
}
