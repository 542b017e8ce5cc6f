using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>A page that stands open when its operator goes, or is sent away, leaves the screen within seconds, with the dialog on it and without a click.</summary>
public sealed partial class OpenPagesTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();
    private OperatorAccount ada = null!;

    public async ValueTask InitializeAsync()
    {
        ada = await app.MakeOperatorAsync("Ada", Role.Administrator, Role.Recruiter);
        await app.MakeOperatorAsync("Zoe", Role.Administrator);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("signed out")]
    [InlineData("disabled")]
    [InlineData("roles")]
    public async Task It_leads_to_the_sign_in(string act)
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(ada);
        await page.UntilInteractiveAsync();
        await page.OpenAsync("/people");
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator(".mud-dialog")).ToBeVisibleAsync();

        if (act == "signed out")
        {
            var second = await page.Context.NewPageAsync();
            await second.GotoAsync("/account");
            await second.ClickAsync($"form[action='{SignOut.Path}'] button");
        }
        else
        {
            await using var scope = app.Services.CreateAsyncScope();
            Assert.Empty((act == "disabled"
                ? await scope.ServiceProvider.GetRequiredService<DisableAccount>().RunAsync(ada.Email!, "cli:test")
                : await scope.ServiceProvider.GetRequiredService<ChangeAccountRoles>().RunAsync(ada.Email!, [Role.Marketing], "cli:test")).Errors);
        }

        await page.UntilAtAsync(SignIn());
        Assert.Equal("Aanmelden", await page.HeadingAsync());
    }

    [GeneratedRegex("/account/login[?]returnUrl=")]
    private static partial Regex SignIn();
}
