using System.Globalization;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Run;
using Microsoft.EntityFrameworkCore;
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
        await OnwardAsync(page);
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#name")).ToBeInViewportAsync();
        await FillAsync(page, "#name", "Java in Gent");
        await FillAsync(page, "#offer", "P-7");
        await LookAsync(page, "campaign-new");
        await OnwardAsync(page);
        await page.CheckAsync("#relationships-CandidateApplied");
        await Assertions.Expect(page.GetByTestId("reach")).ToHaveTextAsync("Bereikt ≈ 1 van 2");
        // Reload and the browser's way back keep the place, and what was chosen.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#relationships-CandidateApplied")).ToBeCheckedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#offer")).ToHaveValueAsync("P-7");
        await OnwardAsync(page);
        await Assertions.Expect(page.Locator(".builder-step")).ToBeFocusedAsync();
        await OnwardAsync(page);
        await FillAsync(page, "#match-nl", "Java");
        await Assertions.Expect(page.FrameLocator(".mail-preview iframe").Locator("mark")).ToHaveTextAsync("Uw bericht");
        await page.PictureAsync("campaign-mail");
        // As text from here on: axe wants to run in every frame, and in this one nothing may.
        await page.ClickAsync("[data-part='text']");
        await FillAsync(page, "#message-nl", "Start in mei, deels op afstand.");
        await Assertions.Expect(page.Locator(".mail-preview pre")).ToContainTextAsync("Start in mei");
        await Assertions.Expect(page.Locator(".mail-preview mark")).ToHaveCountAsync(0);
        // A name goes where the cursor was.
        await page.PressAsync("#message-nl", "Home");
        await page.ClickAsync("[data-inserts='{{givenName}}']");
        await Assertions.Expect(page.Locator("#message-nl")).ToHaveValueAsync("{{givenName}}Start in mei, deels op afstand.");
        await Assertions.Expect(page.Locator("#message-nl")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".mail-preview pre")).ToContainTextAsync("AnStart in mei");
        await LookAsync(page, "campaign-mail-text");
        await OnwardAsync(page);
        var id = Guid.Parse((await page.UntilAtAsync(OneCampaign())).Groups[1].Value);
        // Counted without being asked.
        await Assertions.Expect(page.GetByTestId("allowed")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByTestId("reach")).ToHaveTextAsync("Bereikt 1 van 2");
        await LookAsync(page, "campaign-draft");
        await page.ClickAsync(".draft-summary a[href$='step=mail']");
        await Assertions.Expect(page.FrameLocator(".mail-preview iframe").Locator("body")).ToContainTextAsync("Start in mei");
        await page.PictureAsync("campaign-html");
        await OnwardAsync(page);

        await page.ClickAsync("[data-act='start']");
        await Assertions.Expect(page.Locator(".form-dialog button[type='submit']")).ToContainTextAsync("Versturen naar 1 persoon");
        await LookAsync(page, "campaign-start");
        await page.ClickAsync(".form-dialog button[type='submit']");
        await Assertions.Expect(page.Locator("#progress")).ToBeVisibleAsync();
        await Get<DeliverCampaign>().ExecuteAsync(id, TestContext.Current.CancellationToken);

        await Assertions.Expect(page.Locator(".centred .badge")).ToHaveTextAsync("Afgelopen");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("OptedOutAll · G-08");
        await Assertions.Expect(page.Locator(".grid")).Not.ToContainTextAsync("bert@");
        await LookAsync(page, "campaign-finished");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='report.csv']"));
        Assert.Equal("campagnerapport Java in Gent.csv", download.SuggestedFilename);
        Assert.Contains("bert@kandidaat.example", await File.ReadAllTextAsync(await download.PathAsync()));
        await page.ChooseAsync("#code", "OptedOutAll");
        await page.UntilAtAsync(Filtered());
        await Assertions.Expect(page.Locator(".grid tbody tr")).ToHaveCountAsync(1);
        await page.ClickAsync($"a[href='/campaigns/new?from={id}']");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Kopie van Java in Gent");
        await page.ClickAsync(".menu a[href='/campaigns']");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("Java in Gent");
        await LookAsync(page, "campaigns");
    }

    /// <summary>Whatever the workers do meanwhile, whoever presses a button is heard.</summary>
    [Fact]
    public async Task A_campaign_to_thirty_thousand_people_under_way_obeys_each_button()
    {
        const int People = 30_000;
        for (var i = 0; i < 20; i++)
        {
            await CandidateAsync($"an{i}@kandidaat.example", "An");
        }

        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.UntilInteractiveAsync();
        var id = await ManyUnderWayAsync(People);

        await page.OpenAsync($"/campaigns/{id}");
        await Assertions.Expect(page.GetByTestId("certain")).ToContainTextAsync("30.000");
        await Assertions.Expect(page.Locator("[data-state='Sent']")).ToBeVisibleAsync();
        // While it runs, what is looked for is found.
        await page.ChooseAsync("#state", "Queued");
        await page.UntilAtAsync(Waiting());
        await Assertions.Expect(page.Locator(".grid tbody tr:not([aria-hidden])")).ToHaveCountAsync(DeliveriesTable.PageSize);

        await page.ClickAsync("[data-act='pause']");
        await Assertions.Expect(page.Locator("[data-act='resume']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".card-head .badge")).ToHaveTextAsync("Gepauzeerd");
        await Assertions.Expect(page.Locator(".form-dialog")).ToHaveCountAsync(0);
        await page.LookAsync("campaign-paused");
        Assert.Equal(CampaignState.Paused, (await Get<CampaignQueries>().ProgressAsync(id, TestContext.Current.CancellationToken))!.State);
        // The batch in hand goes back into the queue, and nothing is decided any more.
        await Eventually.HoldsAsync(async () => (await Get<CampaignQueries>().CountsAsync(id)).Of(DeliveryState.HandingOver) == 0);
        var before = await Get<CampaignQueries>().CountsAsync(id);

        await page.ClickAsync("[data-act='resume']");
        await Assertions.Expect(page.Locator("[data-act='pause']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".card-head .badge")).ToHaveTextAsync("Loopt");
        await Eventually.HoldsAsync(async () => (await Get<CampaignQueries>().CountsAsync(id)).Done > before.Done);
        await Assertions.Expect(page.GetByTestId("certain")).Not.ToContainTextAsync($"Afgehandeld: {before.Certain.ToString("N0", CultureInfo.GetCultureInfo("nl-BE"))} ");

        await page.ClickAsync("[data-act='cancel']");
        await page.ClickAsync(".form-dialog button[type='submit']");
        await Assertions.Expect(page.Locator(".card-head .badge")).ToHaveTextAsync("Stopgezet");
        await Assertions.Expect(page.Locator("[data-act='pause']")).ToHaveCountAsync(0);
        await Eventually.HoldsAsync(async () => (await Get<CampaignQueries>().CountsAsync(id)).Of(DeliveryState.HandingOver) == 0);
        var after = await Get<CampaignQueries>().CountsAsync(id);
        Assert.Equal((People, 0), (after.Total, after.Of(DeliveryState.Queued)));
        Assert.True(after.Of(DeliveryState.Cancelled) > 0, "Everything was decided before it was called off.");
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

    /// <summary>A campaign to all candidates, and after them to so many strangers that it goes on for a while; as its run leaves it once the audience is whole.</summary>
    private async Task<Guid> ManyUnderWayAsync(int addressees)
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java" }, "cli:test");
        var id = saved.Value!.Id;
        var (values, cipher) = (Get<ProtectedValues>(), Get<ContactPointCipher>());
        await Get<RegistryWriter>().WriteAsync(
            async write =>
            {
                var campaign = await write.Context.Set<Campaign>().SingleAsync(each => each.Id == id);
                (campaign.State, campaign.StartedAt, campaign.GatheredAt) = (CampaignState.Paused, write.At, write.At);
                var candidates = await write.Context.ContactPoints.AsNoTracking().ToListAsync();
                var strangers = Enumerable.Range(0, addressees - candidates.Count).Select(i => (Person: (Guid?)null, Address: Address.Read($"niemand{i}@elders.example")!));
                write.Context.AddRange(candidates.Select(point => (Person: (Guid?)point.PersonId, Address: cipher.Reveal(point))).Concat(strangers).Select((each, i) =>
                {
                    // One after the other, in the order of their ids.
                    var delivery = Guid.CreateVersion7(write.At.AddMilliseconds(i));
                    return new Delivery
                    {
                        Id = delivery,
                        CampaignId = id,
                        PersonId = each.Person,
                        ProtectedAddress = values.Protect(each.Address.Exact, Delivery.AddressColumn, delivery),
                        MailboxIndex = cipher.IndexOf(each.Address),
                        MatchReason = "Java",
                        IsMarketing = true,
                        State = DeliveryState.Queued,
                    };
                }));
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(CampaignState.Running, (await Get<StartCampaign>().ResumeAsync(id)).Value);
        return id;
    }

    /// <summary>The main button of a step.</summary>
    private static Task OnwardAsync(IPage page) => page.ClickAsync(".builder-foot button[type='submit']");

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

    [GeneratedRegex(@"/campaigns/([0-9a-f-]{36})\?step=send$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"\?state=Queued$")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"\?code=OptedOutAll$")]
    private static partial Regex Filtered();
}
