namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>A beginning on its way from the list check to a new campaign, in the window of one colleague: no address stands in the address bar of the browser.</summary>
public sealed class CampaignPrefill
{
    private CampaignBeginning? kept;

    public void Put(CampaignBeginning beginning) => kept = beginning;

    /// <summary>Gives it once; null when there is none.</summary>
    public CampaignBeginning? Take()
    {
        var taken = kept;
        kept = null;
        return taken;
    }
}
