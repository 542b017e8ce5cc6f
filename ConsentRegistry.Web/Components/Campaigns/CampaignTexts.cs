namespace ConsentRegistry.Web.Components.Campaigns;

/// <summary>The words of the campaign pages.</summary>
public sealed class CampaignTexts;
