using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Web.Localisation;
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

    /// <summary>To whom a campaign is meant to go, in a few words. Of a list only the length is said; the list itself goes with the end of the campaign.</summary>
    public static string AudienceOf(this IStringLocalizer<CampaignTexts> texts, CampaignView view, IStringLocalizer<TermTexts> words)
    {
        if ((view.Campaign.ListLength ?? view.List?.Count) is { } length)
        {
            return length > 0 ? texts["Audience.ListOf", length] : texts["Audience.List"];
        }

        var audience = view.Audience;
        var parts = audience.Relationships.Select(each => words.Name(each))
            .Concat(audience.Languages.Select(each => words.LanguageName(each)))
            .Concat(audience.OptedInTo is { } topic ? [$"{texts["Audience.OptedIn"].Value} {words.Name(topic)}"] : [])
            .Concat(audience.Skills).ToList();
        return parts.Count == 0 ? texts["Content.Everybody"] : string.Join(" · ", parts);
    }
}
