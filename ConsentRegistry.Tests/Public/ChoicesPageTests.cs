using System.Net;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Public;

/// <summary><c>/p/{token}</c>: what it shows, what it saves, and what it keeps to itself.</summary>
public sealed class ChoicesPageTests : IClassFixture<RegistryApp>, IDisposable
{
    private readonly RegistryApp app;
    private readonly Chromium chromium;
    private readonly PublicVisitor visitor;

    public ChoicesPageTests(RegistryApp app, Chromium chromium)
    {
        this.app = app;
        this.chromium = chromium;
        visitor = new PublicVisitor(app.Address, app.Services);
    }

    public void Dispose() => visitor.Dispose();

    [Fact]
    public async Task The_page_shows_a_masked_address_and_who_we_are_and_leaves_no_trace()
    {
        var token = await visitor.InvitedAsync("veerle@vrt.example");

        using var answer = await visitor.Client.GetAsync($"/p/{token}");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("v•••@v•••.example", WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("veerle", page);
        Assert.DoesNotContain("Peeters", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("dpo@imalink.example", page);
        Assert.Contains("https://www.imalink.example/privacy", page);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_was_chosen_before_is_not_shown()
    {
        var token = await visitor.InvitedAsync("before@vrt.example");
        var before = await visitor.Client.GetStringAsync($"/p/{token}");

        using var answer = await visitor.ChooseAsync(token, "topic:Projects", "channel:Email");

        Assert.Equal(before, await visitor.Client.GetStringAsync($"/p/{token}"));
    }

    [Theory]
    [InlineData("topic:Projects", DecisionCode.TopicOptedOut)]
    [InlineData("channel:Email", DecisionCode.ChannelOptedOut)]
    [InlineData("all", DecisionCode.OptedOutAll)]
    public async Task A_choice_is_saved_and_confirmed_with_what_now_holds(string stop, DecisionCode expected)
    {
        var mail = $"{stop.Replace(':', '-')}@choice.example";
        var token = await visitor.InvitedAsync(mail);

        using var answer = await visitor.ChooseAsync(token, stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Uw keuze is genoteerd", await answer.Content.ReadAsStringAsync());
        Assert.Equal(expected, await visitor.DecideAsync(mail));
        Assert.Equal("preference-page", visitor.Journal[^1]!.Source);
    }

    [Theory]
    [InlineData]
    [InlineData("topic:Nothing")]
    [InlineData("channel:Post")]
    [InlineData("all", "anything")]
    public async Task No_choice_or_one_that_is_not_on_the_page_changes_nothing(params string[] stop)
    {
        var mail = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@choice.example";
        var token = await visitor.InvitedAsync(mail);

        using var answer = await visitor.ChooseAsync(token, stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Er is niets gewijzigd", await answer.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData(null, null, null, "nl")]
    [InlineData(null, "fr-BE,fr;q=0.9,en;q=0.1", null, "fr")]
    [InlineData(null, "de-DE,en;q=0.5,nl;q=0.1", null, "en")]
    [InlineData("fr", "en", null, "fr")]
    [InlineData("fr", "en", "nl", "nl")]
    [InlineData("fr", "en", "xx", "fr")]
    public async Task The_language_is_the_visitors_choice_or_the_persons_or_the_browsers(string? ofPerson, string? accepted, string? chosen, string expected)
    {
        var mail = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@language.example";
        var token = ofPerson is null ? visitor.TokenOf(mail, Guid.Empty) : await visitor.InvitedAsync(mail, language: ofPerson);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/p/{token}{(chosen is null ? "" : "?lang=" + chosen)}");
        if (accepted is not null)
        {
            request.Headers.Add("Accept-Language", accepted);
        }

        using var answer = await visitor.Client.SendAsync(request);

        Assert.Contains($"<html lang=\"{expected}\">", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_link_that_is_not_ours_gets_the_same_answer()
    {
        await using var other = await TestRegistry.OpenAsync(ownKeys: true);
        var ours = await visitor.InvitedAsync("garbled@vrt.example");
        var foreign = other.Get<PreferenceTokens>().Create(new PreferenceToken(
            Guid.Empty, AddressKind.Email, other.Get<SuppressionKeys>().Of(Address.Read("a@b.example")!), 1, Topic.Projects, Guid.Empty, default));
        string[] wrong = ["x", "%20", foreign, ours[..^1], ours[..^2] + (ours[^2] == 'A' ? 'B' : 'A') + ours[^1], "0" + ours[1..], new('A', 4000)];

        var answers = new HashSet<string>();
        foreach (var token in wrong)
        {
            foreach (var path in new[] { "/p/", "/u/" })
            {
                using var answer = await visitor.Client.GetAsync(path + token);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                answers.Add(await answer.Content.ReadAsStringAsync());
            }

            using var posted = await visitor.OneClickAsync(token);
            Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
            using var saved = await visitor.ChooseAsync(token, "all");
            Assert.Equal(HttpStatusCode.NotFound, saved.StatusCode);
        }

        Assert.Contains("dpo@imalink.example", Assert.Single(answers));
    }

    [Fact]
    public async Task The_journey_in_a_browser_is_accessible_wide_and_narrow_light_and_dark()
    {
        var token = await visitor.InvitedAsync("browser@vrt.example");
        var page = await chromium.OpenAsync(app);

        await page.GotoAsync($"/u/{token}");
        await LookAsync(page, "exit-topic");
        await page.ClickAsync("nav a[lang=fr]");
        Assert.Equal("fr", await page.GetAttributeAsync("html", "lang"));
        await page.GotoAsync($"/p/{token}");
        await LookAsync(page, "exit-choices");
        await page.ClickAsync("form button");
        await LookAsync(page, "exit-nothing");
        await page.CheckAsync("input[value='topic:Projects']");
        await page.CheckAsync("input[value='channel:Email']");
        await page.ClickAsync("form button");
        Assert.Equal("Uw keuze is genoteerd", await page.HeadingAsync());
        await LookAsync(page, "exit-done");
        await page.GotoAsync("/p/x");
        await LookAsync(page, "exit-unknown");
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("browser@vrt.example"));
    }

    private static async Task LookAsync(IPage page, string picture)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var width in new[] { 390, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.PictureAsync($"{picture}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
                await page.AssertAccessibleAsync();
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{picture} is wider than {width} pixels.");
            }
        }
    }
}
