using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>What holds for every page, whatever it is about. A new page gets its line here.</summary>
public sealed class EveryPageTests(Chromium chromium)
{
    private static readonly DateTimeOffset SomeDay = new(2026, 3, 16, 9, 0, 0, TimeSpan.FromHours(1));

    private static readonly (string Path, string Picture)[] Pages =
    [
        ("/", "home"),
        ("/people", "people-none"),
        ("/imports", "imports-none"),
        ("/opt-out", "opt-out"),
        ("/doubts", "doubts-none"),
        ("/check", "check-empty"),
        ("/import-profiles", "import-profiles-none"),
        ("/settings", "settings"),
        ("/sending", "sending-free"),
        ("/accounts", "accounts"),
        ("/jobs", "jobs"),
        ("/help", "help"),
        ("/account", "account"),
        ("/account/password", "password"),
        ("/account/two-factor", "two-factor"),
        ("/account/passkeys", "passkeys"),
        ("/account/denied", "denied"),
        ("/no-such-page", "not-found"),
    ];

    [Fact]
    public async Task Every_page_is_accessible_and_fits_wide_and_narrow_light_and_dark()
    {
        await using var app = new RegistryApp();
        var page = await chromium.OpenAsync(app);

        await page.GotoAsync("/setup");
        await page.LookAsync("setup");

        var operatorAccount = await app.MakeOperatorAsync("Ada", [.. Role.All]);
        await app.MakeOperatorAsync("Bram", Role.Recruiter);
        await page.GotoAsync("/account/login");
        await page.LookAsync("login");
        await page.SignInAsync(operatorAccount);
        await page.UntilInteractiveAsync();

        foreach (var (path, picture) in Pages)
        {
            await page.OpenAsync(path);
            await page.LookAsync(picture);
        }

        await page.OpenAsync("/settings");
        await page.ClickAsync(".routes > button");
        await page.CheckAsync("input[value='ApplicantsOnly']", new() { Force = true });
        await page.FillAsync("#route-0-assessment", "LIA-3");
        await page.FillAsync("#reason", "Advies van de raadsman van 12 maart");
        await page.ClickAsync(".settings button[type='submit']");
        await page.WaitForSelectorAsync(".setting-changes li");
        await page.LookAsync("settings-changed");

        var settings = app.Services.GetRequiredService<GateSettingsStore>();
        Assert.True((await settings.ChangeAsync(settings.Current with { MarketingPerPersonPer30Days = 2 }, "Minder is meer", "cli:test", TestContext.Current.CancellationToken)).IsDone);
        await page.FillAsync("#cap", "6");
        await page.FillAsync("#reason", "Meer campagnes in het voorjaar");
        await page.ClickAsync(".settings button[type='submit']");
        await page.WaitForSelectorAsync(".field-meanwhile");
        await page.LookAsync("settings-meanwhile");

        await page.OpenAsync("/accounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account toevoegen" }).ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #name");
        await page.LookAsync("add-account");
    }

    [Fact]
    public async Task Import_profiles_approved_and_not_are_accessible_and_so_is_the_approval()
    {
        await using var app = new RegistryApp();
        var profiles = app.Services.GetRequiredService<SaveImportProfile>();
        var columns = new Dictionary<string, ImportField?> { ["Nieuwsbrief"] = ImportField.MarketingOptIn, ["Aangevinkt op"] = ImportField.MarketingOptInAt, ["Tekst bij het vakje"] = ImportField.OptInWording };
        await profiles.ExecuteAsync(new NewImportProfile("Jobbeurs Gent") { Site = "jobbeurs.example", Columns = columns }, TestContext.Current.CancellationToken);
        await profiles.ExecuteAsync(new NewImportProfile("Nieuwsbrief website"), TestContext.Current.CancellationToken);
        var ada = await app.MakeOperatorAsync("Ada", Role.Dpo);
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(ada);
        await page.OpenAsync("/import-profiles");
        await page.ClickAsync("[data-profile='Jobbeurs Gent'] .step-foot button");
        await page.ChooseAsync("#approve-topic", "Projects");
        await page.FillAsync("#approve-version", "2026-01");
        await page.LookAsync("approve-opt-ins");
        await page.CheckAsync("#approve-seen", new() { Force = true });
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await page.WaitForSelectorAsync("[data-profile='Jobbeurs Gent'] .badge.success");
        await page.LookAsync("import-profiles");
        await page.ClickAsync("[data-profile='Jobbeurs Gent'] .step-foot button");
        await page.WaitForSelectorAsync(".mud-dialog .what-happens");
        await page.LookAsync("withdraw-approval");
    }

    [Fact]
    public async Task Unclear_refusals_their_people_and_their_answer_are_accessible_and_can_be_answered_by_keyboard()
    {
        await using var app = new RegistryApp();
        var register = app.Services.GetRequiredService<RegisterPerson>();
        var people = new List<Guid>();
        foreach (var (given, family) in new[] { ("An", "Peeters"), ("Bo", "Maes"), ("Cis", "Wouters") })
        {
            people.Add((await register.ExecuteAsync(
                new NewPerson
                {
                    GivenName = given, FamilyName = family, Relationship = Relationship.CandidateApplied, Source = AcquisitionSource.AdResponse, Moment = CollectionMoment.JobApplication,
                    Addresses = [Address.Read($"{given}@voorbeeld.example")!], AcquiredOn = new DateOnly(2026, 3, 16), NoticeVersion = "2026-01", ObjectionOffered = true,
                },
                "cli:test")).Value);
        }

        var import = new Guid("019cf5d0-0000-7000-8000-0000000000a1");
        NewDoubt[] doubts =
        [
            .. people.Select((person, i) => new NewDoubt(person, null, null, SomeDay, import, "kandidaten-maart-2026.csv", i + 2, "Status", "Gearchiveerd")),
            new(people[0], null, Channel.Email, SomeDay, import, "kandidaten-maart-2026.csv", 2, "Nieuwsbrief", "Wil er even geen; belde op 3 maart en vroeg of het minder vaak kan"),
        ];
        await app.Services.GetRequiredService<RegistryWriter>().WriteAsync(
            write => app.Services.GetRequiredService<OpenDoubts>().ExecuteAsync(write, doubts, "cli:test"), TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Bram", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".needs a[href='/doubts']");
        await page.ClickAsync("[data-word] button[aria-expanded]");
        await page.WaitForSelectorAsync(".doubt-people a");
        await page.LookAsync("doubts");

        await page.FocusAsync("[data-word] > button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".mud-dialog input[name='answer']", new() { State = WaitForSelectorState.Attached });
        await page.FocusAsync("input[name='answer'][value='WasNone']");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#reason")).ToHaveValueAsync("“Gearchiveerd” in dit bestand is geen weigering.");
        await page.LookAsync("answer-doubts");
        await page.FocusAsync(".mud-dialog button[type='submit']");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-word]")).ToHaveCountAsync(1);

        await page.OpenAsync($"/people/{people[0]}");
        await page.WaitForSelectorAsync("[aria-labelledby='doubts'] [data-act='answer']");
        await page.LookAsync("person-in-doubt");
    }

    [Fact]
    public async Task While_sending_is_locked_every_page_says_so_and_stays_accessible()
    {
        await using var app = new RegistryApp(("Account:TwoFactorRoles", Role.Dpo));
        var sending = app.Services.GetRequiredService<SendingLock>();
        await sending.LockAsync(SendingLock.JournalLost, TestContext.Current.CancellationToken);
        await sending.LoadAsync(TestContext.Current.CancellationToken);
        var marketing = await chromium.OpenAsync(app);
        await marketing.SignInAsync(await app.MakeOperatorAsync("Bram", Role.Marketing));
        await marketing.UntilInteractiveAsync();
        await marketing.LookAsync("locked-marketing");

        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));
        Assert.Equal("Authenticator-app", await page.HeadingAsync());
        await page.LookAsync("two-factor-wanted");
        var key = (await page.Locator("[data-testid='authenticator-key']").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        await page.FillAsync("#code", Totp.CodeOf(key, TimeProvider.System.GetUtcNow()));
        await page.FillAsync("#proof", RegistryApp.Password);
        await page.ClickAsync("main .form button[type='submit']");
        await page.WaitForSelectorAsync("[data-testid='recovery-codes']");
        await page.LookAsync("two-factor-codes");
        await page.ClickAsync(".form-aside a");
        await page.UntilInteractiveAsync();

        await page.ClickAsync(".sending-banner a");
        await page.WaitForSelectorAsync("#reason");
        await page.LookAsync("sending-locked");
        await page.FillAsync("#reason", "Kopie van het journaal teruggezet en nagekeken");
        await page.ClickAsync("main .form button[type='submit']");
        await Assertions.Expect(page.Locator(".sending-banner")).ToHaveCountAsync(0);
        Assert.Null(sending.Reason);
    }
}
