using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>Pause and resume: one press each, without a question.</summary>
public sealed class RunActionsTests : PersonDialogTest
{
    private bool told;

    public RunActionsTests() => SignIn(Role.Marketing);

    [Fact]
    public async Task A_press_pauses_and_another_resumes_and_both_are_recorded()
    {
        var campaign = await StartedAsync();
        var actions = Open(campaign, CampaignState.Preparing);
        Assert.Equal("Pause", Word(actions));

        actions.Find("button").Click();
        actions.WaitForAssertion(() => Assert.True(told));
        Assert.Equal(CampaignState.Paused, await StateAsync(campaign));
        Assert.Empty(DialogPlace().FindAll("form"));

        actions.Render(each => each.Add(p => p.State, CampaignState.Paused));
        actions.WaitForAssertion(() => Assert.Equal(("Paused", "Resume"), (actions.Find(".badge").TextContent, Word(actions))));
        told = false;
        actions.Find("button").Click();
        actions.WaitForAssertion(() => Assert.True(told));
        Assert.Equal(CampaignState.Preparing, await StateAsync(campaign));
        var rows = (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.OrderBy(row => row.Sequence);
        Assert.Equal(
            [(AuditAction.CampaignPaused, (Guid?)campaign, SignedIn.Id), (AuditAction.CampaignResumed, campaign, SignedIn.Id)],
            rows.Select(row => (row.Action, row.Subject, row.Operator)));
    }

    [Fact]
    public async Task It_says_that_it_was_heard_until_it_is_done()
    {
        var campaign = await StartedAsync();
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Get<Core.Ledger.RegistryWriter>().WriteAsync(_ => free.Task);
        var actions = Open(campaign, CampaignState.Running);

        actions.Find("button").Click();

        actions.WaitForAssertion(() => Assert.Equal(("Pausing…", "true"), (Word(actions), actions.Find("button").GetAttribute("aria-busy"))));
        // A second press changes nothing.
        actions.Find("button").Click();
        free.SetResult();
        await writing;
        actions.WaitForAssertion(() => Assert.Equal("Pause", Word(actions)));
        Assert.Equal(CampaignState.Paused, await StateAsync(campaign));
        Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_again_leaves_the_button_as_it_was()
    {
        var campaign = await StartedAsync();
        var actions = Render<RunActions>(each => each.Add(p => p.Campaign, campaign).Add(p => p.State, CampaignState.Preparing).Add(p => p.Moved, () => Task.FromException(new IOException())));

        actions.Find("button").Click();

        await Eventually.HoldsAsync(async () => await StateAsync(campaign) == CampaignState.Paused);
        actions.WaitForAssertion(() => Assert.Equal(("Pause", "false"), (Word(actions), actions.Find("button").GetAttribute("aria-busy"))));
    }

    [Fact]
    public async Task What_has_ended_meanwhile_says_since_when_and_is_shown_as_it_is()
    {
        var campaign = await StartedAsync();
        await Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);
        var actions = Open(campaign, CampaignState.Running);

        actions.Find("button").Click();

        actions.WaitForAssertion(() => Assert.True(told));
        Assert.StartsWith("This campaign finished on ", Get<Announcements>().Shown[^1].Text, StringComparison.Ordinal);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    [Fact]
    public async Task A_recruiter_pauses_nothing()
    {
        var campaign = await StartedAsync();
        SignIn(Role.Recruiter);
        var actions = Open(campaign, CampaignState.Preparing);

        actions.Find("button").Click();

        actions.WaitForAssertion(() => Assert.True(told));
        Assert.StartsWith("Your role does not allow this", Get<Announcements>().Shown[^1].Text, StringComparison.Ordinal);
        Assert.Equal(CampaignState.Preparing, await StateAsync(campaign));
    }

    [Theory]
    [InlineData(CampaignState.Draft)]
    [InlineData(CampaignState.Scheduled)]
    [InlineData(CampaignState.Finished)]
    [InlineData(CampaignState.Cancelled)]
    public void What_is_not_under_way_has_neither(CampaignState state) => Assert.Empty(Open(Guid.CreateVersion7(), state).FindAll("button"));

    private IRenderedComponent<RunActions> Open(Guid campaign, CampaignState state) =>
        Render<RunActions>(each => each.Add(p => p.Campaign, campaign).Add(p => p.State, state).Add(p => p.Moved, () => told = true));

    private static string Word(IRenderedComponent<RunActions> actions) => actions.Find("button").TextContent.Trim();

    private async Task<Guid> StartedAsync()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", Channel = Channel.Email }, "cli:test");
        await Get<StartCampaign>().StartAsync(saved.Value!.Id);
        return saved.Value.Id;
    }

    private async Task<CampaignState> StateAsync(Guid campaign) => (await Get<CampaignQueries>().ProgressAsync(campaign))!.State;
}
