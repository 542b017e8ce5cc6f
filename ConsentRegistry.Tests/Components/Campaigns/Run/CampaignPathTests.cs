using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Components.Shared.Drafts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>What the page of a campaign leads to, from where it begins to its report.</summary>
public sealed class CampaignPathTests : PersonDialogTest
{
    public CampaignPathTests()
    {
        SignIn(Role.Marketing);
        Services.AddSingleton(_ => new OrganisationOptions { Name = "Imalink NV", SenderEmail = "contact@imalink.example", ReplyToEmail = "contact@imalink.example" });
        Services.AddSingleton<MailboxOfOperator>((_, _) => Task.FromResult<string?>("mia@imalink.example"));
    }

    [Fact]
    public void A_campaign_that_follows_from_a_check_begins_with_its_kind_and_channel()
    {
        Get<NavigationManager>().NavigateTo("/campaigns/new?kind=EventInvitation&channel=Phone");

        var page = Render<CampaignPage>();

        page.WaitForAssertion(() => Assert.Equal(MessageKind.EventInvitation, page.Chosen<MessageKind>("#kind")));
        Assert.Equal(Channel.Phone, page.Chosen<Channel>("#channel"));
    }

    [Theory]
    [InlineData("kind=Transactional&channel=Fax")]
    [InlineData("kind=7&channel=")]
    public void A_word_that_no_campaign_knows_changes_nothing(string query)
    {
        Get<NavigationManager>().NavigateTo($"/campaigns/new?{query}");

        var page = Render<CampaignPage>();

        page.WaitForAssertion(() => Assert.Equal(MessageKind.ProjectOffer, page.Chosen<MessageKind>("#kind")));
        Assert.Equal(Channel.Email, page.Chosen<Channel>("#channel"));
    }

