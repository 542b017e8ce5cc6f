using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.List;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.People.List;

public sealed class PeoplePageTests : PersonDialogTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_list_follows_what_is_typed_and_the_address_does_not()
    {
        await CandidateAsync("an@example.com", "An", "Peeters");
        await CandidateAsync("bart@example.com", "Bart", "Maes");
        var page = Render<PeoplePage>();
        page.WaitForAssertion(() => Assert.Equal("2 people", page.Find(".count").TextContent), Patience);
        page.Find("#search").Input("mae");
        page.WaitForAssertion(() => Assert.Equal("Bart Maes", Assert.Single(page.FindAll(".people-grid a.strong")).TextContent), Patience);
        Assert.Equal("mae", page.Find("input[name=text]").GetAttribute("value"));
        Assert.DoesNotContain("mae", Get<NavigationManager>().Uri);
        page.Find("#search").Input("");
        page.WaitForAssertion(() => Assert.Equal("2 people", page.Find(".count").TextContent), Patience);
    }

    [Fact]
    public async Task A_row_names_one_mailbox_and_how_many_more_there_are_and_the_audit_says_that_addresses_were_shown()
    {
        var person = await CandidateAsync("an.peeters@example.com");
        Clock.Advance(TimeSpan.FromDays(1));
        await Get<EditPerson>().ExecuteAsync(
            person, new PersonChanges { AddAddresses = [Address.Read("an@elders.example")!, Address.Read("a.peeters@derde.example")!] }, "cli:test");

        var page = Render<PeoplePage>();

        page.WaitForAssertion(() => Assert.StartsWith("an.peeters@example.com", page.Find("td .email").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("+2", page.Find("td .further [aria-hidden]").TextContent);
        Assert.DoesNotContain("elders", page.Markup, StringComparison.Ordinal);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.PeopleSearched })).Rows);
        Assert.Equal("""{"place":"people","found":"1","addresses":"1","page":"1","byText":"no"}""", entry.Details);
    }

    [Fact]
    public async Task A_barred_address_of_nobody_is_not_called_not_found()
    {
        await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("niemand@example.com")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var page = Render<PeoplePage>();
        page.WaitForElement("#search").Input("niemand@example.com");
        page.WaitForAssertion(() => Assert.Contains("This address is blocked.", page.Find("[role=alert]").TextContent), Patience);
        Assert.Empty(page.FindAll(".empty"));
    }

    [Fact]
    public async Task The_heads_of_the_columns_sort_and_turn_round()
    {
        await CandidateAsync();
        var page = Render<PeoplePage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("th .sort-link").Count), Patience);
        Assert.Contains("sort=Name&direction=desc", page.FindAll("th .sort-link")[0].GetAttribute("href"));
        Assert.EndsWith("sort=Changed", page.FindAll("th .sort-link")[2].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfinished_form_in_the_address_opens_once_and_is_taken_out_of_it()
    {
        await CandidateAsync();
        Get<NavigationManager>().NavigateTo("/people?language=nl&form=new-person");
        var dialogs = DialogPlace();

        var page = Render<PeoplePage>();

        dialogs.WaitForElement("form", Patience);
        Assert.EndsWith("/people?language=nl", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("1 person", page.Find(".count").TextContent), Patience);
        dialogs.Find(".dialog-buttons button[type='button']").Click();
        Closed(dialogs);
        page.Render();
        Assert.Empty(dialogs.FindAll("form"));
    }

    [Fact]
    public void A_form_that_stands_on_another_page_does_not_open_here()
    {
        Get<NavigationManager>().NavigateTo("/people?form=opt-in");
        var dialogs = DialogPlace();

        var page = Render<PeoplePage>();

        page.WaitForElement("#search", Patience);
        Assert.EndsWith("/people", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(dialogs.FindAll("form"));
    }
}
