using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Localisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>The steps between a saved draft and its start, and what is seen while it runs.</summary>
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

        panel.WaitForAssertion(() => Assert.StartsWith("The test for mia@imalink.example is kept as a file", panel.Find(".notice.success p").TextContent));
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

        panel.WaitForAssertion(() => Assert.StartsWith("The test did not go: ", panel.Find(".notice.warning p").TextContent));
    }

    [Fact]
    public async Task Without_a_mailbox_no_test_goes_and_a_draft_with_changes_has_none()
    {
        mailbox = null;
        var campaign = await DraftAsync();
        var panel = Render<TestMailPanel>(each => each.Add(p => p.Campaign, campaign));
        panel.Find("form").Submit();
        panel.WaitForAssertion(() => Assert.StartsWith("Your account has no mail address", panel.Find(".notice.danger p").TextContent));

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
    public async Task The_page_of_a_draft_has_its_steps_in_order_and_that_of_a_started_one_what_was_sent()
    {
        var campaign = await DraftAsync();
        var page = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        page.WaitForAssertion(() => Assert.Equal(["what", "whom", "words", "count", "test", "start"], page.FindAll("h2[id]").Select(each => each.Id)));

        await Get<StartCampaign>().StartAsync(campaign.Id);
        var started = Render<CampaignPage>(each => each.Add(p => p.Id, campaign.Id));
        started.WaitForAssertion(() => Assert.Equal(["what", "progress", "addressees"], started.FindAll("h2[id]").Select(each => each.Id)));
    }

    [Fact]
    public async Task A_plan_is_seen_changed_and_taken_back()
    {
        var campaign = await DraftAsync();
        await Get<StartCampaign>().ScheduleAsync(campaign.Id, new DateTimeOffset(2026, 3, 29, 6, 30, 0, TimeSpan.Zero));
        campaign = await ReadAsync(campaign.Id);
        Assert.Contains("29 March 2026 08:30, Brussels time", Render<StartPanel>(each => each.Add(p => p.Campaign, campaign)).Find("[data-testid=planned]").TextContent);

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
    public async Task The_steps_say_where_a_campaign_is_and_what_is_next()
    {
        var steps = Render<CampaignSteps>(each => each.Add(p => p.Path, new CampaignPath(null, CampaignState.Draft, false, DraftCheckState.None)));
        Assert.Equal("Draft", Current(steps));
        Assert.StartsWith("Next: say what it is about", steps.Find("[data-testid=next]").TextContent);

        var campaign = await DraftAsync();
        var path = new CampaignPath(campaign, CampaignState.Draft, false, DraftCheckState.None);
        Show(path);
        Assert.Equal("Count", Current(steps));
        Assert.Equal(["(done)", "(done)", "(now)", "(to come)", "(to come)", "(to come)", "(to come)"], steps.FindAll(".path .sr-only").Select(each => each.TextContent.Trim()));
        Show(path = path with { Checks = new DraftCheckState(new CampaignPreview(3, new Dictionary<DecisionReason, int>()), campaign.CreatedAt) });
        Assert.Equal("Test mail", Current(steps));
        Show(path = path with { Checks = path.Checks with { TestedAt = campaign.CreatedAt } });
        Assert.Equal("Start", Current(steps));
        Show(path with { IsDirty = true });
        Assert.Equal("You changed something: save it before you go on.", steps.Find("[data-testid=next]").TextContent);
        Show(path with { State = CampaignState.Running });
        Assert.Equal("Under way", Current(steps));
        Show(path with { State = CampaignState.Finished });
        Assert.Equal("Report", Current(steps));
        Assert.Contains(steps.FindAll("a"), link => link.GetAttribute("href") == $"/campaigns/{campaign.Id}#addressees");

        void Show(CampaignPath now) => steps.Render(each => each.Add(p => p.Path, now));
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

        Assert.Equal("1 of 2 have their outcome; of 1 it is not known whether it went.", panel.Find("[data-testid=certain]").TextContent);
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

    private static string Current(IRenderedComponent<CampaignSteps> steps) =>
        steps.Find("[aria-current=step] .path-name").TextContent;

    private async Task<Campaign> DraftAsync() => await ReadAsync((await Get<SaveCampaign>().ExecuteAsync(
        new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", Channel = Channel.Email }, "cli:test")).Value!.Id);

    private async Task<Campaign> ReadAsync(Guid id) => (await Get<CampaignQueries>().FindAsync(id))!.Campaign;
}
