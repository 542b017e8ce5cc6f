using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

public sealed partial class CampaignTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_campaign_is_written_counted_started_and_reported_and_leaves_out_who_opted_out()
    {
        await CandidateAsync("an@kandidaat.example", "An");
        await CandidateAsync("bert@kandidaat.example", "Bert");
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("bert@kandidaat.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".menu a[href='/campaigns']");
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await LookAsync(page, "campaigns-empty");

        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuwe campagne" }).ClickAsync();
        // What is missing is shown, however far above the button it stands.
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaren", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#name")).ToBeInViewportAsync();
        await FillAsync(page, "#name", "Java in Gent");
        await FillAsync(page, "#offer", "P-7");
        await FillAsync(page, "#match", "Java");
        await FillAsync(page, "#message-nl", "Start in mei, deels op afstand.");
        await Assertions.Expect(page.Locator(".mail-preview pre")).ToContainTextAsync("Start in mei");
        // A name goes where the cursor was.
        await page.PressAsync("#message-nl", "Home");
        await page.ClickAsync("[data-inserts='{{givenName}}']");
        await Assertions.Expect(page.Locator("#message-nl")).ToHaveValueAsync("{{givenName}}Start in mei, deels op afstand.");
        await Assertions.Expect(page.Locator("#message-nl")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".mail-preview pre")).ToContainTextAsync("AnStart in mei");
        await LookAsync(page, "campaign-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaren", Exact = true }).ClickAsync();
        var id = Guid.Parse((await page.UntilAtAsync(OneCampaign())).Groups[1].Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Nu tellen" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("allowed")).ToHaveTextAsync("1");
        await LookAsync(page, "campaign-draft");
        await page.ClickAsync("section:has(#words) .mud-button-text");
        await page.ClickAsync(".mail-preview button[aria-pressed='false']");
        await Assertions.Expect(page.FrameLocator(".mail-preview iframe").Locator("body")).ToContainTextAsync("Start in mei");
        await page.PictureAsync("campaign-html");
        // Back: axe wants to run in every frame, and in this one nothing may.
        await page.ClickAsync(".mail-preview button[aria-pressed='false']");

        await page.GetByRole(AriaRole.Button, new() { Name = "Versturen" }).ClickAsync();
        await page.WaitForSelectorAsync(".form-dialog");
        await LookAsync(page, "campaign-start");
        await page.ClickAsync(".form-dialog button[type='submit']");
        await Assertions.Expect(page.Locator("#progress")).ToBeVisibleAsync();
        await Get<DeliverCampaign>().ExecuteAsync(id, TestContext.Current.CancellationToken);

        await Assertions.Expect(page.Locator(".centred .badge")).ToHaveTextAsync("Klaar");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("OptedOutAll · G-08");
        await Assertions.Expect(page.Locator(".grid")).Not.ToContainTextAsync("bert@");
        await LookAsync(page, "campaign-finished");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='report.csv']"));
        Assert.Equal("campagnerapport Java in Gent.csv", download.SuggestedFilename);
        Assert.Contains("bert@kandidaat.example", await File.ReadAllTextAsync(await download.PathAsync()));
        await page.ChooseAsync("#code", "OptedOutAll");
        await page.UntilAtAsync(Filtered());
        await Assertions.Expect(page.Locator(".grid tbody tr")).ToHaveCountAsync(1);
        await page.ClickAsync(".menu a[href='/campaigns']");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("Java in Gent");
        await LookAsync(page, "campaigns");
    }

    [Fact]
    public async Task Who_may_not_run_campaigns_gets_neither_page_nor_file()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Rik", Role.Recruiter));
        await page.UntilInteractiveAsync();

        await Assertions.Expect(page.Locator(".menu a[href='/campaigns']")).ToHaveCountAsync(0);
        var saved = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "Survey", Kind = Core.Vocabulary.MessageKind.Feedback }, "cli:test");
        foreach (var path in new[] { "/campaigns", $"/campaigns/{saved.Value!.Id}", $"/campaigns/{saved.Value.Id}/report.csv" })
        {
            await page.GotoAsync(path);
            Assert.EndsWith("/account/denied", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        }

        var list = await page.APIRequest.PostAsync($"/campaigns/{saved.Value.Id}/list.csv");
        Assert.EndsWith("/account/denied", new Uri(list.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_to_call_is_handed_out_to_the_form_of_the_page_alone_and_each_look_and_file_is_recorded()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "News", Kind = Core.Vocabulary.MessageKind.ServiceNews, Channel = Channel.Phone }, "cli:test");
        var id = saved.Value!.Id;
        await Get<StartCampaign>().StartAsync(id);
        await Get<DeliverCampaign>().ExecuteAsync(id, TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(app);
        var mia = await app.MakeOperatorAsync("Mia", Role.Marketing);
        await page.SignInAsync(mia);

        Assert.Equal(400, (await page.APIRequest.PostAsync($"/campaigns/{id}/list.csv")).Status);
        await page.GotoAsync($"/campaigns/{id}");
        await page.UntilInteractiveAsync();
        var list = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("form[action$='list.csv'] button"));
        Assert.Equal("bellijst News.csv", list.SuggestedFilename);
        var report = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='names=technical']"));
        Assert.Equal($"campaign-{id:N}-report.csv", report.SuggestedFilename);

        var rows = (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Where(row => row.Subject == id).OrderBy(row => row.Sequence);
        Assert.Equal(
            [
                (AuditAction.AddresseesViewed, "{\"page\":\"1\",\"state\":\"all\",\"code\":\"all\",\"readable\":\"no\"}"),
                (AuditAction.CampaignExported, "{\"file\":\"list\"}"),
                (AuditAction.CampaignExported, "{\"file\":\"report\"}"),
            ],
            rows.Select(row => (row.Action, row.Details)));
        Assert.All(rows, row => Assert.Equal(mia.Id.ToString(), row.Operator));
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private async Task CandidateAsync(string address, string given)
    {
        var outcome = await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = given,
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(address)!],
                AcquiredOn = BrusselsTime.DayOf(Get<TimeProvider>().GetUtcNow()),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
    }

    /// <summary>One field after the other, as people do: the next one when the server has heard of this one (docs/decisions/0018).</summary>
    private static async Task FillAsync(IPage page, string field, string text)
    {
        await page.FillAsync(field, text);
        await page.PressAsync(field, "Tab");
        await Assertions.Expect(page.Locator(field)).ToHaveValueAsync(text);
    }

    private static async Task LookAsync(IPage page, string picture)
    {
        foreach (var appearance in new[] { "dark", "light" })
        {
            await page.ShowAsync(appearance);
            foreach (var width in new[] { 390, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.PictureAsync($"{picture}-{width}-{appearance}");
                await page.AssertAccessibleAsync();
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{picture} is wider than {width} pixels.");
            }
        }
    }

    [GeneratedRegex("/campaigns/([0-9a-f-]{36})$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"\?code=OptedOutAll$")]
    private static partial Regex Filtered();
}
