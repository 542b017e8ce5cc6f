using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ConsentRegistry.Tests.Support.Chromium))]

namespace ConsentRegistry.Tests.Support;

/// <summary>
/// The machine's own Chromium, started when the first browser test asks for it and shared by all. No browser is ever
/// downloaded: <c>CHROMIUM_PATH</c> names it, or Debian's package provides it; without one the tests skip.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // A busy machine is slow, not wrong: what comes late is waited for, what never comes fails all the same.
    private const float Patience = 60_000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Executable { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    /// <summary>A page of a fresh visitor of this app; skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(RegistryApp app, int width = 1440, int height = 900, string language = "nl-BE")
    {
        var page = await OpenAsync(app.Address, width, height, language);
        app.Windows.Add(page.Context);
        return page;
    }

    /// <summary>The same at an address.</summary>
    /// <param name="language">What the browser asks pages for.</param>
    public async Task<IPage> OpenAsync(Uri address, int width = 1440, int height = 900, string language = "nl-BE")
    {
        Assert.SkipUnless(Executable is not null, "Chromium is not installed: set CHROMIUM_PATH, or install the package chromium.");
        var context = await (await LaunchedAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            // A name, not a number: browsers refuse passkeys for bare addresses.
            BaseURL = new UriBuilder(address) { Host = "localhost" }.Uri.ToString(),
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        Tell(page, TestContext.Current.TestOutputHelper);
        return page;
    }

    // Shown with a test that fails: what the browser complained of is often the reason.
    private static void Tell(IPage page, ITestOutputHelper? output)
    {
        page.Console += (_, message) => Say(message.Type is "error" or "warning" ? $"{message.Type}: {message.Text}" : null);
        page.PageError += (_, error) => Say(error);

        void Say(string? text)
        {
            if (text is not null)
            {
                ServerLog.Write(output, $"Browser: {text}");
            }
        }
    }

    private async Task<IBrowser> LaunchedAsync()
    {
        await turn.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(Patience / 2);
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable,
                Args = Arguments,
            });
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        turn.Dispose();
    }
}
