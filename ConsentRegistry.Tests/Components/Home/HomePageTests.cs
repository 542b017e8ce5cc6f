using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Home;
using ConsentRegistry.Web.Jobs;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConsentRegistry.Tests.Components.Home;

public sealed class HomePageTests : PersonDialogTest
{
    public HomePageTests()
    {
        Services.AddJobs();
        // A chart asks the browser how much room it has.
    }

    [Fact]
    public void Nothing_to_do_is_said_and_empty_charts_say_what_fills_them()
    {
        SignIn(Role.Recruiter);

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("Nothing waits for you.", page.Find(".needs").TextContent));
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

        var link = page.WaitForElement(".needs a");
        Assert.Equal("People who should have had the privacy notice (Art. 14) already: 1", link.TextContent);
        Assert.Equal("/people?notice=late", link.GetAttribute("href"));
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

        page.WaitForAssertion(() => Assert.Contains(
            page.FindAll(".needs a"), link => link.TextContent == "Unclear refusals to be answered: 2" && link.GetAttribute("href") == "/doubts"));

        NewDoubt WordOn(Guid about, string value) => new(about, null, null, Clock.Now, Guid.CreateVersion7(Clock.Now), "candidates.csv", 2, "Status", value);
    }

    [Fact]
    public async Task Marketing_is_told_of_drafts_and_the_privacy_officer_of_the_contested_setting()
    {
        Assert.True((await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Kennisavond", Kind = MessageKind.EventInvitation, Audience = new Audience { OptedInTo = Topic.Events }, Texts = [new("nl", null, "Kom.")] }, "cli:test")).IsDone);
        SignIn(Role.Marketing);
        var marketing = Open();
        marketing.WaitForAssertion(() => Assert.Equal(["Campaigns not yet sent: 1"], marketing.FindAll(".needs a").Select(link => link.TextContent)));

        SignIn(Role.Dpo);
        var dpo = Open(charts: 4);
        dpo.WaitForAssertion(() => Assert.Contains(dpo.FindAll(".needs a"), link => link.TextContent.Contains("Art. 4(11)", StringComparison.Ordinal)));
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
            Assert.Single(page.FindAll(".needs .all-done, .needs .lines"));
            Assert.Equal(charts, page.FindAll(".chart-card").Count);
        });
        return page;
    }

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
