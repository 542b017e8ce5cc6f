using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>Markup in every field that is kept is shown as it was typed, on every page that shows it, and makes no element.</summary>
public sealed class StoredMarkupTests(Chromium chromium)
{
    private const string Markup = "\"'><img data-injected src=x onerror=\"document.title='injected'\"><script data-injected>document.title='injected'</script>";
    private const string By = "cli:test";

    [Fact]
    public async Task It_is_text_on_every_page()
    {
        await using var app = new RegistryApp();
        var person = await PersonAsync(app);
        var campaign = await CampaignAsync(app);
        var import = await ImportAsync(app);
        await SettingsAsync(app);
        var ada = await app.MakeOperatorAsync("Ada", [.. Role.All]);
        Assert.Empty((await app.InScopeAsync((AddAccount add) => add.RunAsync("bram@imalink.example", Markup[..OperatorAccount.DisplayNameLength], [Role.Recruiter], By))).Result.Errors);
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(ada);
        await page.UntilInteractiveAsync();

        foreach (var path in new[] { "/", "/people", $"/people/{person}", "/campaigns", $"/campaigns/{campaign}", "/imports", $"/imports/{import}", "/import-profiles", "/settings", "/doubts", "/accounts", "/opt-out", "/account" })
        {
            await page.OpenAsync(path);
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            await page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(each => each.open = true)");
            Assert.Equal((path, 0), (path, await page.Locator("[data-injected]").CountAsync()));
            Assert.NotEqual("injected", await page.TitleAsync());
        }

        // It was there to be seen.
        await page.OpenAsync($"/people/{person}");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("<img data-injected");
        await page.OpenAsync("/campaigns");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("<img data-injected");
    }

    private static async Task<Guid> PersonAsync(RegistryApp app)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var person = (await app.InScopeAsync((RegisterPerson register) => register.ExecuteAsync(
            new NewPerson
            {
                GivenName = Markup[..60],
                FamilyName = Markup[..60],
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read("an@candidate.example")!],
                AcquiredOn = BrusselsTime.DayOf(now),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            By))).Value;
        Assert.True((await app.InScopeAsync((RecordOptIn record) => record.ExecuteAsync(
            new NewOptIn(person, Topic.Events, Channel.Email)
            {
                GivenAt = now, Wording = Markup, Language = "nl", PolicyVersion = Markup, How = Markup, Note = Markup, Evidence = new Evidence(Markup, Markup, "x"u8.ToArray()),
            },
            By))).IsDone);
        Assert.True((await app.InScopeAsync((RestrictPerson restrict) => restrict.ExecuteAsync(person, true, Markup, By))).IsDone);
        return person;
    }

    private static async Task<Guid> CampaignAsync(RegistryApp app) => (await app.InScopeAsync((SaveCampaign save) => save.ExecuteAsync(
        new CampaignDraft { Name = Markup, OfferReference = Markup, MatchReason = Markup, Texts = [new CampaignTextDraft("nl", Markup, Markup)] }, By))).Value!.Id;

    private static async Task<Guid> ImportAsync(RegistryApp app)
    {
        Assert.True((await app.InScopeAsync((SaveImportProfile save) => save.ExecuteAsync(
            new NewImportProfile(Markup) { Site = Markup, Columns = new Dictionary<string, ImportField?> { [Markup] = ImportField.MarketingOptIn } }, TestContext.Current.CancellationToken))).IsDone);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"Naam;E-mail;\"{Markup.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n\"{Markup.Replace("\"", "\"\"", StringComparison.Ordinal)}\";bo@candidate.example;x\n"));
        return (await app.InScopeAsync((UploadImportFile upload) => upload.ExecuteAsync(file, $"{Markup.Replace('/', '-')}.csv", By))).Import!.Value;
    }

    private static async Task SettingsAsync(RegistryApp app)
    {
        var settings = app.Services.GetRequiredService<GateSettingsStore>();
        Assert.True((await settings.ChangeAsync(settings.Current with { MarketingPerPersonPer30Days = 2 }, Markup, By, TestContext.Current.CancellationToken)).IsDone);
    }
}
