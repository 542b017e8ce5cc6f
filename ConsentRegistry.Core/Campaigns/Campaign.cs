using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>The state of a campaign.</summary>
public enum CampaignState
{
    Draft = 1,

    /// <summary>Starts automatically at <see cref="Campaign.ScheduledAt"/>.</summary>
    Scheduled = 2,

    /// <summary>Its audience is being frozen into deliveries.</summary>
    Preparing = 3,
    Running = 4,
    Paused = 5,

    /// <summary>Every delivery has its outcome.</summary>
    Finished = 6,

    /// <summary>Called off; what was not handed over never will be.</summary>
    Cancelled = 7,
}

/// <summary>Why a campaign is paused.</summary>
public enum PauseReason
{
    ByOperator = 1,

    /// <summary>20 failures that are more than 5 % (DESIGN 4); a mail that was lost on the way is one too, whether it may have gone or not.</summary>
    TooManyFailures = 2,

    /// <summary>Sending is locked until the DPO releases it.</summary>
    SendingLocked = 3,

    /// <summary>An older database was put back: it may have been sent already.</summary>
    Restored = 4,

    /// <summary>Its list of addresses is not there any more: whom it is for is not known.</summary>
    ListGone = 5,
}

/// <summary>One message to many people, each of whom is checked at hand-over.</summary>
public sealed class Campaign
{
    /// <summary>What a campaign can be about: a message in somebody's own file is no campaign.</summary>
    public static IReadOnlyList<MessageKind> Kinds { get; } =
        [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback, MessageKind.PolicyNotice];

    public Guid Id { get; init; }

    public required string Name { get; set; }

    public MessageKind Kind { get; set; }

    public Channel Channel { get; set; } = Channel.Email;

    /// <summary>Carries the Article 13/14 notice, and records it by being sent.</summary>
    public bool CarriesNotice { get; set; }

    /// <summary>The project offered (rule G-16); null for other kinds.</summary>
    public string? OfferReference { get; set; }

    /// <summary>Why the project fits, as its readers are told; the tags that a person matched are added to it per person. Null for nothing.</summary>
    public MatchReasons? MatchReason { get; set; }

    /// <summary><see cref="Audience"/> as JSON.</summary>
    public string AudienceJson { get; set; } = "{}";

    /// <summary>An uploaded list, encrypted (column <c>Campaigns.List</c>), one exact form a line; null for an audience from the registry.</summary>
    public byte[]? ProtectedList { get; set; }

    /// <summary>How many addresses the list had when it was saved. It stays when the list goes with the end of the campaign; null for an audience from the registry.</summary>
    public int? ListLength { get; set; }

    /// <summary>The uploaded list, one exact form an element; null where there is none, and where the stored bytes were changed.</summary>
    internal IReadOnlyList<string>? ListBy(ProtectedValues values) =>
        ProtectedList is { } list ? values.TryReveal(list, AudienceReader.ListColumn, Id)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;

    public CampaignState State { get; set; } = CampaignState.Draft;

    public PauseReason? PausedBecause { get; set; }

    /// <summary>When it was last paused; null while it never was.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    public DateTimeOffset? ScheduledAt { get; set; }

    /// <summary>The most messages a minute; null for as fast as it goes.</summary>
    public int? MostPerMinute { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its audience was whole; null until then. Nobody joins it any more, whoever comes into the registry and however often it is resumed.</summary>
    public DateTimeOffset? GatheredAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When somebody last let it go on; null while nobody had to. Failures before it do not pause the campaign again.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    /// <summary>Raised by each change, so that two windows do not overwrite each other.</summary>
    public int Revision { get; set; }

    /// <summary>The texts, one a language.</summary>
    public List<CampaignText> Texts { get; } = [];

    /// <summary>Whether all its addressees are gathered, so that a report is complete.</summary>
    public bool HasReport => StartedAt is not null && State is not (CampaignState.Draft or CampaignState.Scheduled or CampaignState.Preparing);

    /// <summary>
    /// What the campaign lacks before it can go out; null when nothing. Without offer reference and match reason no project offer is
    /// individually matched, and everybody would be blocked (rule G-16). Tags that people matched are a reason as well; a list has none.
    /// </summary>
    public Refusal? Lacks() => Kind switch
    {
        _ when !Kinds.Contains(Kind) => Refusal.KindNoCampaign,
        MessageKind.ProjectOffer when OfferReference is null => Refusal.OfferMissing,
        MessageKind.ProjectOffer when MatchReason is null && !HasReasonBySkills => Refusal.MatchReasonMissing,
        _ => null,
    };

    /// <summary>The languages in which its mail does not say why the project fits: whoever reads them may get it with an opt-in only (rule G-16).</summary>
    public IReadOnlyList<string> LanguagesWithoutReason() => Kind != MessageKind.ProjectOffer || HasReasonBySkills
        ? []
        : [.. Texts.Select(text => text.Language).Where(language => MatchReason?.In(language) is null)];

    private bool HasReasonBySkills => ProtectedList is null && Audience.Parse(AudienceJson).Skills.Count > 0;

    /// <summary>The text for a person's language, or else the first there is.</summary>
    public CampaignText TextFor(string? language) => Texts.Find(text => text.Language == language) ?? Texts[0];

    /// <summary>The language in which a person is written to; the person's own while no text was read.</summary>
    public string? MailLanguageFor(string? language) => Texts.Count == 0 ? language : TextFor(language).Language;
}

/// <summary>What a campaign says in one language.</summary>
public sealed class CampaignText
{
    public Guid CampaignId { get; init; }

    /// <summary>nl, fr or en.</summary>
    public required string Language { get; init; }

    public required string Subject { get; set; }

    /// <summary>The campaign's own words: paragraphs divided by blank lines; stands where the template says <c>{{message}}</c>.</summary>
    public string Message { get; set; } = string.Empty;

    /// <summary>The plain text part with placeholders.</summary>
    public required string Text { get; set; }

    /// <summary>The HTML part with placeholders.</summary>
    public required string Html { get; set; }

    public MailTemplate ToTemplate(Campaign campaign) => new()
    {
        Kind = campaign.Kind,
        Language = Language,
        CarriesNotice = campaign.CarriesNotice,
        Subject = Subject,
        Text = Text,
        Html = Html,
    };
}
