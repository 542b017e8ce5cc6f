using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.Details;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.People.Details;

/// <summary>The page of a person as it was on a past day, and what it says of a day that is none.</summary>
public sealed class PersonPastDayTests : PersonDialogTest
{
    [Fact]
    public async Task A_past_day_tells_of_an_address_that_was_removed_since_and_today_does_not()
    {
        var person = await CandidateAsync();
        var then = BrusselsTime.DayOf(Clock.Now);
        Clock.Advance(TimeSpan.FromDays(3));
        var view = await ViewAsync(person);
        var outcome = await Get<EditPerson>().ExecuteAsync(
            person, new PersonChanges { RemoveContactPoints = [view.ContactPoints[0].Id], AddAddresses = [Address.Read("ander@post.example")!] }, "cli:test");
        Assert.True(outcome.IsDone);
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={then:yyyy-MM-dd}");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("one more address or number (since 16/03/2026 09:00), removed on 19/03/2026", page.Find("[aria-labelledby=contact]").TextContent));
        page.Find("#as-of").Change("");
        page.WaitForAssertion(() => Assert.DoesNotContain("one more address", page.Find("[aria-labelledby=contact]").TextContent));
    }

    [Fact]
    public async Task A_past_day_shows_the_standing_and_the_decisions_of_then_and_nothing_can_be_changed()
    {
        var person = await CandidateAsync();
        var then = BrusselsTime.DayOf(Clock.Now);
        Clock.Advance(TimeSpan.FromDays(3));
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={then:yyyy-MM-dd}");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("contact permission", page.Find("[data-standing=Projects-Email]").TextContent));
        Assert.Empty(page.FindAll("[aria-labelledby=bars] .lines li"));
        Assert.Empty(page.FindAll(".page-actions button"));
        Assert.Empty(page.FindAll("[data-act]"));
        Assert.DoesNotContain("Opted out", page.Find(".timeline").TextContent);

        page.Find("#as-of").Change("");
        page.WaitForAssertion(() => Assert.Contains("said no to everything", page.Find("[data-standing=Projects-Email]").TextContent));
        Assert.Single(page.FindAll("[aria-labelledby=bars] .lines li"));
        Assert.Contains("Art. 7(3)", page.Find("[aria-labelledby=rights]").TextContent);
    }

    [Fact]
    public async Task Of_a_day_before_the_person_was_registered_nothing_is_shown_but_that()
    {
        var person = await CandidateAsync();
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={BrusselsTime.DayOf(Clock.Now).AddDays(-1):yyyy-MM-dd}");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.StartsWith("Not yet registered on ", page.Find(".lead").TextContent, StringComparison.Ordinal));
        Assert.Contains("15 March 2026", page.Find(".lead").TextContent);
        Assert.Empty(page.FindAll(".card, .card-line, .notice, .person-line"));
        page.Find("#as-of").Change("");
        page.WaitForElement(".person");
    }

    [Fact]
    public async Task Of_a_past_day_an_answer_says_why_and_not_what_would_change_it()
    {
        var person = await CandidateAsync();
        var then = BrusselsTime.DayOf(Clock.Now);
        Clock.Advance(TimeSpan.FromDays(3));
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={then:yyyy-MM-dd}");
        var dialogs = DialogPlace();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=ProjectOffer-Email].allow").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("G-16", dialogs.Find(".why").TextContent));
        Assert.Empty(dialogs.FindAll("[data-testid=changes]"));
    }

    [Theory]
    [InlineData("2026-03-16", null)]
    [InlineData("2026-03-17", "That day is still to come.")]
    [InlineData("2099-01-01", "That day is still to come.")]
    [InlineData("gisteren", "There is no readable date in the address of this page, so you see today.")]
    [InlineData("2026-02-30", "There is no readable date in the address of this page, so you see today.")]
    public async Task A_day_that_is_not_past_is_today_and_the_page_says_so(string word, string? said)
    {
        var person = await CandidateAsync();
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={word}");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement(".page-actions button");
        if (said is null)
        {
            Assert.Empty(page.FindAll(".notice"));
        }
        else
        {
            Assert.StartsWith(said, page.WaitForElement(".notice.warning p").TextContent, StringComparison.Ordinal);
        }

        // A day that can be shown says nothing of it any more.
        Clock.Advance(TimeSpan.FromDays(3));
        page.Find("#as-of").Change("2026-03-16");
        page.WaitForAssertion(() => Assert.Contains("You see what was recorded", page.Find(".notice.info").TextContent));
        Assert.Empty(page.FindAll(".notice.warning"));
    }

    [Fact]
    public async Task On_a_past_day_no_form_opens_and_the_address_forgets_it()
    {
        var person = await CandidateAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        Get<NavigationManager>().NavigateTo($"/people/{person}?asof={BrusselsTime.DayOf(Clock.Now).AddDays(-2):yyyy-MM-dd}&form=opt-in");
        var dialogs = DialogPlace();

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement(".person");
        Assert.Empty(dialogs.FindAll("form"));
        Assert.DoesNotContain("form=", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
