using System.Text.RegularExpressions;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Support;

/// <summary>What a browser test does on any page, said as a person would say it.</summary>
internal static class PageSteps
{
    private static readonly bool KeepsPictures = Chance.Number("CONSENT_PICTURES", 0) > 0;

    /// <summary>Waits until the circuit is up: a click before that is lost.</summary>
    public static Task UntilInteractiveAsync(this IPage page) => page.WaitForSelectorAsync("[data-interactive='true']");

    /// <summary>Waits until the page stands at such an address and has loaded, and says how it matched.</summary>
    /// <remarks>The page itself is asked: Playwright's own waits for an address or a load look first and listen after, and what comes in between is never heard of.</remarks>
    public static async Task<Match> UntilAtAsync(this IPage page, Regex address, float? patience = null)
    {
        await page.WaitForFunctionAsync("pattern => new RegExp(pattern).test(location.href)", address.ToString(), new() { Timeout = patience });
        await page.UntilLoadedAsync();
        return address.Match(await page.EvaluateAsync<string>("() => location.href"));
    }

    private static async Task UntilLoadedAsync(this IPage page) => await page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        if (await page.Locator("script[src*='blazor.web']").CountAsync() > 0)
        {
            await page.UntilInteractiveAsync();
        }
    }

    /// <summary>Types where the focus is, faster than anybody types, and not all keys in one moment.</summary>
    public static Task TypeKeysAsync(this IPage page, string text) => page.Keyboard.TypeAsync(text, new() { Delay = 15 });

    /// <summary>Signs in as the form of the sign-in page does, and opens the start page; what comes before it (a second step, say) is shown in its place.</summary>
    /// <remarks>Only tests of signing in type it (<see cref="TypeSignInAsync"/>): drawing that page each time took a tenth of the time of all browser tests.</remarks>
    public static async Task SignInAsync(this IPage page, OperatorAccount account)
    {
        var form = await (await page.APIRequest.GetAsync("/account/login")).TextAsync();
        var fields = page.APIRequest.CreateFormData();
        fields.Set("_handler", "login");
        fields.Set("__RequestVerificationToken", FormToken.In(form));
        fields.Set("Input.Email", account.Email!);
        fields.Set("Input.Password", RegistryApp.Password);
        Assert.Equal(302, (await page.APIRequest.PostAsync("/account/login", new() { Form = fields, MaxRedirects = 0 })).Status);
        await page.GotoAsync("/");
    }

    /// <summary>Signs in on the page itself.</summary>
    public static async Task TypeSignInAsync(this IPage page, OperatorAccount account, string password = RegistryApp.Password)
    {
        await page.GotoAsync("/account/login");
        await page.FillAsync("#email", account.Email!);
        await page.FillAsync("#password", password);
        await page.PressAsync("#password", "Enter");
    }

    public static Task<string> HeadingAsync(this IPage page) => page.Locator("h1").InnerTextAsync();

    /// <summary>Light or dark, as the reader's own menu does it.</summary>
    public static Task ShowAsync(this IPage page, string appearance) => page.EvaluateAsync("wanted => appearance.show(wanted)", appearance);

    /// <summary>Leaves, by the menu under the reader's name.</summary>
    public static async Task SignOutAsync(this IPage page)
    {
        await page.ClickAsync(".user-menu button");
        await page.ClickAsync("form[action='/account/logout'] button");
    }

    /// <summary>The same page in another language, by the reader's own menu.</summary>
    public static async Task ReadInAsync(this IPage page, string language)
    {
        await page.ClickAsync(".user-menu button");
        await page.ClickAsync($".menu-choice .languages button[value='{language}']");
        await page.WaitForSelectorAsync($"html[lang^='{language}']");
        await page.UntilInteractiveAsync();
    }

    /// <summary>Chooses an option of a list of words.</summary>
    /// <param name="field">The selector of its input.</param>
    /// <param name="value">The value, not the word.</param>
    public static async Task ChooseAsync(this IPage page, string field, string value)
    {
        await page.ClickAsync(field);
        await page.ClickAsync($".mud-popover-open [data-value='{value}']");
        await Assertions.Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    }

    /// <summary>No violation that axe knows of, on the page as it stands, with its sheets and fonts.</summary>
    /// <param name="coloursOnly">All other rules were asked of this page already.</param>
    public static async Task AssertAccessibleAsync(this IPage page, bool coloursOnly = false)
    {
        await page.UntilLoadedAsync();
        await page.EvaluateAsync("() => Promise.all([...document.fonts].map(face => face.load()))");
        await page.UntilColouredAsync();
        var violations = await Axe.ViolationsAsync(page, coloursOnly);
        Assert.True(violations.Length == 0, string.Join('\n', violations.Select(violation => $"{page.Url}: {violation}")));
    }

    /// <summary>The page as it stands is accessible and fits, wide and narrow, light and dark; a picture of each is kept for whoever asked.</summary>
    public static async Task LookAsync(this IPage page, string picture)
    {
        await page.UntilQuietAsync();
        foreach (var appearance in new[] { "light", "dark" })
        {
            await page.ShowAsync(appearance);
            foreach (var width in new[] { 390, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.UntilColouredAsync();
                await page.PictureAsync($"{picture}-{width}-{appearance}");
                await page.AssertAccessibleAsync(coloursOnly: appearance == "dark");
                Assert.True(
                    await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
                    $"{page.Url} is wider than {width} pixels: {string.Join(", ", await page.StickingOutAsync())}");
                Assert.Empty(await page.LabelsWithoutValueAsync());
            }
        }
    }

    /// <summary>Waits until nothing on the page changes any more: what it loads has come. A page that always changes is looked at as it is.</summary>
    private static async Task UntilQuietAsync(this IPage page) => await page.EvaluateAsync(
        """
        () => new Promise(done => {
            let timer = setTimeout(finish, 400);
            const last = setTimeout(done, 5000);
            const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(finish, 400); });
            // A skeleton stands still and is no page yet.
            function finish() {
                if (document.querySelector(".mud-skeleton")) { timer = setTimeout(finish, 400); return; }
                watch.disconnect(); clearTimeout(last); done();
            }
            watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        })
        """);

    /// <summary>Waits for colours that still pass from one into another, which a reader sees for a moment and axe would take for those of the page.</summary>
    private static async Task UntilColouredAsync(this IPage page) => await page.EvaluateAsync(
        """
        async () => {
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
            await Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished.catch(() => {})));
        }
        """);

    /// <summary>What reaches beyond the right edge of the window.</summary>
    private static Task<string[]> StickingOutAsync(this IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
            .map(each => `${each.tagName}.${each.className} ${Math.round(each.getBoundingClientRect().right)}`).slice(0, 10)
        """);

    /// <summary>Columns of a grid that, turned into cards, show their name and nothing beside it.</summary>
    private static Task<string[]> LabelsWithoutValueAsync(this IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll(".grid td[data-label]")]
            .filter(cell => cell.checkVisibility() && !cell.closest("[aria-hidden='true']") && getComputedStyle(cell, "::before").content !== "none" && !cell.innerText.trim() && !cell.querySelector("button, a, svg, img, [role='progressbar']"))
            .map(cell => cell.dataset.label)
        """);

    /// <summary>What of these elements is cut off at their edge, as text.</summary>
    public static Task<string[]> CutOffAsync(this IPage page, string selector) => page.EvaluateAsync<string[]>(
        "selector => [...document.querySelectorAll(selector)].filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)", selector);

    /// <summary>
    /// Brings the page to how a picture shows it. Whoever asks for pictures (<c>CONSENT_PICTURES=1</c>) finds it in <c>artifacts/screens</c> at the top of the
    /// checkout; nothing is asserted about it, and it takes as long as a look of axe.
    /// </summary>
    /// <param name="wholePage">False: only what a person sees without scrolling.</param>
    public static async Task PictureAsync(this IPage page, string name, bool wholePage = true)
    {
        // A dialog holds the page where it was scrolled to: only what can be seen is looked at.
        wholePage = wholePage && await page.Locator(".mud-dialog-container:visible").CountAsync() == 0;
        if (wholePage)
        {
            // Where the page is scrolled to, the header that stays would lie across the picture.
            await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        }

        if (KeepsPictures)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Checkout.Root, "artifacts", "screens", $"{name}.png"), FullPage = wholePage });
        }
    }
}
