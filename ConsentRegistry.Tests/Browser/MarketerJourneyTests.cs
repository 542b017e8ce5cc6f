using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>A marketer's campaign from first word to report, in each language, with somebody who says no while it runs.</summary>
public sealed partial class MarketerJourneyTests(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Messages a minute: slow enough that people can answer the first one before the last one goes.</summary>
    private const string Pace = "10";

    private static readonly string[] Names = ["An", "Bert", "Carl"];

    /// <summary>The page looks every two seconds; a busy machine takes longer to show it.</summary>
    private static readonly LocatorAssertionsToHaveTextOptions Patience = new() { Timeout = 30_000 };

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("nl", "Gepland", "Afgelopen", "Naam;Adres;", ";Tegengehouden;", "Deze persoon wil geen enkele marketing meer van ons.")]
    [InlineData("fr", "Planifiée", "Terminée", "Nom;Adresse;", ";Bloqué;", "Cette personne ne souhaite plus recevoir aucun marketing de notre part.")]
    [InlineData("en", "Scheduled", "Finished", "Name,Address,", ",Held back,", "This person no longer wants any marketing from us.")]
    public async Task A_campaign_goes_from_draft_to_report(string language, string planned, string finished, string header, string blocked, string sentence)
    {
        foreach (var name in Names)
        {
            await CandidateAsync(name);
        }

        var page = await chromium.OpenAsync(app);
        var mia = await app.MakeOperatorAsync("Mia", Role.Marketing);
        await page.SignInAsync(mia);
        await page.UntilInteractiveAsync();
        await page.ReadInAsync(language);
        await page.ClickAsync(".menu a[href='/campaigns']");
        await page.ClickAsync(".page-actions a");

        await WriteAsync(page, language);
        await StepAsync(page, "send");
        // Counted without being asked.
        await Assertions.Expect(page.GetByTestId("allowed")).ToHaveTextAsync("3");
        await LookAsync(page, language, "preview");

        await page.ChooseAsync("#test-language", language);
        await page.ClickAsync(".test-mail button[type='submit']");
        await Assertions.Expect(page.Locator("section:has(#test) .notice.success")).ToContainTextAsync(mia.Email!);
        var test = Assert.Single(Mails());
        Assert.Contains($"To: {mia.Email}", test, StringComparison.Ordinal);
        Assert.Contains("Subject: [TEST] ", test, StringComparison.Ordinal);
        Assert.Contains($"Content-Language: {language}", test, StringComparison.Ordinal);

        await PlanAsync(page);
        await Assertions.Expect(page.GetByTestId("planned")).ToBeVisibleAsync();
        await LookAsync(page, language, "planned");
        await page.GotoAsync("/campaigns");
        await Assertions.Expect(page.Locator(".grid .badge")).ToHaveTextAsync(planned);
        await page.ClickAsync(".grid a.strong");
        await page.ClickAsync("[data-act='unschedule']");
        await ConfirmAsync(page);
        await Assertions.Expect(page.GetByTestId("planned")).ToHaveCountAsync(0);

        await page.ClickAsync("[data-act='start']");
        await Assertions.Expect(page.Locator(".form-dialog button[type='submit']")).ToContainTextAsync("3");
        await ConfirmAsync(page);
        await Assertions.Expect(page.Locator("#progress")).ToBeVisibleAsync();
        await StepAsync(page, "result");
        var id = Guid.Parse(OneCampaign().Match(page.Url).Groups[1].Value);
        var running = app.Services.GetRequiredService<DeliverCampaign>().ExecuteAsync(id, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Task.FromResult(Mails().Count > 1));
        // The first reader, whoever it is, presses the link in the mail, and another says no before their turn comes.
        var first = Mails().First(mail => !mail.Contains("[TEST]", StringComparison.Ordinal));
        var other = Names.First(name => !first.Contains($"{name}@", StringComparison.OrdinalIgnoreCase));
        var answer = await page.APIRequest.PostAsync(Unsubscribe().Match(first).Value, new()
        {
            Form = page.APIRequest.CreateFormData().Set("List-Unsubscribe", "One-Click"),
        });
        Assert.Equal(200, answer.Status);
        await app.Services.GetRequiredService<RecordOptOut>().ExecuteAsync(Address.Read($"{other}@kandidaat.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        await Assertions.Expect(page.GetByTestId("opt-outs")).ToHaveTextAsync("2", Patience);
        await page.PictureAsync($"journey-{language}-running-1440");

        await running;
        await Assertions.Expect(page.Locator(".card-head .badge")).ToHaveTextAsync(finished, Patience);
        await Assertions.Expect(page.Locator("[data-state='Blocked']")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByTestId("opt-outs-readers")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync(sentence);
        await page.ClickAsync("#code");
        await Assertions.Expect(page.Locator(".mud-popover-open")).ToContainTextAsync(sentence);
        await page.Keyboard.PressAsync("Escape");
        await LookAsync(page, language, "report");
        var report = await TakeAsync(page, "a[href$='report.csv']");
        Assert.StartsWith(header, report, StringComparison.Ordinal);
        Assert.Contains(blocked, report, StringComparison.Ordinal);
        Assert.Contains($"{other}@kandidaat.example", report, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("name", (await TakeAsync(page, "a[href$='names=technical']"))[..4], StringComparison.Ordinal);
        Assert.DoesNotContain(mia.Email!, report, StringComparison.Ordinal);
    }

    /// <summary>In Dutch in every size and appearance; the words of the others are looked at once.</summary>
    private static Task LookAsync(IPage page, string language, string what) =>
        language == "nl" ? page.LookAsync($"journey-nl-{what}") : page.PictureAsync($"journey-{language}-{what}");

    private static async Task WriteAsync(IPage page, string language)
    {
        await page.FillAsync("#name", "Java in Gent");
        await page.FillAsync("#offer", "P-7");
        await page.FillAsync("#pace", Pace);
        await OnwardAsync(page);
        await StepAsync(page, "audience");
        await Assertions.Expect(page.GetByTestId("reach")).ToContainTextAsync("≈ 3");
        await LookAsync(page, language, "audience");
        await OnwardAsync(page);
        await StepAsync(page, "mail");
        // The people of this test read Dutch, whatever the colleague does.
        await page.FillAsync("#match-nl", "Java");
        await page.PressAsync("#match-nl", "Tab");
        await page.ClickAsync($".tabs button[data-language='{language}']");
        await page.FillAsync($"#match-{language}", "Java");
        await page.PressAsync($"#match-{language}", "Tab");
        await page.FillAsync($"#message-{language}", "Start in mei.");
        await page.PressAsync($"#message-{language}", "Tab");
        await Assertions.Expect(page.Locator($".tabs button[data-language='{language}'] svg")).ToBeVisibleAsync();
        await OnwardAsync(page);
        await page.UntilAtAsync(OneCampaign());
    }

    /// <summary>The main button of a step.</summary>
    private static Task OnwardAsync(IPage page) => page.ClickAsync(".builder-foot button[type='submit']");

    private static async Task PlanAsync(IPage page)
    {
        await page.ClickAsync("[data-act='start']");
        await page.CheckAsync(".form-dialog input[name='when'] >> nth=1");
        await page.FillAsync("#at", "2035-03-05T10:30");
        await ConfirmAsync(page);
    }

    private static async Task ConfirmAsync(IPage page)
    {
        await page.ClickAsync(".form-dialog button[type='submit']");
        await Assertions.Expect(page.Locator(".form-dialog")).ToHaveCountAsync(0);
    }

    /// <summary>The step at which the page says that the campaign is.</summary>
    private static Task StepAsync(IPage page, string step) => Assertions.Expect(page.Locator($".step-trail [data-step='{step}']")).ToHaveAttributeAsync("aria-current", "step");

    private static async Task<string> TakeAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(link));
        return (await File.ReadAllTextAsync(await download.PathAsync())).TrimStart('\uFEFF');
    }

    private List<string> Mails()
    {
        var outbox = app.Services.GetRequiredService<DataFolder>().Outbox;
        return Directory.Exists(outbox)
            ? [.. Directory.GetFiles(outbox, "*.eml").Select(file => File.ReadAllText(file).Replace("=\r\n", "", StringComparison.Ordinal))]
            : [];
    }

    private async Task CandidateAsync(string name)
    {
        var outcome = await app.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = name,
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read($"{name}@kandidaat.example")!],
                AcquiredOn = BrusselsTime.DayOf(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
    }

    [GeneratedRegex(@"/campaigns/([0-9a-f-]{36})(?:\?step=send)?$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"/u/[\w-]+")]
    private static partial Regex Unsubscribe();
}
