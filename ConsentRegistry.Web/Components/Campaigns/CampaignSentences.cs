using ConsentRegistry.Core.Campaigns;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Campaigns;

internal static class CampaignSentences
{
    /// <summary>Where a campaign truly stands, for somebody who asked of it what it cannot do now; in the reader's language.</summary>
    /// <param name="shown">How an instant is shown to that reader.</param>
    public static string Stands(this IStringLocalizer<CampaignTexts> texts, Campaign campaign, Func<DateTimeOffset, string> shown)
    {
        var since = campaign.State switch
        {
            CampaignState.Scheduled => campaign.ScheduledAt,
            CampaignState.Preparing or CampaignState.Running => campaign.StartedAt,
            CampaignState.Finished or CampaignState.Cancelled => campaign.FinishedAt,
            _ => null,
        };
        return texts[$"Stands.{campaign.State}", since is { } at ? shown(at) : string.Empty];
    }
}
