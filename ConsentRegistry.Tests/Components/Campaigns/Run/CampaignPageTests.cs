using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Localisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>What stands between a saved draft and its start, and what is seen while it runs and after.</summary>
public sealed class CampaignPageTests : PersonDialogTest
{
    private string sender = "contact@imalink.example";
    private string? mailbox = "mia@imalink.example";

    public CampaignPageTests()
    {
        SignIn(Role.Marketing);
        Services.AddSingleton(_ => new OrganisationOptions { Name = "Imalink NV", SenderEmail = sender, ReplyToEmail = "contact@imalink.example" });
        Services.AddSingleton<MailboxOfOperator>((_, _) => Task.FromResult<string?>(mailbox));
    }

    [Fact]
    public async Task A_test_goes_to_the_operator_in_the_chosen_language_and_into_the_audit_trail()
    {
        var campaign = await DraftAsync();
        var told = false;
        var panel = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign).Add(p => p.Sent, () => told = true));
        Assert.Contains("It goes to mia@imalink.example and to nobody else", panel.Markup);

        panel.Choose("#test-language", "fr");
        panel.Find("form").Submit();

        panel.WaitForAssertion(() => Assert.StartsWith("The test for mia@imalink.example is kept on the server as a file", panel.Find(".notice.success p").TextContent));
        Assert.True(told);
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(DataDirectory, "outbox"), "*.eml")));
        Assert.Contains("Content-Language: fr", mail, StringComparison.Ordinal);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((AuditAction.TestMailSent, (Guid?)campaign.Id), (entry.Action, entry.Subject));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_is_said_so()
    {
        sender = "";
        var campaign = await DraftAsync();
        var panel = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign));

        panel.Find("form").Submit();

        panel.WaitForAssertion(() => Assert.StartsWith("The test was not sent: ", panel.Find(".notice.warning p").TextContent));
    }

    [Fact]
    public async Task Without_a_mailbox_no_test_goes_and_a_draft_with_changes_has_none()
    {
        mailbox = null;
        var campaign = await DraftAsync();
        var panel = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign));
        panel.Find("form").Submit();
        panel.WaitForAssertion(() => Assert.StartsWith("Your account has no usable e-mail address", panel.Find(".notice.danger p").TextContent));

        var changed = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign).Add(p => p.Disabled, true));
        Assert.True(changed.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_recruiter_sends_no_test()
    {
        var campaign = await DraftAsync();
        SignIn(Role.Recruiter);
        var panel = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign));

        panel.Find("form").Submit();

        panel.WaitForAssertion(() => Assert.StartsWith("Your role does not allow this", panel.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task The_page_of_a_draft_is_its_last_step_and_that_of_a_started_one_what_came_of_it()
    {
        var campaign = await DraftAsync();
        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        page.WaitForAssertion(() => Assert.Equal(["summary", "count", "test"], page.FindAll("h2[id]").Select(each => each.Id)));
        Assert.Equal("Check and send", Current(page));
        Assert.Equal(["message", "audience", "mail"], page.FindAll(".step-trail a").Select(link => link.GetAttribute("href")!.Split("step=")[^1]));

        await Get<StartCampaign>().StartAsync(campaign.Id);
        var started = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        started.WaitForAssertion(() => Assert.Equal(["progress", "what", "addressees"], started.FindAll("h2[id]").Select(each => each.Id)));
        Assert.Equal("Result", Current(started));
        Assert.Empty(started.FindAll(".step-trail a"));
    }

    [Fact]
    public async Task A_draft_is_counted_without_being_asked_and_once()
    {
        await CandidateAsync("an@voorbeeld.example");
        var campaign = await DraftAsync();
        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));

        page.WaitForAssertion(() => Assert.Equal("Reaches 1 of 1", page.Find("[data-testid=reach]").TextContent.Trim()));
        page.Find(".test-mail").Submit();
        page.WaitForAssertion(() => Assert.StartsWith("The test for mia@imalink.example is kept on the server as a file", page.Find(".notice.success p").TextContent));

        var again = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        again.WaitForAssertion(() => Assert.StartsWith("Counted on ", again.Find("[data-testid=counted-at]").TextContent));
        Assert.StartsWith("The last test was kept on the server as a file on ", again.Find("[data-testid=tested-at]").TextContent);
        Assert.False(again.Find(".funnel-more").HasAttribute("open"));
        Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.CampaignPreviewed })).Rows);
    }

    [Fact]
    public async Task A_plan_is_seen_changed_and_taken_back()
    {
        var campaign = await DraftAsync();
        await Get<StartCampaign>().ScheduleAsync(campaign.Id, new DateTimeOffset(2026, 3, 29, 6, 30, 0, TimeSpan.Zero));
        campaign = await ReadAsync(campaign.Id);
        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        page.WaitForAssertion(() => Assert.Contains("29 March 2026 08:30, Brussels time", page.Find("[data-testid=planned]").TextContent));
        Assert.Equal("Change the time", page.Find("[data-act=start]").TextContent.Trim());

        var change = Open<StartDialog>(new() { ["Campaign"] = campaign });
        Assert.Equal("29/03/2026 08:30", change.Find("#at").GetAttribute("value"));
        change.Find("#at").Change("2026-03-30T10:00");
        change.Find("form").Submit();
        Closed(change);
        Assert.Equal(new DateTime(2026, 3, 30, 10, 0, 0), (await ReadAsync(campaign.Id)).ScheduledAt!.Value.ToTyped());

        var unschedule = Open<CampaignActDialog>(new() { ["Campaign"] = campaign, ["Act"] = CampaignAct.Unschedule });
        unschedule.Find("form").Submit();
        Closed(unschedule);
        Assert.Equal(new CampaignMoved(CampaignState.Draft), Result);
        Assert.Null((await ReadAsync(campaign.Id)).ScheduledAt);
    }

    [Fact]
    public async Task Paused_on_the_page_it_says_so_and_resumed_it_goes_on()
    {
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));

        page.WaitForElement("[data-act=pause]").Click();
        page.WaitForElement("[data-act=resume]");
        page.WaitForAssertion(() => Assert.Equal(["Paused", "Paused"], page.FindAll(".badge").Select(badge => badge.TextContent)));
        page.Find("[data-act=resume]").Click();

        page.WaitForElement("[data-act=pause]");
        page.WaitForAssertion(() => Assert.Equal(["Preparing"], page.FindAll(".badge").Select(badge => badge.TextContent)));
    }

    [Fact]
    public async Task What_has_ended_is_told_in_the_past_tense()
    {
        await CandidateAsync("an@voorbeeld.example");
        await CandidateAsync("jan@voorbeeld.example", "Jan");
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("jan@voorbeeld.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        await Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);

        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));

        page.WaitForAssertion(() => Assert.Equal("It was sent to 1 of 2.", page.Find("[data-testid=certain]").TextContent));
        Assert.Equal("Of 2, 1 were allowed to get it and 1 were not.", page.Find("[data-testid=funnel]").TextContent);
        Assert.Equal("Result", page.Find("#progress").TextContent);
        Assert.Contains("finished on 16/03/2026", page.Find(".lead").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"/campaigns/new?from={campaign.Id}", page.Find(".page-actions a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-act=cancel]"));
    }

    [Fact]
    public async Task A_campaign_to_a_list_still_says_so_once_the_list_is_gone()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", List = ["an@lijst.example", "jan@lijst.example"], KeepsList = true }, "cli:test");
        await Get<StartCampaign>().CancelAsync(saved.Value!.Id);
        var view = (await Get<CampaignQueries>().FindAsync(saved.Value.Id))!;
        Assert.Null(view.List);

        Assert.Equal("List of addresses: 2", Render<SentContent>(each => each.Add(p => p.View, view)).Find("#whom + dd").TextContent);
    }

    [Fact]
    public async Task While_an_import_adds_people_the_last_step_says_so()
    {
        var campaign = await DraftAsync();
        await Get<RegistryWriter>().WriteAsync(write =>
        {
            write.Context.Add(new ImportRun
            {
                Id = Guid.CreateVersion7(write.At), FileName = "kandidaten.csv", Sha256 = new string('0', 64), By = "cli:test", StartedAt = write.At, State = ImportState.Committing,
                Relationship = Relationship.CandidateSourced, Source = AcquisitionSource.CvMatch, Moment = CollectionMoment.ProjectBid,
            });
            return Task.CompletedTask;
        });

        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));

        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".notice.info p"), said => said.TextContent.StartsWith("An import is adding people right now", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_unknown_keeps_the_bar_from_being_full_and_is_named()
    {
        await CandidateAsync("an@voorbeeld.example");
        await CandidateAsync("jan@voorbeeld.example", "Jan");
        var campaign = await DraftAsync();
        await Get<StartCampaign>().StartAsync(campaign.Id);
        await Get<FreezeAudience>().ExecuteAsync(campaign, WorkSlice.Whole, CancellationToken.None);
        await Get<DeliverCampaign>().ExecuteAsync(campaign.Id, CancellationToken.None);
        await Get<RegistryWriter>().WriteAsync(async write =>
            (await write.Context.Set<Delivery>().FirstAsync()).State = DeliveryState.Unknown);

        var panel = Render<ProgressPanel>(each => each.Add(p => p.Campaign, campaign.Id));

        panel.WaitForAssertion(() => Assert.Equal("Handled: 1 of 2; for 1 we do not know whether the message went out.", panel.Find("[data-testid=certain]").TextContent));
        Assert.Equal(("1", "2"), (panel.Find("[role=progressbar]").GetAttribute("aria-valuenow"), panel.Find("[role=progressbar]").GetAttribute("aria-valuemax")));
        Assert.Equal("0", panel.Find("[data-testid=opt-outs]").TextContent);
    }

    [Fact]
    public void The_funnel_narrows_from_bar_to_bar_and_says_it_in_a_sentence()
    {
        var funnel = Render<CodeCounts>(each => each.Add(p => p.Audience, 100).Add(p => p.ByReason, new Dictionary<DecisionReason, int>
        {
            [new(DecisionCode.OptedOutAll)] = 30, [new(DecisionCode.NoBasis)] = 20, [new(DecisionCode.OptIn)] = 50,
        }));

        Assert.Equal("Of 100, 50 may get it and 50 may not.", funnel.Find("[data-testid=funnel]").TextContent);
        Assert.Equal(
            ["margin-inline-start:70%;width:30%", "margin-inline-start:50%;width:20%"],
            funnel.FindAll(".block .bar").Select(bar => bar.GetAttribute("style")));
    }

    private static string Current(IRenderedComponent<CampaignPage> page) => page.Find("[aria-current=step] > span:not([aria-hidden])").TextContent;

    private async Task<Campaign> DraftAsync() => await ReadAsync((await Get<SaveCampaign>().ExecuteAsync(
        new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", Channel = Channel.Email }, "cli:test")).Value!.Id);

    private async Task<Campaign> ReadAsync(Guid id) => (await Get<CampaignQueries>().FindAsync(id))!.Campaign;
}
