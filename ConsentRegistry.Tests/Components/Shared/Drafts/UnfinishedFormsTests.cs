using Bunit;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;
using ConsentRegistry.Web.Components.Shared.Drafts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Shared.Drafts;

public sealed class UnfinishedFormsTests : PersonDialogTest
{
    [Fact]
    public async Task What_was_left_leads_back_to_where_it_stood()
    {
        var person = Guid.CreateVersion7(Clock.Now);
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, FormNames.OptIn, person), "{}");

        var list = OpenList(Render<UnfinishedForms>());
        Assert.StartsWith("Opt-in of a person", list.WaitForElement(".unfinished-form button").TextContent.Trim(), StringComparison.Ordinal);
        list.Find(".unfinished-form button").Click();

        Assert.EndsWith($"/people/{person}?form=opt-in", Get<NavigationManager>().Uri);
    }

    [Fact]
    public async Task What_is_thrown_away_is_gone_and_with_the_last_one_the_sign_itself()
    {
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, FormNames.QuickLog, Guid.Empty), "{}");

        var header = Render<UnfinishedForms>();
        OpenList(header).WaitForElement(".unfinished-form .mud-icon-button").Click();

        header.WaitForAssertion(() => Assert.Empty(header.FindAll(".unfinished")));
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task A_form_that_stands_open_is_not_called_unfinished()
    {
        var person = await CandidateAsync();
        var header = Render<UnfinishedForms>();
        var host = await OpenForAsync<OptOutDialog>(person);
        host.Find("#note").Change("belde");
        header.WaitForAssertion(() => Assert.Empty(header.FindAll(".unfinished")));

        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);

        header.WaitForElement(".unfinished");
    }

    [Fact]
    public async Task Only_one_s_own_is_shown()
    {
        await Get<DraftStore>().KeepAsync(new DraftKey("bram", FormNames.QuickLog, Guid.Empty), "{}");

        Assert.Empty(Render<UnfinishedForms>().FindAll(".unfinished"));
    }

    [Fact]
    public async Task A_form_that_the_role_no_longer_opens_is_not_offered()
    {
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, FormNames.Campaign, Guid.Empty), "{}");
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, FormNames.NewPerson, Guid.Empty), "{}");
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, "of-an-earlier-version", Guid.Empty), "{}");
        SignIn(Role.Recruiter);

        var list = OpenList(Render<UnfinishedForms>());

        list.WaitForAssertion(() => Assert.StartsWith("New person", Assert.Single(list.FindAll(".unfinished-form button:first-child")).TextContent.Trim(), StringComparison.Ordinal));
    }

    private IRenderedComponent<MudPopoverProvider> OpenList(IRenderedComponent<UnfinishedForms> header)
    {
        var menus = Menus();
        header.WaitForElement(".unfinished button").Click();
        return menus;
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("""{"Reach":"NoSuchWord"}""")]
    public async Task What_an_earlier_version_kept_in_another_shape_opens_an_empty_form(string content)
    {
        var person = await CandidateAsync();
        await Get<DraftStore>().KeepAsync(new DraftKey(SignedIn.Id, FormNames.OptOut, person), content);

        var host = await OpenForAsync<OptOutDialog>(person);

        Assert.Empty(host.FindAll(".draft-back"));
        Assert.True(host.Find("input[value='Everything']").HasAttribute("checked"));
    }
}
