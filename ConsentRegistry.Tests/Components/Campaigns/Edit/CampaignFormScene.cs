using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

/// <summary>The form of a campaign, before somebody of marketing.</summary>
public abstract class CampaignFormScene : PersonDialogTest
{
    protected CampaignFormScene() => SignIn(Role.Marketing);

    protected SavedCampaign? Saved { get; private set; }

    protected static void Fill(IRenderedComponent<CampaignForm> form)
    {
        form.Find("#name").Change("Java in Gent");
        form.Find("#offer").Change("P-7");
        form.Find("#match").Change("Java");
    }

    protected static IRenderedComponent<CampaignForm> OpenAll(IRenderedComponent<CampaignForm> form)
    {
        form.WaitForElement("h2");
        while (form.FindAll(".card.folded button") is { Count: > 0 } folded)
        {
            folded[0].Click();
        }

        return form;
    }

    // A form that was left a moment before waits for what is still being written of it.
    protected IRenderedComponent<CampaignForm> Open(CampaignView? view = null)
    {
        var form = Render<CampaignForm>(parameters => parameters.Add(each => each.View, view).Add(each => each.Saved, done => Saved = done));
        form.WaitForElement("form");
        return form;
    }
}
