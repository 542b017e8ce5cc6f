using ConsentRegistry.Core.Campaigns;

namespace ConsentRegistry.Web.Components.Campaigns.Run;

/// <summary>What is done with a campaign after a question: it cannot be undone, or changes what a colleague planned.</summary>
public enum CampaignAct
{
    /// <summary>Calls it off for good.</summary>
    Cancel = 1,

    /// <summary>Takes a planned start back.</summary>
    Unschedule = 2,
}

/// <summary>What the dialogs of a campaign close with.</summary>
public sealed record CampaignMoved(CampaignState State);
