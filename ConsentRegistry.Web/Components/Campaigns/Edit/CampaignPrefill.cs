namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>A beginning on its way from another page to a new campaign, in the window of one colleague: no address stands in the address bar of the browser.</summary>
public sealed class CampaignPrefill
{
    private CampaignBeginning? kept;

    /// <summary>What the new campaign that was written last became. Its steps stay behind the browser's button for going back, and lead there.</summary>
    public Guid? LastSaved { get; set; }

    public void Put(CampaignBeginning beginning) => kept = beginning;

    /// <summary>Gives it once; null when there is none.</summary>
    public CampaignBeginning? Take()
    {
        var taken = kept;
        kept = null;
        return taken;
    }
}
