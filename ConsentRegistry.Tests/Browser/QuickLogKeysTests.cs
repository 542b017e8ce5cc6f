using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
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
        await Assertions.Expect(page.Locator("#log-source")).ToBeFocusedAsync();

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

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("#log-email")).ToBeFocusedAsync();
        return page;
    }

    private async Task KnownAsync(params string[] givenNames)
    {
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
        }
    }
}
