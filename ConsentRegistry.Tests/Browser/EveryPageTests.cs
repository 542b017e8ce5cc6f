using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>What holds for every page, whatever it is about. A new page gets its line here.</summary>
public sealed class EveryPageTests(Chromium chromium)
{
    private static readonly (string Path, string Picture)[] Pages =
    [
        ("/", "home"),
        ("/people", "people-none"),
        ("/opt-out", "opt-out"),
        ("/settings", "settings"),
        ("/sending", "sending-free"),
        ("/accounts", "accounts"),
        ("/jobs", "jobs"),
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

        await page.OpenAsync("/accounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account toevoegen" }).ClickAsync();
        await page.WaitForSelectorAsync(".form-dialog #name");
        await page.LookAsync("add-account");
    }
}
