using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Localisation;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

public sealed class CampaignDialogTests : PersonDialogTest
{
    [Fact]
    public async Task Start_now_says_what_will_happen_and_hands_the_campaign_to_the_job()
    {
        SignIn(Role.Marketing);
        var campaign = await DraftAsync();
        var host = OpenFor<StartDialog>(campaign);
        Assert.Contains("“Java in Gent” goes out by e-mail.", host.Markup);

        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(new CampaignMoved(CampaignState.Preparing), Result);
        Assert.Equal(CampaignState.Preparing, await StateAsync(campaign));
    }

    [Fact]
    public async Task It_says_how_many_get_it_and_when_that_was_counted()
    {
        await CandidateAsync("an@voorbeeld.example");
        await CandidateAsync("jan@voorbeeld.example", "Jan");
        var campaign = await DraftAsync();
        var host = OpenFor<StartDialog>(campaign);
        Assert.StartsWith("Nothing was counted since the last change", Assert.Single(Said(host, "count")), StringComparison.Ordinal);
        Assert.Equal("Send", host.Find("button[type=submit]").TextContent.Trim());
        host.Find(".dialog-buttons button").Click();
        Closed(host);

        await Get<PreviewCampaign>().ExecuteAsync(campaign.Id);
        host = OpenFor<StartDialog>(campaign);

        Assert.StartsWith("2 of 2 may get it, counted on 16/03/2026", Assert.Single(Said(host, "count")), StringComparison.Ordinal);
        Assert.Equal("Send to 2 people", host.Find("button[type=submit]").TextContent.Trim());
        host.FindAll("input[type=radio]")[1].Click();
        Assert.Equal("Schedule", host.Find("button[type=submit]").TextContent.Trim());
    }

