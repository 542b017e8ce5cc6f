using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>
/// Every page of the work area as it is after two years of use, checked by axe and for width, light and dark, on a desk and on a phone; with
/// <c>CONSENT_PICTURES=1</c> pictures for people to look at land in <c>artifacts/screens</c>.
/// </summary>
public sealed class DemoScreensTests(Chromium chromium)
{
    private static readonly (string Path, string Picture)[] Pages =
    [
        ("/", "demo-home"),
        ("/people", "demo-people"),
        ("/people?relationship=Client&sort=Changed", "demo-people-clients"),
        ("/opt-out", "demo-opt-out"),
        ("/check", "demo-check"),
        ("/imports", "demo-imports"),
        ("/campaigns", "demo-campaigns"),
        ("/campaigns/new", "demo-campaign-new"),
        ("/settings", "demo-settings"),
        ("/accounts", "demo-accounts"),
        ("/jobs", "demo-jobs"),
    ];

    [Fact]
    public async Task Every_page_with_two_years_of_data()
    {
        await using var app = await RegistryApp.WithDemoAsync();
        var door = await chromium.OpenAsync(app);
        await door.GotoAsync("/account/login");
        await door.LookAsync("demo-login");
        await door.ClickAsync(".demo-sign-ins a >> nth=0");
        await door.ClickAsync(".account-card .form button[type='submit']");
        await door.UntilInteractiveAsync();
        Assert.Equal($"Dag {DemoSignIns.All[0].DisplayName}", await door.HeadingAsync());

        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", [.. Role.All]));
        await page.UntilInteractiveAsync();
        foreach (var (path, picture) in Pages)
        {
            await page.OpenAsync(path);
            await page.LookAsync(picture);
        }

        await page.OpenAsync("/people");
        await page.ClickAsync(".people-grid tr:has(.badge.danger) a.strong >> nth=0");
        await page.WaitForSelectorAsync(".person");
        await page.LookAsync("demo-person-barred");
        await page.FillAsync("#as-of", "01/06/2026");
        await page.PressAsync("#as-of", "Enter");
        await page.WaitForSelectorAsync(".notice.info");
        await page.LookAsync("demo-person-past");

        await page.OpenAsync("/imports");
        await page.ClickAsync("main tbody a >> nth=0");
        await page.WaitForSelectorAsync("h1:not(:empty)");
        await page.LookAsync("demo-import");

        await page.OpenAsync("/campaigns");
        await page.ClickAsync(".grid tbody a >> nth=1");
        await page.WaitForSelectorAsync("h1:not(:empty)");
        await page.LookAsync("demo-campaign");
        await page.OpenAsync("/campaigns");
        await page.ClickAsync(".grid tbody a >> nth=0");
        await page.LookAsync("demo-campaign-draft");

        await page.OpenAsync("/");
        await page.Keyboard.PressAsync("n");
        await page.FillAsync("#log-email", "ines.dubois@voorbeeld.example");
        await page.FillAsync("#log-given", "");
        await page.FillAsync("#log-family", "peeters");
        await page.WaitForSelectorAsync("button.known-person");
        await page.CheckAsync("#log-kind-Cv");
        await page.CheckAsync("[data-agreed='Projects-Email']");
        await page.WaitForSelectorAsync("#log-way");
        await page.LookAsync("demo-quick-log");
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync(".unfinished button");
        await page.LookAsync("demo-unfinished");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".unfinished button")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("/");
        await page.TypeKeysAsync("jan");
        await page.WaitForSelectorAsync("#palette-list [role='option'] .palette-name");
        await page.LookAsync("demo-palette");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await page.LookAsync("demo-keys");
    }
}