    [Fact]
    public async Task The_step_stands_in_the_address()
    {
        var campaign = await DraftAsync();
        Get<NavigationManager>().NavigateTo($"/campaigns/{campaign.Id}?step=audience");

        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));

        page.WaitForElement("#skills");
        page.Find("form").Submit();
        page.WaitForElement(".mail-preview");
        Assert.EndsWith($"/campaigns/{campaign.Id}?step=mail", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        page.Find("form").Submit();
        page.WaitForElement("#count");
        Assert.EndsWith("?step=send", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_new_campaign_is_saved_the_way_back_leads_to_its_own_steps()
    {
        Get<NavigationManager>().NavigateTo("/campaigns/new");
        var page = Render<CampaignPage>();
        page.WaitForElement("#name").Change("News");
        page.Choose("#kind", MessageKind.Feedback);
        page.Find("form").Submit();
        page.WaitForElement("#skills");
        page.Find("form").Submit();
        page.WaitForElement(".mail-preview");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("?step=send", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        var saved = (await Get<CampaignQueries>().ListAsync(0, 1)).Rows[0].Id;
        Assert.EndsWith($"/campaigns/{saved}?step=send", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Get<NavigationManager>().NavigateTo("/campaigns/new?step=audience");
        page.WaitForAssertion(() => Assert.EndsWith($"/campaigns/{saved}?step=audience", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        // Whoever begins another one is led nowhere.
        Get<NavigationManager>().NavigateTo("/campaigns/new");
        Get<NavigationManager>().NavigateTo("/campaigns/new?step=audience");
        page.WaitForAssertion(() => Assert.EndsWith("/campaigns/new?step=audience", Get<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_campaign_can_be_made_like_another()
    {
        var campaign = await DraftAsync();
        Get<NavigationManager>().NavigateTo($"/campaigns/new?from={campaign.Id}");

        var page = Render<CampaignPage>();

        page.WaitForAssertion(() => Assert.Equal("Copy of Java in Gent", page.Find("#name").GetAttribute("value")));
        Assert.Equal("P-7", page.Find("#offer").GetAttribute("value"));
        page.Find("#name").Change("Java in Brugge");
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Any(draft => draft.Key == new DraftKey(SignedIn.Id, FormNames.CampaignCopy, campaign.Id)));
    }

    [Fact]
    public async Task A_campaign_that_is_gone_was_not_counted()
    {
        var told = false;
        var panel = Render<CountPanel>(each => each.Add(p => p.Campaign, Guid.CreateVersion7()).Add(p => p.Counted, () => told = true));

        panel.Find("button").Click();

        panel.WaitForAssertion(() => Assert.Equal("This campaign no longer exists.", panel.Find(".notice p").TextContent));
        Assert.False(told);

        var campaign = await DraftAsync();
        panel = Render<CountPanel>(each => each.Add(p => p.Campaign, campaign.Id).Add(p => p.Counted, () => told = true));
        panel.Find("button").Click();
        panel.WaitForAssertion(() => Assert.True(told));
    }

    [Fact]
    public async Task What_machines_need_stands_behind_details_in_the_report()
    {
        await CandidateAsync("an@voorbeeld.example");
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        await Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);

        var table = Render<DeliveriesTable>(each => each.Add(p => p.Campaign, campaign).Add(p => p.Page, 1));

        var details = table.WaitForElement(".row-more");
        Assert.False(details.HasAttribute("open"));
        Assert.Contains("ContactPermission · G-16", details.TextContent, StringComparison.Ordinal);
        Assert.Contains("Decided at ledger position ", details.TextContent, StringComparison.Ordinal);
        var cell = details.ParentElement!.TextContent.Replace(details.TextContent, "", StringComparison.Ordinal);
        Assert.DoesNotContain("ContactPermission", cell, StringComparison.Ordinal);
        Assert.DoesNotContain("Reply of the mail system", cell, StringComparison.Ordinal);
        Assert.Equal(["Addressee", "Address", "Outcome", "When", "Why"], table.FindAll("thead th").Select(head => head.TextContent.Trim()));
    }

    [Fact]
    public void The_names_that_can_be_filled_in_are_offered_beside_the_text()
    {
        var form = Render<CampaignBuilder>(each => each.Add(p => p.Step, CampaignStep.Mail));
        form.WaitForElement("[data-takes-names]");

        Assert.Equal(
            ["{{givenName}}", "{{fullName}}", "{{offerReference}}", "{{matchReason}}", "{{preferencesUrl}}", "{{controllerName}}"],
            form.FindAll("[data-takes-names] [data-inserts]").Select(each => each.GetAttribute("data-inserts")));
        form.Render(each => each.Add(p => p.Step, CampaignStep.Message));
        form.Choose("#kind", MessageKind.ServiceNews);
        form.Render(each => each.Add(p => p.Step, CampaignStep.Mail));
        Assert.Equal(4, form.FindAll("[data-inserts]").Count);
        form.Find("#whole-nl").Change(true);
        Assert.Equal(MailPlaceholders.All.Count - 2, form.FindAll("[data-inserts]").Count);
    }

    [Fact]
    public async Task What_was_just_checked_goes_before_a_campaign_that_was_left_unfinished()
    {
        var form = Render<CampaignBuilder>(each => each.Add(p => p.Step, CampaignStep.Message));
        form.WaitForElement("#name").Change("Left");
        form.Choose("#kind", MessageKind.EventInvitation);
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 1);
        await DisposeComponentsAsync();

        form = Render<CampaignBuilder>(each => each.Add(p => p.Step, CampaignStep.Message).Add(p => p.Beginning, new CampaignBeginning(MessageKind.ServiceNews, Channel.Phone, List: "+32470123456") { GoesFirst = true }));

        form.WaitForElement(".draft-back");
        Assert.Equal(("Left", MessageKind.ServiceNews, Channel.Phone), (Value(form, "#name"), form.Chosen<MessageKind>("#kind"), form.Chosen<Channel>("#channel")));
        form.Render(each => each.Add(p => p.Step, CampaignStep.Audience));
        Assert.Equal("+32470123456", Value(form, "#list"));
    }

    private static string? Value(IRenderedComponent<CampaignBuilder> form, string field) => form.Find(field).GetAttribute("value");

    private async Task<Campaign> DraftAsync()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", Channel = Channel.Email }, "cli:test");
        return (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign;
    }
}
