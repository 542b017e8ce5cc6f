using ConsentRegistry.Core.Campaigns;

namespace ConsentRegistry.Web.Components.Campaigns.Run;

/// <summary>What can be done with a campaign that was started.</summary>
public enum CampaignAct
{
    Pause = 1,
    Resume = 2,

    /// <summary>Calls it off for good.</summary>
    Cancel = 3,

    /// <summary>Takes a planned start back.</summary>
    Unschedule = 4,
}

/// <summary>What the dialogs of a campaign close with.</summary>
public sealed record CampaignMoved(CampaignState State);
