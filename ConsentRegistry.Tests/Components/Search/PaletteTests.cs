using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Search;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Search;

public sealed class PaletteTests : PersonDialogTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(Role.Recruiter, "/people", "New person")]
    [InlineData(Role.Marketing, "/campaigns", "New campaign")]
    [InlineData(Role.Administrator, "/jobs", "Keyboard shortcuts")]
    public void With_an_empty_field_it_offers_the_pages_and_actions_of_the_role(string role, string path, string action)
    {
        SignIn(role);
        var palette = Render<Palette>();
        Assert.Contains(action, Options(palette));
        Assert.Equal(Web.Components.Layout.NavItems.All.Any(item => item.Path == path), Options(palette).Count > 1);
        Assert.Equal(role == Role.Recruiter, Options(palette).Contains("New person"));
        Assert.Equal(role == Role.Marketing, Options(palette).Contains("New campaign"));
    }

    [Fact]
    public async Task A_person_is_found_while_typing_with_company_relationship_and_what_they_said_no_to()
    {
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { Company = "Havenbedrijf" }, "cli:test");
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var palette = Type("peet");
        palette.WaitForAssertion(() => Assert.Contains("An Peeters", Options(palette)), Patience);
        var option = palette.Find("[role=option]");
        Assert.Contains("Havenbedrijf · Candidate", option.TextContent);
        Assert.Contains("Opt-out", option.QuerySelector(".badge.danger")!.TextContent);
        Assert.Equal(option.Id, palette.Find("[role=combobox]").GetAttribute("aria-activedescendant"));
        Assert.Equal("1 person", palette.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task Arrow_keys_choose_and_Enter_opens_what_is_chosen()
    {
        var first = await CandidateAsync("an@example.com", "An", "Aerts");
        var second = await CandidateAsync("bart@example.com", "Bart", "Aerts");
        var palette = Type("aerts");
        palette.WaitForAssertion(() => Assert.Equal(2, palette.FindAll("[role=option]").Count), Patience);
        Assert.Equal("People", Assert.Single(palette.FindAll("[role=group]")).GetAttribute("aria-label"));
        palette.Find("input").KeyDown("ArrowDown");
        Assert.Equal("true", palette.FindAll("[role=option]")[1].GetAttribute("aria-selected"));
        palette.Find("input").KeyDown("ArrowDown");
        Assert.Equal("true", palette.FindAll("[role=option]")[0].GetAttribute("aria-selected"));
        palette.Find("input").KeyDown("ArrowUp");
        palette.Find("input").KeyDown("Enter");
        await Eventually.HoldsAsync(() => Task.FromResult(Get<NavigationManager>().Uri.EndsWith($"/people/{second}", StringComparison.Ordinal)));
        Assert.NotEqual(first, second);
        JSInterop.VerifyInvoke("shortcuts.close");
    }

    [Fact]
    public async Task Marketing_finds_pages_and_never_people()
    {
        await CandidateAsync();
        SignIn(Role.Marketing);
        var palette = Type("peeters");
        Assert.Empty(palette.FindAll("[role=option]"));
        palette.Find("input").Input("camp");
        Assert.Equal(["Campaigns", "New campaign"], Options(palette).OrderBy(each => each.Length));
        Assert.Equal(0, (await Get<AuditQueries>().ListAsync(new AuditFilter())).Total);
    }

    [Fact]
    public async Task A_barred_address_of_nobody_is_shown_as_barred()
    {
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("niemand@example.com")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var palette = Type("Niemand@example.com");
        palette.WaitForAssertion(() => Assert.Contains("This address is blocked.", palette.Find("[role=alert]").TextContent), Patience);
        Assert.Contains("all marketing, since 16/03/2026", palette.Find(".badge.danger").TextContent);
    }

    [Theory]
    [InlineData("iemand@example.com", "it is not on the suppression list")]
    [InlineData("an.peeters@", "can only be found whole")]
    [InlineData("0470 12", "can only be found whole")]
    public void What_cannot_be_found_is_said_kindly(string text, string sentence)
    {
        var palette = Type(text);
        palette.WaitForAssertion(() => Assert.Contains(sentence, palette.Find(".notice").TextContent), Patience);
    }

    [Fact]
    public async Task A_run_of_typing_is_two_entries_of_the_audit_and_holds_nothing_that_was_typed()
    {
        await CandidateAsync();
        var palette = Render<Palette>();
        foreach (var text in (string[])["p", "pe", "peet"])
        {
            palette.Find("input").Input(text);
            palette.WaitForAssertion(() => Assert.Contains("An Peeters", Options(palette)), Patience);
            Assert.Equal(1, (await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.PeopleSearched })).Total);
            palette.Find("input").Input("");
        }

        palette.Find("input").Input("peet");
        palette.WaitForAssertion(() => Assert.Contains("An Peeters", Options(palette)), Patience);
        palette.Find("[role=option]").Click();
        await Eventually.HoldsAsync(() => Task.FromResult(Get<NavigationManager>().Uri.Contains("/people/", StringComparison.Ordinal)));
        var entries = (await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.PeopleSearched })).Rows;
        Assert.Equal("""{"place":"palette","answers":"4","people":"1","addresses":"0","found":"1"}""", entries[0].Details);
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.DoesNotContain("peet", entry.Details, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task After_a_pause_the_next_answer_is_a_run_of_its_own()
    {
        await CandidateAsync();
        var palette = Type("peet");
        palette.WaitForAssertion(() => Assert.Contains("An Peeters", Options(palette)), Patience);
        Clock.Advance(TimeSpan.FromSeconds(3));
        palette.Find("input").Input("an");
        palette.WaitForAssertion(() => Assert.Equal("1 person", palette.Find("[role=status]").TextContent), Patience);
        await Eventually.HoldsAsync(async () => (await Get<AuditQueries>().ListAsync(new AuditFilter())).Total == 2);
    }

    [Fact]
    public async Task Closing_forgets_what_was_typed()
    {
        await CandidateAsync();
        var palette = Type("peet");
        palette.WaitForAssertion(() => Assert.Contains("An Peeters", Options(palette)), Patience);
        palette.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        palette.WaitForAssertion(() => Assert.DoesNotContain("An Peeters", Options(palette)), Patience);
    }

    private IRenderedComponent<Palette> Type(string text)
    {
        var palette = Render<Palette>();
        palette.Find("input").Input(text);
        return palette;
    }

    private static List<string> Options(IRenderedComponent<Palette> palette) => [.. palette.FindAll(".palette-name").Select(each => each.TextContent)];
}
