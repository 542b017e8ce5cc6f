using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Crash;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>What somebody typed is not lost by what happens around it.</summary>
public sealed partial class UnfinishedFormsTests(Chromium chromium)
{
    // The first write of a server that has just started takes its time on a busy machine.
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_killed_server_that_comes_back_still_has_what_was_typed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryDirectory();
        string[] options = ["--data", Path.Combine(folder.Path, "data"), "--urls", $"http://127.0.0.1:{FreePort()}", "--Account:TwoFactorRoles", "none"];
        using var first = await RegistryProcess.ServeAsync(folder.Path, cancellation, options);
        await Eventually.HoldsAsync(() => Task.FromResult(Announced().IsMatch(first.Said)));
        var page = await chromium.OpenAsync(new Uri(options[3]));
        await using var window = page.Context;
        await SetUpAsync(page, Announced().Match(first.Said).Groups[1].Value);

        await page.ClickAsync(".quick-log-button");
        await page.FillAsync("#log-email", "ines.dubois@voorbeeld.example");
        await page.FillAsync("#log-evidence-text", "Zij belde om tien uur");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#log-email")).ToHaveValueAsync("ines.dubois@voorbeeld.example");
        await page.ClickAsync(".dialog-buttons button[type='button']");
        await Assertions.Expect(page.Locator(".unfinished button")).ToContainTextAsync("1", Patiently);

        await first.KillAsync(cancellation);
        using var second = await RegistryProcess.ServeAsync(folder.Path, cancellation, options);
        await page.ReloadAsync();
        await page.UntilInteractiveAsync();
        await ContinueAsync(page);

        await Assertions.Expect(page.Locator("#log-email")).ToHaveValueAsync("ines.dubois@voorbeeld.example");
        await Assertions.Expect(page.Locator("#log-evidence-text")).ToHaveValueAsync("Zij belde om tien uur");
        await second.TerminateAsync(cancellation);
    }

    [Fact]
    public async Task Another_language_changes_the_words_around_and_not_what_was_typed()
    {
        await using var app = new RegistryApp();
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".quick-log-button");
        await page.FillAsync("#log-family", "Dubois");
        await page.ClickAsync(".dialog-buttons button[type='button']");
        await Assertions.Expect(page.Locator(".unfinished button")).ToContainTextAsync("1", Patiently);

        await page.ReadInAsync("fr");
        await page.ClickAsync(".quick-log-button");
        await Assertions.Expect(page.Locator(".mud-dialog-title")).ToHaveTextAsync("Noter un contact");
        await Assertions.Expect(page.Locator(".draft-offer")).ToContainTextAsync("Inachevé : Dubois");
        await Assertions.Expect(page.Locator("#log-email")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#log-family")).ToHaveValueAsync("");
        await page.AssertAccessibleAsync();

        await page.ClickAsync(".draft-offer [data-act='continue']");
        await Assertions.Expect(page.Locator("#log-family")).ToHaveValueAsync("Dubois");
    }

    [Fact]
    public async Task Text_that_is_still_being_written_is_kept_after_a_pause()
    {
        await using var app = new RegistryApp();
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".quick-log-button");
        // The field is not left: only the pause tells the server.
        await page.ClickAsync("#log-evidence-text");
        await page.TypeKeysAsync("Zij belde");
        await Assertions.Expect(page.Locator("#log-evidence-text:not([data-untold])")).ToHaveValueAsync("Zij belde");

        await page.ReloadAsync();
        await page.UntilInteractiveAsync();
        await ContinueAsync(page);
        await Assertions.Expect(page.Locator("#log-evidence-text")).ToHaveValueAsync("Zij belde");
    }

    [Fact]
    public async Task Before_the_page_is_live_there_is_nothing_to_press()
    {
        await using var app = new RegistryApp();
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        // Without its script the page never becomes live.
        await page.RouteAsync("**/_framework/**", route => route.AbortAsync());
        await page.GotoAsync("/people", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });

        await Assertions.Expect(page.Locator(".starting[role='status']")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("button:visible, a:visible, input:visible, select:visible").CountAsync());
    }

    /// <summary>Goes on with the one unfinished form there is.</summary>
    private static async Task ContinueAsync(IPage page)
    {
        await page.ClickAsync(".unfinished button");
        await page.ClickAsync(".unfinished-form button >> nth=0");
    }

    private static async Task SetUpAsync(IPage page, string code)
    {
        await page.GotoAsync("/setup");
        await page.FillAsync("#code", code);
        await page.FillAsync("#name", "Ada Claes");
        await page.FillAsync("#email", "ada@imalink.example");
        await page.FillAsync("#password", RegistryApp.Password);
        await page.FillAsync("#repeat", RegistryApp.Password);
        await page.CheckAsync("input[name='Input.Recruiter']");
        await page.ClickAsync("text=Account maken");
        await page.CheckAsync("#accept");
        await page.ClickAsync("text=Beginnen");
        await page.UntilInteractiveAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"enter the code (\S+)")]
    private static partial Regex Announced();
}
