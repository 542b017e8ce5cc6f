using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The keys of the quick log where a mouse would be quicker: the known people, and what is wrong with the form.</summary>
public sealed class QuickLogKeysTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_arrows_lead_to_a_known_person_Escape_back_to_the_field_and_Enter_takes_the_one_that_is_chosen()
    {
        await KnownAsync("An", "Bert");
        var page = await OpenAsync();
        var known = page.Locator("button.known-person");
        await page.FillAsync("#log-family", "peeters");
        await Assertions.Expect(known).ToHaveCountAsync(2);

        await page.PressAsync("#log-family", "ArrowDown");
        await Assertions.Expect(known.Nth(0)).ToBeFocusedAsync();
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(known.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(known.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(known.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#log-family")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#log-family")).ToHaveValueAsync("peeters");

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#log-family")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        var second = await known.Nth(1).Locator(".strong").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".known-person.chosen .strong")).ToHaveTextAsync(second);
        await Assertions.Expect(page.Locator("#log-kind-Cv")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".quick-log")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Enter_in_a_name_takes_nobody_and_the_form_leads_to_the_first_field_that_is_wrong()
    {
        await KnownAsync("An");
        var page = await OpenAsync();
        await page.FillAsync("#log-family", "peeters");
        await Assertions.Expect(page.Locator("button.known-person")).ToHaveCountAsync(1);

        await page.PressAsync("#log-family", "Enter");

        await Assertions.Expect(page.Locator("#log-email")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#log-email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("#log-family")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator(".known-person.chosen")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_letter_chooses_among_the_choices_is_a_letter_in_a_field_and_ticks_the_row_that_has_the_focus()
    {
        var page = await OpenAsync();
        await page.TypeKeysAsync("ptc@voorbeeld.example");
        await Assertions.Expect(page.Locator("#log-email")).ToHaveValueAsync("ptc@voorbeeld.example");
        Assert.Equal(0, await page.Locator("[data-letter]:checked").CountAsync());
        await page.FillAsync("#log-phone", "0470 12 34 56");

        await page.Keyboard.PressAsync("F6");
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator("#log-kind-Call")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#log-kind-Call")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".log-more summary")).ToContainTextAsync("Nam zelf contact op");
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("[data-agreed='Events-Email']")).ToBeCheckedAsync();
        await page.FocusAsync("[data-agreed='Projects-Sms']");
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("[data-agreed='Events-Sms']")).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("[data-agreed='Events-Sms']")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[data-agreed='Events-Email']")).ToBeCheckedAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task What_is_missing_in_the_fold_opens_it_and_the_fold_is_found_as_it_was_left()
    {
        var page = await OpenAsync();
        await page.TypeKeysAsync("an.maes@voorbeeld.example");
        await Assertions.Expect(page.Locator("#log-source")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("F6");
        await page.Keyboard.PressAsync("t");
        await page.ClickAsync(".log-more summary");
        await page.SelectOptionAsync("#log-moment", "");
        await page.ClickAsync(".log-more summary");
        await Assertions.Expect(page.Locator("#log-moment")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.Locator("#log-moment")).ToBeFocusedAsync();
        await page.SelectOptionAsync("#log-moment", "JobApplication");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".snackbars")).ToContainTextAsync("An Maes");
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("#log-source")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_recorded_by_mistake_is_undone_from_where_it_is_said()
    {
        var page = await OpenAsync();
        await page.TypeKeysAsync("an.maes@voorbeeld.example");
        await page.Keyboard.PressAsync("F6");
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.PressAsync("Control+Enter");

        await page.ClickAsync(".snackbars button:has-text('Ongedaan maken')");

        await Assertions.Expect(page.Locator(".snackbars")).ToContainTextAsync("An Maes staat niet meer in het register");
        Assert.Equal(0, (await app.InScopeAsync<PeopleQueries, FoundPeople>(people => people.ListAsync(new PeopleFilter()))).Total);
    }

    [Fact]
    public async Task The_keys_that_send_work_wherever_the_focus_is_within_a_dialog()
    {
        var known = await KnownAsync("An");
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.OpenAsync($"/people/{known}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Uitschrijven", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog form");

        // Wherever the dialog has put the focus.
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.Locator("[data-standing='Projects-Email']")).ToContainTextAsync("weigert alles");
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("#log-email")).ToBeFocusedAsync();
        return page;
    }

    /// <returns>The last of them.</returns>
    private async Task<Guid> KnownAsync(params string[] givenNames)
    {
        var known = Guid.Empty;
        foreach (var given in givenNames)
        {
            var outcome = await app.InScopeAsync<RegisterPerson, Result<Guid>>(register => register.ExecuteAsync(
                new NewPerson
                {
                    GivenName = given,
                    FamilyName = "Peeters",
                    Relationship = Relationship.CandidateApplied,
                    Source = AcquisitionSource.AdResponse,
                    Moment = CollectionMoment.JobApplication,
                    AcquiredOn = new DateOnly(2026, 3, 10),
                    Addresses = [Address.Read($"{given.ToLowerInvariant()}@peeters.example")!],
                },
                "cli:test"));
            Assert.True(outcome.IsDone);
            known = outcome.Value;
        }

        return known;
    }
}
