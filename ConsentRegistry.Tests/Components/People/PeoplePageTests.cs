using Bunit;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.People;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.People;

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
    public async Task A_barred_address_of_nobody_is_not_called_not_found()
    {
        await CandidateAsync();
        await Get<OptPersonOut>().ExecuteAsync(Address.Read("niemand@example.com")!, new NewOptOut(BarScope.Everything) { Source = "screen" }, "cli:test");
        var page = Render<PeoplePage>();
        page.WaitForElement("#search").Input("niemand@example.com");
        page.WaitForAssertion(() => Assert.Contains("This address is barred.", page.Find("[role=alert]").TextContent), Patience);
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
}
