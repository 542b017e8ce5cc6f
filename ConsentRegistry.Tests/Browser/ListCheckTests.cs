using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
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

public sealed class ListCheckTests(Chromium chromium) : IAsyncLifetime
{
    private const string Head = "Naam;E-mail\r\n";
    private const string An = "An Peeters;an@kandidaat.example\r\n";
    private const string Bert = "Bert Maes;\"BERT+job@kandidaat.example\"\r\n";

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task From_a_dropped_list_to_both_files_it_takes_two_clicks()
    {
        await OptedOutAsync("bert@kandidaat.example");
        var page = await chromium.OpenAsync(app);
        await page.AddInitScriptAsync("window.clicks = 0; addEventListener('click', () => window.clicks++, true);");
        var mia = await app.MakeOperatorAsync("Mia", Role.Marketing);
        await page.SignInAsync(mia);
        await page.OpenAsync("/check");
        await page.ChooseAsync("#kind", "");
        await page.EvaluateAsync("() => window.clicks = 0");

        await DropAsync(page, Head + An + Bert + "Niemand;\r\n");
        await Assertions.Expect(page.Locator("[data-light='allow'] .light-count")).ToHaveTextAsync("1");
        var allowed = await TakeAsync(page, "take-allowed");
        var blocked = await TakeAsync(page, "take-blocked");

        Assert.Equal(2, await ClicksAsync(page));
        Assert.Equal(("rijen niet op de uitschrijflijst.csv", Head + An), allowed);
        Assert.Equal(
            ("geblokkeerde rijen.csv", "Naam;E-mail;verdict_code;Reden\r\nBert Maes;\"BERT+job@kandidaat.example\";OptedOutAll;Deze persoon wil geen enkele marketing meer van ons.\r\n"
                + "Niemand;;;In deze rij staat geen leesbaar adres voor dit kanaal.\r\n"),
            blocked);
        Assert.Equal(("rijen niet op de uitschrijflijst.csv", Head + An), await TakeAsync(page, "take-allowed"));
        await Assertions.Expect(page.Locator(".reason.block .reason-rows")).ToContainTextAsync("b•••@k•••.example");
        await Assertions.Expect(page.Locator(".check-result")).Not.ToContainTextAsync("kandidaat");
        await page.LookAsync("check-not-suppressed");

        var link = (await page.GetByTestId("take-allowed").GetAttributeAsync("href"))!;
        Assert.Matches("^/check/[0-9a-f-]{36}/allowed.csv$", link);
        Assert.Equal(404, await OthersStatusAsync(link, "Noor", Role.Marketing));
        Assert.Equal(403, await OthersStatusAsync(link, "Rik", Role.Recruiter));
        var rows = (await app.Services.GetRequiredService<AuditQueries>().ListAsync(new AuditFilter())).Rows.Where(row => row.Operator == mia.Id.ToString()).OrderBy(row => row.Sequence);
        Assert.Equal(
            [AuditAction.ListScrubbed, AuditAction.CheckedListExported, AuditAction.CheckedListExported, AuditAction.CheckedListExported],
            rows.Select(row => row.Action).Where(action => action is AuditAction.ListScrubbed or AuditAction.CheckedListExported));

        await page.ClickAsync(".menu a[href='/campaigns']");
        // The address changes before the page does.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Campagnes");
        Assert.Equal(404, (await page.APIRequest.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Pasted_addresses_are_answered_for_a_message_and_all_may_be_blocked()
    {
        await CandidateAsync("an@kandidaat.example");
        await OptedOutAsync("bert@kandidaat.example");
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Rik", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".menu a[href='/check']");

        await page.FillAsync("#typed", "An@Kandidaat.example\nbert@kandidaat.example\nniemand@elders.example\nonzin");
        await page.ClickAsync(".check-desk button[type='submit']");
        await Assertions.Expect(page.Locator("[data-light='block'] .light-count")).ToHaveTextAsync("3");
        await page.LookAsync("check-blocked-only");

        await page.ChooseAsync("#kind", "ProjectOffer");
        await page.FillAsync("#offer", "P-7");
        await page.FillAsync("#match", "Java");
        await page.ClickAsync(".check-desk button[type='submit']");
        await Assertions.Expect(page.Locator("[data-light='allow'] .light-count")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator(".reason.allow .reason-rows")).ToContainTextAsync("an@kandidaat.example");
        await page.LookAsync("check-mixed");

        // What is being typed is not what was answered.
        await page.Locator("#typed").PressSequentiallyAsync("x");
        await Assertions.Expect(page.GetByTestId("outdated")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".check-result")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#typed")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("onzin"));
        await page.LookAsync("check-outdated");
    }

    [Fact]
    public async Task From_an_allowed_list_a_new_campaign_is_one_click_away()
    {
        await CandidateAsync("an@kandidaat.example");
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.OpenAsync("/check");
        await page.ChooseAsync("#kind", "ProjectOffer");
        await page.FillAsync("#offer", "P-7");
        await page.FillAsync("#match", "Java");
        await DropAsync(page, Head + An + "Niemand;\r\n");
        await Assertions.Expect(page.Locator("[data-light='allow'] .light-count")).ToHaveTextAsync("1");
        Assert.Equal("toegelaten rijen.csv", (await TakeAsync(page, "take-allowed")).Name);
        await page.LookAsync("check-next");

        await page.GetByTestId("to-campaign").ClickAsync();

        await Assertions.Expect(page.Locator("#kind")).ToHaveValueAsync("Projectvoorstel");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Nieuwe campagne");
        await Assertions.Expect(page.Locator("#offer")).ToHaveValueAsync("P-7");
        await page.FillAsync("#name", "Java in Gent");
        await page.ClickAsync(".builder-foot button[type='submit']");
        await Assertions.Expect(page.Locator("#list")).ToHaveValueAsync("an@kandidaat.example");
    }

    [Fact]
    public async Task A_wrong_file_is_named_and_a_long_list_can_be_stopped()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));
        await page.OpenAsync("/check");

        await ChooseAsync(page, [0x50, 0x4B, 3, 4, 20, 0, 0, 0]);
        await Assertions.Expect(page.Locator(".notice.danger")).ToBeVisibleAsync();
        await page.LookAsync("check-wrong-file");
        await ChooseAsync(page, "Nummer;Opmerking\n1;niets\n2;ook niets\n"u8.ToArray());
        await Assertions.Expect(page.Locator("#column")).ToBeVisibleAsync();
        await page.LookAsync("check-choose-column");

        var rows = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"persoon{i}@kandidaat.example\n"));
        await ChooseAsync(page, System.Text.Encoding.UTF8.GetBytes(rows));
        await Assertions.Expect(page.Locator(".check-progress [role='progressbar']")).ToBeVisibleAsync();
        await page.PictureAsync("check-running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stoppen" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice.danger")).ToContainTextAsync("gestopt");
        await Assertions.Expect(page.Locator(".check-progress [role='progressbar']")).ToHaveCountAsync(0);
    }

    private static Task ChooseAsync(IPage page, byte[] content) =>
        page.SetInputFilesAsync("#file", new FilePayload { Name = "lijst.csv", MimeType = "text/csv", Buffer = content });

    private static Task<int> ClicksAsync(IPage page) => page.EvaluateAsync<int>("() => window.clicks");

    /// <summary>As a hand does it: the file is let go over the card.</summary>
    private static async Task DropAsync(IPage page, string text)
    {
        var carried = await page.EvaluateHandleAsync(
            "text => { const carried = new DataTransfer(); carried.items.add(new File([text], 'lijst.csv', { type: 'text/csv' })); return carried; }", text);
        await page.DispatchEventAsync("[data-drop-zone] textarea", "drop", new Dictionary<string, object> { ["dataTransfer"] = carried });
    }

    private static async Task<(string Name, string Text)> TakeAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId(button).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    private async Task<int> OthersStatusAsync(string link, string name, string role)
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync(name, role));
        await page.UntilInteractiveAsync();
        var answer = await page.APIRequest.GetAsync(link);
        return new Uri(answer.Url).AbsolutePath == "/account/denied" ? 403 : answer.Status;
    }

    private async Task OptedOutAsync(string address) => Assert.True((await app.Services.GetRequiredService<RecordOptOut>().ExecuteAsync(
        Address.Read(address)!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test")).IsDone);

    private async Task CandidateAsync(string address)
    {
        var outcome = await app.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "An",
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(address)!],
                AcquiredOn = BrusselsTime.DayOf(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
    }
}
