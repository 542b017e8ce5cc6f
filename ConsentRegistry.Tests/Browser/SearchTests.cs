using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The keys, the palette and the export as a person meets them.</summary>
public sealed class SearchTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_keys_open_choose_and_close_and_leave_typing_alone()
    {
        var page = await chromium.OpenAsync(app);
        var an = await RegisterAsync("an@kandidaat.example", "An", "Peeters");
        await RegisterAsync("anke@kandidaat.example", "Anke", "Peeters");
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        var palette = page.Locator("#palette");

        // What is typed right after the key is not lost, and the slash itself is not typed.
        await page.TypeKeysAsync("/peeters an");
        await Assertions.Expect(page.Locator("#palette-input")).ToHaveValueAsync("peeters an");
        await Assertions.Expect(palette.Locator("[role=option]")).ToHaveCountAsync(2);
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("An Peeters");
        await Assertions.Expect(palette).ToBeHiddenAsync();
        Assert.EndsWith($"/people/{an}", page.Url, StringComparison.Ordinal);

        // In a field a slash is a slash; Ctrl and K find all the same, and Esc gives the field back.
        await page.OpenAsync("/people");
        await page.ClickAsync("#search");
        await page.TypeKeysAsync("a/b?");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("a/b?");
        await Assertions.Expect(palette).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(palette).ToBeVisibleAsync();
        await page.TypeKeysAsync("peet");
        await Assertions.Expect(palette.Locator("[role=option]").First).ToContainTextAsync("Peeters");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(palette).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette-input")).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Escape");
        Assert.DoesNotContain("peet", page.Url, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Single_keys_can_be_turned_off_in_the_help_and_stay_off()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.UntilInteractiveAsync();
        await page.TypeKeysAsync("?");
        await Assertions.Expect(page.Locator("#keys-help")).ToBeVisibleAsync();
        await page.LookAsync("keys-help");
        await page.UncheckAsync("[data-single-keys]");
        await page.Keyboard.PressAsync("Escape");

        await page.OpenAsync("/opt-out");
        await page.Locator("h1").ClickAsync();
        await page.TypeKeysAsync("/?");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette")).ToBeVisibleAsync();
        await page.TypeKeysAsync("uitschr");
        await Assertions.Expect(page.Locator("#palette [role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");

        await page.ClickAsync(".find-button");
        await page.TypeKeysAsync("sneltoetsen");
        await page.Keyboard.PressAsync("Enter");
        await page.CheckAsync("#keys-help[open] [data-single-keys]");
        await page.ClickAsync("#keys-help [data-closes]");
        await page.TypeKeysAsync("/");
        await Assertions.Expect(page.Locator("#palette")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.ClickAsync(".help-button");
        await page.ClickAsync("#keys-help .help-lost a");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Hulp");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_palette_looks_right_empty_with_people_with_a_barred_address_and_narrow()
    {
        var page = await chromium.OpenAsync(app);
        var an = await RegisterAsync("an@kandidaat.example", "An", "Peeters");
        var marc = await RegisterAsync("marc@kandidaat.example", "Marc", "Peeters");
        await RegisterAsync("sofie@kandidaat.example", "Sofie", "Peeters-Van den Wijngaert", "Noordzee Software & Havenbedrijf Data");
        await OptOutAsync(an, "all");
        await OptOutAsync(marc, "topic:Projects");
        await app.InScopeAsync<RecordOptOut, Result<OptOutDone>>(optOut => optOut.ExecuteAsync(
            Address.Read("niemand@kandidaat.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test"));
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", [.. Role.All]));
        await page.UntilInteractiveAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.LookAsync("palette-empty");
        await page.FillAsync("#palette-input", "peeters");
        await Assertions.Expect(page.Locator("#palette .badge.danger")).ToBeVisibleAsync();
        await page.LookAsync("palette-people");
        await page.FillAsync("#palette-input", "Niemand@kandidaat.example");
        await Assertions.Expect(page.Locator("#palette .notice.danger")).ToContainTextAsync("geblokkeerd");
        await page.LookAsync("palette-barred");
        await page.Keyboard.PressAsync("Escape");
        await page.OpenAsync("/people");
        await page.Locator("#search").PressSequentiallyAsync("niemand@kandidaat.example", new() { Delay = 15 });
        await Assertions.Expect(page.Locator(".notice.danger")).ToBeVisibleAsync();
        await page.LookAsync("people-barred-address");
        await page.FillAsync("#search", "0470 12");
        await Assertions.Expect(page.Locator("main .notice.info")).ToContainTextAsync("versleuteld");
        await page.LookAsync("people-part-of-number");
    }

    [Fact]
    public async Task What_is_shown_leaves_as_a_file_and_not_by_an_address()
    {
        var page = await chromium.OpenAsync(app);
        await RegisterAsync("an@kandidaat.example", "An", "Peeters");
        await RegisterAsync("bart@kandidaat.example", "Bart", "Maes");
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.OpenAsync("/people");
        await page.FillAsync("#search", "maes");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("1 persoon");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".list-line form button"));
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("Bart Maes;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Peeters", text, StringComparison.Ordinal);
        Assert.DoesNotContain("maes", download.Url + page.Url, StringComparison.OrdinalIgnoreCase);

        // The list as a whole has its number in the audit trail; of people who are ticked, be it all by one press, each stands there by itself.
        await page.FillAsync("#search", "");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("2 personen");
        Assert.Empty(await ExportedAsync());
        await page.Locator(".people-grid tbody input[type=checkbox]").First.CheckAsync();
        await page.ClickAsync("[data-act='all']");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("2 geselecteerd");
        await Assertions.Expect(page.Locator(".count")).ToBeFocusedAsync();
        await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".bulk form button"));
        Assert.Equal(2, (await ExportedAsync()).Distinct().Count());

        using var client = new OperatorClient(app);
        await client.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        using var refused = await client.Client.PostAsync("/people/export.csv", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, refused.StatusCode);

        async Task<IReadOnlyList<Guid>> ExportedAsync() =>
            [.. (await app.Services.GetRequiredService<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.PeopleExported, Take = 100 })).Rows.Select(row => row.Subject).OfType<Guid>()];
    }

    private async Task<Guid> RegisterAsync(string address, string given, string family, string? company = null) => (await app.InScopeAsync<RegisterPerson, Result<Guid>>(register =>
        register.ExecuteAsync(
            new NewPerson
            {
                GivenName = given,
                FamilyName = family,
                Company = company,
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(address)!],
                AcquiredOn = new DateOnly(2026, 3, 16),
            },
            "cli:test"))).Value;

    private async Task OptOutAsync(Guid person, string scope)
    {
        Assert.True(BarScope.TryParse(scope, out var parsed));
        await app.InScopeAsync<RecordOptOut, Result<OptOutDone>>(optOut => optOut.ExecuteAsync(person, new NewOptOut(parsed.Value) { EntryPoint = EntryPoint.CommandLine }, "cli:test"));
    }
}
