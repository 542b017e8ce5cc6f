using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Campaigns;

/// <summary>A step on the way of a campaign.</summary>
public enum CampaignStep
{
    Draft = 1,
    Audience,

    /// <summary>Everybody is counted.</summary>
    Preview,

    /// <summary>A test goes to whoever writes it; for e-mail alone.</summary>
    Test,
    Start,
    Progress,
    Report,
}

/// <summary>The way of a campaign from first word to report: what is done, and what comes next. It guides and forbids nothing.</summary>
/// <param name="Campaign">Null while it was never saved.</param>
/// <param name="IsDirty">The draft on the screen is not the one that is saved.</param>
public sealed record CampaignPath(Campaign? Campaign, CampaignState State, bool IsDirty, DraftCheckState Checks)
{
    public bool HasStarted => State is not (CampaignState.Draft or CampaignState.Scheduled);

    public IEnumerable<CampaignStep> Steps =>
        Enum.GetValues<CampaignStep>().Where(step => step != CampaignStep.Test || Campaign is null or { Channel: Channel.Email });

    /// <summary>The first step that is not done; null when there is none.</summary>
    public CampaignStep? Next => State == CampaignState.Cancelled ? CampaignStep.Report : Steps.Cast<CampaignStep?>().FirstOrDefault(step => !IsDone(step!.Value));

    public bool IsDone(CampaignStep step) => step switch
    {
        CampaignStep.Draft or CampaignStep.Audience => HasStarted || (Campaign is not null && !IsDirty),
        CampaignStep.Preview => HasStarted || State == CampaignState.Scheduled || Checks.Count is { Audience: > 0 },
        CampaignStep.Test => HasStarted || State == CampaignState.Scheduled || Checks.TestedAt is not null,
        CampaignStep.Start => HasStarted,
        CampaignStep.Progress => State is CampaignState.Finished or CampaignState.Cancelled,
        _ => false,
    };
}
