using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConsentRegistry.Measure;

/// <summary>
/// What a recruiter waits for: from the last key to the answer on the screen, in the palette, over loopback. The pause that the palette
/// waits for further keys is part of it.
/// </summary>
internal static partial class BrowserMeasurement
{
    private const string Address = "http://localhost:5099";
    private const string Mail = "ada@imalink.example";
    private const string Password = "vier blauwe fietsen";
    private const int Searches = 60;

    // Resolves when the list shows the answer to what stands in the field now.
    private const string UntilShown = """
        () => new Promise(done => {
            const field = document.querySelector("#palette-input");
            const body = document.querySelector(".palette-body");
            let typed = performance.now();
            field.addEventListener("input", () => typed = performance.now());
            let last = 0;
            const seen = new MutationObserver(() => last = performance.now());
            seen.observe(body, { subtree: true, childList: true, characterData: true });
            window.measured = () => { seen.disconnect(); return last - typed; };
            done();
        })
        """;

    public static async Task RunAsync(string data)
    {
        var first = await FirstPasswordAsync(data);
        using var server = Process.Start(PeopleMaking.Program(data, "serve", "--urls", Address))!;
        try
        {
            await UntilReadyAsync();
            await MeasureAsync(first);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task UntilReadyAsync()
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                if ((await client.GetAsync(new Uri($"{Address}/readyz"), limit.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static async Task MeasureAsync(string first)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        var page = await browser.NewPageAsync(new() { BaseURL = Address, ViewportSize = new() { Width = 1440, Height = 900 } });
        await SignInAsync(page, first);
        await page.WaitForSelectorAsync("[data-interactive='true']", new() { Timeout = 60_000 });
        var names = new InventedNames(3);
        var random = new Random(5);
        var timings = new Timings();
        for (var i = 0; i < Searches; i++)
        {
            var family = names.Family;
            var text = (i % 4) switch { 0 => family[..3], 1 => $"{names.Given} {family}", 2 => names.Company, _ => PeopleMaking.MailOf(random.Next(1000)) };
            await page.Keyboard.PressAsync("Control+k");
            await page.EvaluateAsync(UntilShown);
            await page.Keyboard.TypeAsync(text, new() { Delay = 60 });
            await page.WaitForFunctionAsync("() => document.querySelector('.palette-count').textContent.trim() || document.querySelector('.palette .notice')");
            await page.WaitForTimeoutAsync(600);
            timings.Add(await page.EvaluateAsync<double>("() => window.measured()"));
            await page.Keyboard.PressAsync("Escape");
        }

        Console.WriteLine($"last key to results shown, {timings.Count} searches: p50 | p95 | max = {timings} ms");
    }

    private static async Task SignInAsync(IPage page, string first)
    {
        await page.GotoAsync("/account/login");
        await page.FillAsync("#email", Mail);
        await page.FillAsync("#password", first);
        await page.PressAsync("#password", "Enter");
        await page.FillAsync("#current", first);
        await page.FillAsync("#password", Password);
        await page.FillAsync("#repeat", Password);
        await page.PressAsync("#repeat", "Enter");
        // Asked once: not again when the folder was measured before.
        await page.WaitForSelectorAsync("#accept, [data-interactive='true']", new() { Timeout = 60_000 });
        if (await page.Locator("#accept").CountAsync() > 0)
        {
            await page.CheckAsync("#accept");
            await page.ClickAsync("main form button[type='submit']");
        }
    }

    private static async Task<string> FirstPasswordAsync(string data)
    {
        // The account is there when the folder was measured before.
        return await PasswordAsync(data, "user", "add", Mail, "Ada", "--role", "Recruiter", "--json") is { Length: > 0 } made
            ? made
            : await PasswordAsync(data, "user", "reset", Mail, "--json");
    }

    private static async Task<string> PasswordAsync(string data, params string[] verb)
    {
        var start = PeopleMaking.Program(data, verb);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return FirstPassword().Match(output).Groups[1].Value;
    }

    [GeneratedRegex("\"password\":\"([^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex FirstPassword();
}
