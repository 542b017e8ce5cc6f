using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

/// <summary>A campaign as it is written, before somebody of marketing.</summary>
public abstract class CampaignBuilderScene : PersonDialogTest
{
    protected CampaignBuilderScene() => SignIn(Role.Marketing);

    protected SavedCampaign? Saved { get; private set; }

    /// <summary>The step that the address names.</summary>
    protected CampaignStep? Addressed => CampaignSteps.Read(Get<NavigationManager>().Uri.Split("step=")[^1]);

    /// <summary>What is typed into one that was left a moment before is there when this one opens.</summary>
    protected IRenderedComponent<CampaignBuilder> Open(CampaignView? view = null, CampaignStep step = CampaignStep.Message, CampaignBeginning? beginning = null, CampaignView? copied = null)
    {
        var builder = Render<CampaignBuilder>(parameters => parameters
            .Add(each => each.View, view).Add(each => each.Step, step).Add(each => each.Beginning, beginning).Add(each => each.Copied, copied).Add(each => each.Saved, done => Saved = done));
        builder.WaitForElement(".builder-foot");
        return builder;
    }

    protected static void GoTo(IRenderedComponent<CampaignBuilder> builder, CampaignStep step) => builder.Render(parameters => parameters.Add(each => each.Step, step));

    /// <summary>Presses the main button, and goes where it leads.</summary>
    protected void Next(IRenderedComponent<CampaignBuilder> builder)
    {
        builder.Find("form").Submit();
        GoTo(builder, Addressed!.Value);
    }

    /// <summary>Writes a project offer as far as its mail, with why it fits in every language.</summary>
    protected void Write(IRenderedComponent<CampaignBuilder> builder)
    {
        builder.Find("#name").Change("Java in Gent");
        builder.Find("#offer").Change("P-7");
        Next(builder);
        Next(builder);
        SayWhy(builder);
    }

    /// <summary>Says in every language why the project fits; that of Dutch is shown in the end.</summary>
    protected static void SayWhy(IRenderedComponent<CampaignBuilder> builder)
    {
        foreach (var language in CampaignInput.Languages.Reverse())
        {
            builder.Find($".tabs [data-language={language}]").Click();
            builder.Find($"#match-{language}").Change("Java");
        }
    }

    protected async Task<CampaignView> SavedAsync() => (await Get<CampaignQueries>().FindAsync(Saved!.Id))!;

    protected static IReadOnlyList<string> Ticked(IRenderedComponent<CampaignBuilder> builder) =>
        [.. builder.FindAll(".step-trail .done").Select(step => step.GetAttribute("data-step")!)];
}
