using ConsentRegistry.Tests.Support;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

public sealed class SetUpJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_first_visitor_sets_up_and_works_in_Dutch_then_French_then_in_the_dark()
    {
        var page = await chromium.OpenAsync(app);
        var faults = FaultsOf(page);

        await page.GotoAsync("/");
        Assert.EndsWith("/setup", page.Url);
        Assert.Equal("ConsentRegistry instellen", await page.HeadingAsync());
        await page.AssertAccessibleAsync();

        await FillAsync(page, code: app.SetUpCode);
        await page.CheckAsync("input[name='Input.Recruiter']");
        await page.ClickAsync("text=Account maken");

        Assert.Equal("Vertrouwelijkheidsplicht", await page.HeadingAsync());
        await page.AssertAccessibleAsync();
        await page.CheckAsync("#accept");
        await page.ClickAsync("text=Beginnen");

        await page.UntilInteractiveAsync();
        Assert.Equal("Dag Ada Claes", await page.HeadingAsync());
        await page.AssertAccessibleAsync();

        await page.ReadInAsync("fr");
        Assert.Equal("Bonjour Ada Claes", await page.HeadingAsync());

        await page.ClickAsync(".user-menu button");
        await page.AssertAccessibleAsync();
        await page.ClickAsync("[data-appearance-choice='dark']");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-appearance", "dark");
        await page.AssertAccessibleAsync();
        await page.ReloadAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-appearance"));
        await page.UntilInteractiveAsync();

        await page.SetViewportSizeAsync(390, 844);
        await page.AssertAccessibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Another_language_leaves_what_was_typed_and_Enter_still_sends_the_form()
    {
        var page = await chromium.OpenAsync(app);
        await page.GotoAsync("/setup");
        await FillAsync(page, code: app.SetUpCode);
        await page.FillAsync("#email", "nog geen adres");
        await page.CheckAsync("input[name='Input.Dpo']");
        await page.ClickAsync("button[value='fr']");

        Assert.Equal("Configurer ConsentRegistry", await page.HeadingAsync());
        Assert.EndsWith("/setup", page.Url);
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Ada Claes");
        await Assertions.Expect(page.Locator("#email")).ToHaveValueAsync("nog geen adres");
        await Assertions.Expect(page.Locator("#repeat")).ToHaveValueAsync(RegistryApp.Password);
        await Assertions.Expect(page.Locator("input[name='Input.Dpo']")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(ControlSteps.Problem)).ToHaveCountAsync(0);
        await page.AssertAccessibleAsync();

        await page.FillAsync("#email", "ada@imalink.example");
        await page.PressAsync("#email", "Enter");
        Assert.Equal("Devoir de confidentialité", await page.HeadingAsync());
    }

    [Fact]
    public async Task A_wrong_code_makes_no_account_and_a_second_set_up_is_impossible()
    {
        var page = await chromium.OpenAsync(app);
        await page.GotoAsync("/setup");
        await FillAsync(page, code: "aaaaa-bbbbb-ccccc-ddddd");
        await page.ClickAsync("text=Account maken");
        Assert.Contains("Dit is niet de code", await page.Locator(".notice.danger").InnerTextAsync());

        await FillAsync(page, code: app.SetUpCode.ToUpperInvariant().Replace('-', ' '));
        await page.ClickAsync("text=Account maken");
        Assert.Equal("Vertrouwelijkheidsplicht", await page.HeadingAsync());

        var stranger = await chromium.OpenAsync(app);
        await stranger.GotoAsync("/setup");
        Assert.Contains("/account/login", stranger.Url);
    }

    private static async Task FillAsync(IPage page, string code)
    {
        await page.FillAsync("#code", code);
        await page.FillAsync("#name", "Ada Claes");
        await page.FillAsync("#email", "ada@imalink.example");
        await page.FillAsync("#password", RegistryApp.Password);
        await page.FillAsync("#repeat", RegistryApp.Password);
    }

    // A style or script that the Content-Security-Policy refused is an error on the console too.
    private static List<string> FaultsOf(IPage page)
    {
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => faults.Add(error);
        return faults;
    }
}
