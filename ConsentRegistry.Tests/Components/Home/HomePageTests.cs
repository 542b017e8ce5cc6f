using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Home;
using ConsentRegistry.Web.Components.Shared.Drafts;
using ConsentRegistry.Web.Jobs;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConsentRegistry.Tests.Components.Home;

public sealed class HomePageTests : PersonDialogTest
{
    public HomePageTests() => Services.AddJobs();

    [Fact]
    public void Nothing_to_do_is_said_and_empty_charts_say_what_fills_them()
    {
        SignIn(Role.Recruiter);

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("Nothing is waiting for you.", page.Find(".needs").TextContent));
        page.WaitForAssertion(() => Assert.Contains("Log a contact to begin.", page.Find("[aria-labelledby=chart-standing]").TextContent));
        Assert.Contains("Nobody opted out", page.Find("[aria-labelledby=chart-opt-outs]").TextContent);
        Assert.Contains("Drop an export", page.Find("[aria-labelledby=chart-imports]").TextContent);
    }

    [Theory]
    [InlineData(Role.Recruiter, "chart-standing chart-opt-outs chart-imports")]
    [InlineData(Role.Marketing, "chart-standing chart-opt-outs chart-blocked")]
    [InlineData(Role.Dpo, "chart-standing chart-opt-outs chart-blocked chart-imports")]
    public void Each_role_sees_its_own_charts(string role, string charts)
    {
        SignIn(role);

        var page = Open(charts.Split(' ').Length);

        page.WaitForAssertion(() => Assert.Equal(charts, string.Join(' ', page.FindAll(".chart-card").Select(card => card.GetAttribute("aria-labelledby")))));
    }

    [Fact]
    public async Task The_recruiter_is_told_of_notices_that_are_overdue_and_led_to_those_people()
    {
        SignIn(Role.Recruiter);
        await SourcedAsync();
        Clock.Advance(TimeSpan.FromDays(40));

        var page = Open();

        Assert.Equal(("1", "People who should have had the privacy notice (Art. 14) already", "the first by 16/04/2026", "/people?notice=late"), TaskOf(page, "NoticesOverdue"));
        Assert.Equal(["NoticesOverdue"], TasksOf(page));
    }

    [Theory]
    [InlineData(Role.Recruiter, 3)]
    [InlineData(Role.Dpo, 4)]
    public async Task Recruiter_and_privacy_officer_are_told_of_unclear_refusals_and_led_to_them(string role, int charts)
    {
        var person = await CandidateAsync();
        NewDoubt[] doubts = [WordOn(person, "Archived"), WordOn(person, "Blocked")];
        await Get<RegistryWriter>().WriteAsync(write => Get<OpenDoubts>().ExecuteAsync(write, doubts, "cli:test"));
        SignIn(role);

        var page = Open(charts);

        Assert.Equal(("2", "Unclear refusals to answer", "the oldest since today", "/doubts"), TaskOf(page, "Doubts"));
        Assert.Equal("Answer, Unclear refusals to answer", page.Find("[data-task=Doubts] .mud-button-root").GetAttribute("aria-label"));

        NewDoubt WordOn(Guid about, string value) => new(about, null, null, Clock.Now, Guid.CreateVersion7(Clock.Now), "candidates.csv", 2, "Status", value);
    }

    [Fact]
    public async Task Marketing_is_told_of_drafts_and_the_privacy_officer_of_the_contested_setting()
    {
        Assert.True((await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Kennisavond", Kind = MessageKind.EventInvitation, Audience = new Audience { OptedInTo = Topic.Events }, Texts = [new("nl", null, "Kom.")] }, "cli:test")).IsDone);
        Clock.Advance(TimeSpan.FromDays(3));
        SignIn(Role.Marketing);
        var marketing = Open();
        Assert.Equal(["Drafts"], TasksOf(marketing));
        var (count, what, since, path) = TaskOf(marketing, "Drafts");
        Assert.Equal(("1", "Campaigns not yet sent", "for 3 days"), (count, what, since));
        Assert.StartsWith("/campaigns/", path, StringComparison.Ordinal);

        SignIn(Role.Dpo);
        Assert.Equal(["Drafts", "AsPolicyStates"], TasksOf(Open(charts: 4)));
    }

    [Fact]
    public async Task Marketing_is_led_to_what_stands_still_before_anything_else()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Kennisavond", Kind = MessageKind.EventInvitation, Audience = new Audience { OptedInTo = Topic.Events }, Texts = [new("nl", null, "Kom.")] }, "cli:test");
        await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Tweede", Kind = MessageKind.EventInvitation, Audience = new Audience { OptedInTo = Topic.Events }, Texts = [new("nl", null, "Kom.")] }, "cli:test");
        Assert.True((await Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Get<StartCampaign>().PauseAsync(saved.Value.Id)).IsDone);
        Clock.Advance(TimeSpan.FromDays(1));
        SignIn(Role.Marketing);

        var page = Open();

        Assert.Equal(["Paused", "Drafts"], TasksOf(page));
        Assert.Equal(("1", "Campaigns that are paused", "since yesterday", $"/campaigns/{saved.Value.Id}"), TaskOf(page, "Paused"));
    }

    [Fact]
    public async Task While_sending_is_locked_the_privacy_officer_is_led_to_its_release_and_nobody_else()
    {
        await Get<SendingLock>().LockAsync(SendingLock.Restored, CancellationToken.None);
        SignIn(Role.Recruiter);
        Assert.Empty(TasksOf(Open()));

        SignIn(Role.Dpo);
        Assert.Equal("/sending", TaskOf(Open(charts: 4), "Locked").Path);
    }

    [Fact]
    public async Task A_form_that_was_left_is_gone_on_with_by_the_list_of_unfinished_ones()
    {
        var person = await CandidateAsync();
        DraftKey form = new(SignedIn.Id, FormNames.OptOut, person);
        await Get<DraftStore>().KeepAsync(form, "{}");
        await Get<DraftStore>().KeepAsync(new DraftKey("somebody else", FormNames.OptOut, person), "{}");
        SignIn(Role.Recruiter);
        var asked = new List<DraftKey>();
        Get<OpenForms>().GoOnAsked += asked.Add;

        var page = Open();

        Assert.Equal(("1", "Forms you started and did not submit", "since today", null), TaskOf(page, "Forms"));
        page.Find("[data-task=Forms] button").Click();
        Assert.Equal([form], asked);
    }

    [Theory]
    [InlineData(Role.Recruiter, 3, "OptedIn OptOuts OptIns People")]
    [InlineData(Role.Marketing, 3, "OptedIn OptOuts Sent Blocked")]
    [InlineData(Role.Dpo, 4, "OptedIn OptOuts Sent Blocked")]
    public async Task Each_role_has_four_figures(string role, int charts, string figures)
    {
        await Get<CountStandings>().ExecuteAsync();
        SignIn(role);

        var page = Open(charts);

        page.WaitForAssertion(() => Assert.Equal(figures, string.Join(' ', page.FindAll("[data-figure]").Select(figure => figure.GetAttribute("data-figure")))));
        Assert.All(page.FindAll("[data-figure]"), figure => Assert.NotNull(figure.QuerySelector("polyline")));
    }

    [Fact]
    public async Task A_figure_says_what_it_was_before_in_words_and_leads_to_what_it_counts()
    {
        await CandidateAsync();
        Clock.Advance(TimeSpan.FromDays(40));
        foreach (var name in new[] { "bo", "cis" })
        {
            await Get<RecordOptOut>().ExecuteAsync(await CandidateAsync($"{name}@example.com", name, "Maes"), new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        }

        SignIn(Role.Recruiter);
        var page = Open();

        page.WaitForAssertion(() => Assert.Equal("2", page.Find("[data-figure=OptOuts] .figure-number").TextContent));
        Assert.Equal("2 more than in the 30 days before", page.Find("[data-figure=OptOuts] small").TextContent);
        Assert.Equal("/#chart-opt-outs", page.Find("[data-figure=OptOuts]").GetAttribute("href"));
        Assert.Equal("1 more than in the 30 days before", page.Find("[data-figure=People] small").TextContent);
        Assert.Equal("as many as in the 30 days before", page.Find("[data-figure=OptIns] small").TextContent);
    }

    [Fact]
    public void An_administrator_sees_what_the_installation_wants_and_no_tasks_of_others()
    {
        SignIn(Role.Administrator);

        var page = Render<CascadingAuthenticationState>(parameters => parameters.AddChildContent<HomePage>());
        page.WaitForElement("[data-item]");

        // What the checklist tells stands there alone while it is shown; of the disk only the machine itself knows.
        page.WaitForAssertion(() => Assert.Equal(["Verified ToDo", "Jobs Ok", "Rights Ok"], Checks()));
        page.Find("[data-act=put-away]").Click();
        page.WaitForAssertion(() => Assert.Equal(["Mail ToDo", "Public ToDo", "Verified ToDo", "Backup Unknown", "Jobs Ok", "Rights Ok"], Checks()));
        Assert.Contains("the databases take", page.Find("[data-check=Disk]").TextContent);
        Assert.Equal("to do", page.Find("[data-check=Mail] .check-state").TextContent);
        Assert.Contains("Mail:Smtp:Host", page.Find("[data-check=Mail]").TextContent);
        Assert.Contains("http://localhost:5080", page.Find("[data-check=Public]").TextContent);
        Assert.Contains("docs/operations.md", page.Find("[data-check=Backup]").TextContent);
        Assert.Empty(page.FindAll(".needs, .figures, .chart-card"));

        IEnumerable<string> Checks() => page.FindAll("[data-check]:not([data-check=Disk])").Select(check => $"{check.GetAttribute("data-check")} {check.GetAttribute("data-state")}");
    }

    [Fact]
    public async Task The_last_verification_is_told_until_it_is_long_ago()
    {
        await Get<VerifyRegistry>().ExecuteAsync();
        SignIn(Role.Administrator);
        Assert.Equal(("Ok", "Nothing was found on 16/03/2026 09:00."), Verified());

        Clock.Advance(TimeSpan.FromDays(36));
        Assert.Equal("ToDo", Verified().State);

        (string? State, string Sentence) Verified()
        {
            var page = Render<SystemCard>();
            page.WaitForElement("[data-check=Verified]");
            return (page.Find("[data-check=Verified]").GetAttribute("data-state"), page.Find("[data-check=Verified] small").TextContent);
        }
    }

    [Fact]
    public async Task The_numbers_of_a_chart_stand_in_its_table()
    {
        var person = await CandidateAsync();
        await Get<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, Topic.Events, Channel.Email) { GivenAt = Clock.Now, Wording = "Ja", Language = "nl", PolicyVersion = "2026-01", How = "Letter", Evidence = new Evidence("brief") }, "cli:test");
        var other = await CandidateAsync("bo@example.com", "Bo", "Maes");
        await Get<RecordOptOut>().ExecuteAsync(other, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        await Get<CountStandings>().ExecuteAsync();

        var page = Open(charts: 4);

        page.WaitForAssertion(() => Assert.Equal(
            ["0 yes, 1 no", "0 yes, 1 no", "1 yes, 1 no", "0 yes, 1 no"],
            page.FindAll("[aria-labelledby=chart-standing] tbody tr:last-child td").Select(cell => cell.TextContent)));
        Assert.Equal("1", page.Find("[aria-labelledby=chart-opt-outs] tbody tr:last-child td").TextContent);
    }

    [Fact]
    public async Task Only_those_who_have_yet_to_be_told_are_listed_by_that_facet()
    {
        var untold = await SourcedAsync();
        await CandidateAsync();

        Assert.Equal([untold], (await Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true })).Rows.Select(row => row.Id));
        Assert.Equal([untold], (await Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true, Text = "maes" })).Rows.Select(row => row.Id));
        Assert.Empty((await Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true, Text = "peeters" })).Rows);
        Assert.Equal([untold], (await Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true, Relationship = Relationship.CandidateSourced })).Rows.Select(row => row.Id));
    }

    // All that the page asks for has come: what still ran at the end of a test would meet a folder that is gone.
    private IRenderedComponent<CascadingAuthenticationState> Open(int charts = 3)
    {
        var page = Render<CascadingAuthenticationState>(parameters => parameters.AddChildContent<HomePage>());
        page.WaitForAssertion(() =>
        {
            Assert.Single(page.FindAll(".needs .all-done, .needs .tasks"));
            Assert.NotEmpty(page.FindAll(".figures"));
            Assert.Equal(charts, page.FindAll(".chart-card").Count);
        });
        return page;
    }

    private static List<string?> TasksOf(IRenderedComponent<CascadingAuthenticationState> page) => [.. page.FindAll("[data-task]").Select(task => task.GetAttribute("data-task"))];

    private static (string Count, string What, string? Since, string? Path) TaskOf(IRenderedComponent<CascadingAuthenticationState> page, string key) => (
        page.Find($"[data-task={key}] .task-count").TextContent,
        page.Find($"[data-task={key}] .task-text span").TextContent,
        page.FindAll($"[data-task={key}] small").SingleOrDefault()?.TextContent,
        page.Find($"[data-task={key}] .mud-button-root").GetAttribute("href"));

    private async Task<Guid> SourcedAsync()
    {
        var outcome = await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "Cis",
                FamilyName = "Maes",
                Relationship = Relationship.CandidateSourced,
                Source = AcquisitionSource.CvMatch,
                Moment = CollectionMoment.ProjectBid,
                Addresses = [Address.Read("cis@example.com")!],
                AcquiredOn = BrusselsTime.DayOf(Clock.Now),
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }
}
