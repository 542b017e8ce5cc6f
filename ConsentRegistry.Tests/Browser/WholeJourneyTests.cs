using System.Net;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Public;
using ConsentRegistry.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The main job from an empty folder to a click in a mail, on the screens and with the jobs of the running program.</summary>
public sealed partial class WholeJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Sample = "stepstone-kandidaten.csv";
    private const string Agrees = "jan.aerts543@ictmail.example";
    private const string Refuses = "koen.hermans511@devhuis.example";

    // Two hundred mails, each flushed to disk, take their time on a slow machine.
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 120_000 };

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task From_set_up_over_an_import_to_a_campaign_that_leaves_out_who_opted_out_and_a_mail_whose_link_ends_it()
    {
        var page = await chromium.OpenAsync(app);
        await SetUpAsync(page);
        await ImportAsync();

        await FindAsync(page, "Jan Aerts", "Jan Aerts");
        await OptInAsync(page, "Projects");
        await OptInAsync(page, "Events");
        var agreed = page.Url;
        await FindAsync(page, Refuses, "Koen Hermans");
        await OptOutAsync(page);

        await RunCampaignAsync(page);
        await AssertLeftOutWithItsReasonAsync(page);
        await UnsubscribeAsync(page, MailTo(Agrees));

        await page.OpenAsync(agreed);
        await Assertions.Expect(page.Locator("[data-cell='EventInvitation-Email'].allow")).ToBeVisibleAsync();
        await page.ClickAsync("[data-cell='ProjectOffer-Email'].block");
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("Deze persoon wil over dit onderwerp geen berichten meer.");
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("G-09");
        await page.SetViewportSizeAsync(1440, 1200);
        await page.PictureAsync("journey-person", wholePage: false);
    }

    private async Task SetUpAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#code", app.SetUpCode);
        await page.FillAsync("#name", "Ada Claes");
        await page.FillAsync("#email", "ada@imalink.example");
        await page.FillAsync("#password", RegistryApp.Password);
        await page.FillAsync("#repeat", RegistryApp.Password);
        foreach (var role in new[] { "Recruiter", "Marketing", "Dpo" })
        {
            await page.CheckAsync($"input[name='Input.{role}']");
        }

        await page.ClickAsync("text=Account maken");
        await page.CheckAsync("#accept");
        await page.ClickAsync("text=Beginnen");
        await page.UntilInteractiveAsync();
    }

    private async Task ImportAsync()
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Samples", Sample));
        // Half of them did not tick the newsletter of the site, which is another's.
        var newsletter = new ColumnMeanings([new WordMeaning("Ontvangt nieuwsbrief", "nee", GivenMeaning.Ignore)]);
        var outcome = await app.InScopeAsync((ImportPeople import) => import.ExecuteAsync(file, new NewImport(Sample) { Meanings = newsletter }, "cli:test"));
        Assert.Null(outcome.Refusal);
    }

    private static async Task FindAsync(IPage page, string text, string name)
    {
        await page.OpenAsync("/people");
        await page.FillAsync("#search", text);
        await page.PressAsync("#search", "Enter");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("1 persoon");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    private static async Task OptInAsync(IPage page, string topic)
    {
        var recorded = page.Locator(".timeline .event", new() { HasText = "Opt-in genoteerd" });
        var before = await recorded.CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Opt-in noteren" }).ClickAsync();
        await page.ChooseAsync("#topic", topic);
        await page.ChooseAsync("#channel", "Email");
        await page.ChooseAsync("#how", "Letter");
        await page.FillAsync("#evidence-text", "Ja, stuur me dat gerust per e-mail. Jan Aerts");
        await page.ClickAsync(".form-dialog button[type='submit']");
        await Assertions.Expect(recorded).ToHaveCountAsync(before + 1);
    }

    private static async Task OptOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Uitschrijven" }).ClickAsync();
        await page.CheckAsync(".form-dialog input[value='Everything']");
        await page.ClickAsync(".form-dialog button[type='submit']");
        await page.ClickAsync("[data-cell='ProjectOffer-Email'].block");
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("G-08");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }

    private static async Task RunCampaignAsync(IPage page)
    {
        await page.ClickAsync(".menu a[href='/campaigns']");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuwe campagne" }).ClickAsync();
        await page.FillAsync("#name", "Java in Gent");
        await page.FillAsync("#offer", "P-7");
        await page.CheckAsync("#notice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await page.FillAsync("#match-nl", "Java");
        await page.PressAsync("#match-nl", "Tab");
        await page.FillAsync("#message-nl", "Start in mei, deels op afstand.");
        await page.PressAsync("#message-nl", "Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaren en controleren" }).ClickAsync();
        await page.UntilAtAsync(OneCampaign());
        // Counted without being asked.
        await Assertions.Expect(page.GetByTestId("counted-at").Or(page.GetByTestId("allowed")).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Versturen", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".send-checks li")).ToHaveCountAsync(4);
        await page.ClickAsync(".form-dialog button[type='submit']");
        // Nobody calls the delivery: the job of the running program does it.
        await Assertions.Expect(page.Locator(".centred .badge")).ToHaveTextAsync("Afgelopen", Patiently);
        await page.PictureAsync("journey-campaign", wholePage: false);
    }

    private async Task AssertLeftOutWithItsReasonAsync(IPage page)
    {
        await page.ChooseAsync("#code", "OptedOutAll");
        var row = page.Locator(".grid tbody tr");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("Koen Hermans");
        await Assertions.Expect(row).ToContainTextAsync("Deze persoon wil geen enkele marketing meer van ons.");
        await Assertions.Expect(row).ToContainTextAsync("OptedOutAll · G-08");
        Assert.DoesNotContain(Mails(), mail => mail.Contains(Refuses, StringComparison.OrdinalIgnoreCase));
    }

    private async Task UnsubscribeAsync(IPage page, string mail)
    {
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.Ordinal);
        var path = UnsubscribePath().Match(mail).Groups["path"].Value;

        using var mailProgram = new PublicVisitor(app.Address, app.Services);
        var before = mailProgram.Journal.Count;

        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("form").First).ToBeVisibleAsync();
        Assert.Equal(before, mailProgram.Journal.Count);
        using var answer = await mailProgram.OneClickAsync(path["/u/".Length..]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before + 1, mailProgram.Journal.Count);
    }

    private string MailTo(string address) => Assert.Single(Mails(), mail => mail.Contains(address, StringComparison.OrdinalIgnoreCase));

    // A long header is folded over lines; unfolded it can be read.
    private IEnumerable<string> Mails() =>
        Directory.EnumerateFiles(app.Services.GetRequiredService<DataFolder>().Outbox, "*.eml").Select(File.ReadAllText)
            .Select(mail => mail.Replace("\r\n ", " ", StringComparison.Ordinal));

    [GeneratedRegex(@"/campaigns/[0-9a-f-]{36}\?step=send$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"^List-Unsubscribe:[^\r\n]*<http://[^/>]+(?<path>/u/[^>\s]+)>", RegexOptions.Multiline)]
    private static partial Regex UnsubscribePath();
}
