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
        await LookAsync(page, "setup");

        var operatorAccount = await app.MakeOperatorAsync("Ada", [.. Role.All]);
        await app.MakeOperatorAsync("Bram", Role.Recruiter);
        await page.GotoAsync("/account/login");
        await LookAsync(page, "login");
        await page.SignInAsync(operatorAccount);
        await page.UntilInteractiveAsync();

        foreach (var (path, picture) in Pages)
        {
            await page.OpenAsync(path);
            await LookAsync(page, picture);
        }

        await page.OpenAsync("/accounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account toevoegen" }).ClickAsync();
        await page.WaitForSelectorAsync(".form-dialog #name");
        await LookAsync(page, "add-account");
    }

    private static async Task LookAsync(IPage page, string picture)
    {
        foreach (var appearance in new[] { "dark", "light" })
        {
            await page.ShowAsync(appearance);
            foreach (var width in new[] { 390, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.PictureAsync($"{picture}-{width}-{appearance}");
                await page.AssertAccessibleAsync();
                Assert.True(
                    await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
                    $"{page.Url} is wider than {width} pixels.");
            }
        }
    }
}