    [Fact]
    public async Task A_language_without_words_and_sending_that_is_locked_are_named()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "News", Kind = MessageKind.ServiceNews, Channel = Channel.Email, Texts = [new("nl", null, "Nieuws"), new("fr", null, ""), new("en", null, "")] }, "cli:test");
        var campaign = (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign;
        await Get<SendingLock>().LockAsync(SendingLock.JournalLost, CancellationToken.None);
        await Get<SendingLock>().LoadAsync(CancellationToken.None);

        var host = OpenFor<StartDialog>(campaign);

        Assert.Equal("Not written in: French, English. Readers of that language get the text in Dutch.", Said(host, "texts")[0]);
        Assert.Equal(["Sending is locked until the DPO releases it."], Said(host, "sending"));
        Assert.Empty(host.FindAll(".send-checks .fine"));
    }

    [Fact]
    public async Task A_list_to_call_needs_no_mail_server()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "News", Kind = MessageKind.ServiceNews, Channel = Channel.Phone }, "cli:test");
        var campaign = (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign;

        var host = OpenFor<StartDialog>(campaign);

        Assert.Equal(["count", "sending"], host.FindAll(".send-checks li").Select(check => check.GetAttribute("data-check")));
        Assert.Equal("Create call list", host.Find("button[type=submit]").TextContent.Trim());
    }

    [Fact]
    public async Task A_draft_that_a_colleague_changed_since_is_not_started_unseen()
    {
        var campaign = await DraftAsync();
        var host = OpenFor<StartDialog>(campaign);
        await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Id = campaign.Id, Name = "Other words", OfferReference = "P-8", MatchReason = "Java", Channel = Channel.Email }, "cli:test");

        host.Find("form").Submit();

        host.WaitForElement(".notice.danger");
        Assert.Equal(CampaignState.Draft, await StateAsync(campaign));
    }

    [Fact]
    public async Task Without_a_mail_server_nobody_believes_that_it_arrives()
    {
        var campaign = await DraftAsync();

        Assert.StartsWith("No mail server is set up", Said(OpenFor<StartDialog>(campaign), "server")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_to_come_schedules_it_and_one_that_has_passed_is_refused()
    {
        var campaign = await DraftAsync();
        var host = OpenFor<StartDialog>(campaign);
        host.FindAll("input[type=radio]")[1].Click();

        host.Find("#at").Change("2026-03-16T08:59");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal("This moment has passed already.", host.Find(".notice.danger p").TextContent));
        Assert.Equal(CampaignState.Draft, await StateAsync(campaign));

        host.Find("#at").Change("2026-03-16T09:01");
        host.Find("form").Submit();
        Closed(host);
        var view = await Get<CampaignQueries>().FindAsync(campaign.Id);
        Assert.Equal((CampaignState.Scheduled, new DateTime(2026, 3, 16, 9, 1, 0)), (view!.Campaign.State, view.Campaign.ScheduledAt!.Value.ToTyped()));
    }

    [Fact]
    public async Task A_recruiter_cannot_start_a_campaign()
    {
        var campaign = await DraftAsync();
        SignIn(Role.Recruiter);
        var host = OpenFor<StartDialog>(campaign);

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("Your role does not allow this", host.Find(".notice.danger p").TextContent));
        Assert.Equal(CampaignState.Draft, await StateAsync(campaign));
    }

    [Fact]
    public async Task A_campaign_is_called_off_after_a_question()
    {
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        var host = OpenFor<CampaignActDialog>(campaign, CampaignAct.Cancel);
        Assert.Contains("is cancelled for good", host.Markup, StringComparison.Ordinal);
        // Two buttons that both say "cancel" would be a trap.
        Assert.Equal(["Keep as it is", "Cancel campaign"], host.FindAll(".dialog-buttons button").Select(each => each.TextContent.Trim()));

        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(new CampaignMoved(CampaignState.Cancelled), Result);
        Assert.Equal(CampaignState.Cancelled, await StateAsync(campaign));
    }

    [Fact]
    public async Task What_is_finished_says_since_when_it_is_and_is_not_called_off()
    {
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        await Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);
        var host = OpenFor<CampaignActDialog>(campaign, CampaignAct.Cancel);

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("This campaign finished on ", host.Find(".notice.danger p").TextContent));
    }

    [Theory]
    [InlineData(Role.Marketing, true, false, true)]
    [InlineData(Role.Marketing, true, true, true)]
    [InlineData(Role.Marketing, false, false, false)]
    [InlineData(Role.Marketing, false, true, false)]
    [InlineData(Role.Dpo, false, false, true)]
    public async Task Whoever_made_the_campaign_and_the_privacy_officer_settle_what_is_unknown(string role, bool isOwn, bool all, bool may)
    {
        SignIn(role);
        await CandidateAsync("an@voorbeeld.example");
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", Channel = Channel.Email }, isOwn ? SignedIn.Id : "another");
        var campaign = (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign;
        await Get<StartCampaign>().StartAsync(campaign.Id);
        await Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);
        await Get<RegistryWriter>().WriteAsync(async write => (await write.Context.Set<Delivery>().SingleAsync()).State = DeliveryState.Unknown);
        var row = Assert.Single((await Get<CampaignQueries>().DeliveriesAsync(campaign.Id, null, null, 0, 10, readable: false)).Rows);
        var host = Open<SettleDialog>(new() { ["Campaign"] = campaign, ["Row"] = all ? null : row, ["Unknown"] = 1 });

        host.Find("input[name=found][value=WasSent]").Click();
        host.Find("#reason").Change("The log of the mail server at 09:14");
        host.Find("form").Submit();

        if (may)
        {
            Closed(host);
        }
        else
        {
            host.WaitForAssertion(() => Assert.StartsWith("Your role does not allow this", host.Find(".notice.danger p").TextContent));
        }

        Assert.Equal(may ? DeliveryState.Sent : DeliveryState.Unknown, (await Get<CampaignQueries>().DeliveriesAsync(campaign.Id, null, null, 0, 10, readable: false)).Rows[0].State);
    }

    private static IReadOnlyList<string> Said(IRenderedComponent<MudDialogProvider> host, string check) => [.. host.FindAll($"[data-check={check}] p").Select(each => each.TextContent)];

    private IRenderedComponent<MudDialogProvider> OpenFor<TDialog>(Campaign campaign, CampaignAct? act = null)
        where TDialog : Microsoft.AspNetCore.Components.ComponentBase
    {
        var parameters = new Dictionary<string, object?> { ["Campaign"] = campaign };
        if (act is not null)
        {
            parameters["Act"] = act;
        }

        return Open<TDialog>(parameters);
    }

    private async Task<Campaign> DraftAsync()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java" }, "cli:test");
        return (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign;
    }

    private async Task<CampaignState> StateAsync(Campaign campaign) => (await Get<CampaignQueries>().ProgressAsync(campaign.Id))!.State;
}
