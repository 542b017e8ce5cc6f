using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

public sealed class PeopleTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] FamilyNames = ["Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "De Smet"];
    private static readonly string[] GivenNames = ["An", "Bert", "Chloé"];

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_recruiter_registers_somebody_records_an_opt_in_then_an_opt_out_and_sees_it_blocked()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".menu a[href='/people']");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nieuwe persoon" }).ClickAsync();
        await page.FillAsync("#given-name", "Inès");
        await page.FillAsync("#family-name", "Dubois");
        await page.FillAsync("#emails", "ines.dubois@example.com");
        await page.ChooseAsync("#relationship", "CandidateApplied");
        await page.ChooseAsync("#source", "AdResponse");
        await page.ChooseAsync("#moment", "JobApplication");
        await page.CheckAsync("#notice-given", new() { Force = true });
        await page.CheckAsync("#objection-offered", new() { Force = true });
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Inès Dubois");
        await Assertions.Expect(page.Locator("[data-cell='EventInvitation-Email']")).ToContainTextAsync("Nee");

        await page.GetByRole(AriaRole.Button, new() { Name = "Opt-in noteren" }).ClickAsync();
        await page.ChooseAsync("#topic", "Events");
        await page.ChooseAsync("#how", "Letter");
        await page.SetInputFilesAsync("#evidence-file", new FilePayload { Name = "brief.txt", MimeType = "text/plain", Buffer = "Ja, graag."u8.ToArray() });
        await Assertions.Expect(page.Locator(".mud-dialog")).ToContainTextAsync("brief.txt is toegevoegd.");
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await Assertions.Expect(page.Locator("[data-cell='EventInvitation-Email'].allow")).ToBeVisibleAsync();
        await page.ClickAsync(".timeline details summary");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".timeline a[download]"));
        Assert.Equal("brief.txt", download.SuggestedFilename);

        // By keyboard alone: everything is preset.
        await page.GetByRole(AriaRole.Button, new() { Name = "Uitschrijven" }).PressAsync("Enter");
        await page.WaitForSelectorAsync(".mud-dialog");
        // In one go: the dialog gives the focus to its heading at a moment of its own.
        await page.PressAsync(".mud-dialog #received", "Enter");
        await Assertions.Expect(page.Locator(".snackbars")).ToContainTextAsync("Geen collega, import of goedkeuring heft een weigering op");
        await page.ClickAsync("[data-cell='EventInvitation-Email'].block");
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("Deze persoon wil geen enkele marketing meer van ons.");
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("G-08");
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[data-cell='EventInvitation-Email']")).ToBeFocusedAsync();
        Assert.DoesNotContain("ubois", page.Url);
    }

    [Fact]
    public async Task The_table_of_answers_and_the_reason_beside_it_fit_a_narrow_screen_without_being_pushed_aside()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));
        await page.UntilInteractiveAsync();
        var people = await FillAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.OpenAsync($"/people/{people[0]}");
        await Assertions.Expect(page.Locator(".matrix")).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.matrix-frame')].every(frame => frame.scrollWidth <= frame.clientWidth)"));
        await Assertions.Expect(page.Locator("[data-standing='Projects-Email']")).ToHaveAttributeAsync("data-label", "E-mail");

        await page.PressAsync("[data-cell='ProjectOffer-Email']", "Enter");
        await page.WaitForSelectorAsync(".answer-panel [aria-labelledby='choices']");
        Assert.True(await page.EvaluateAsync<bool>("(panel => panel.scrollWidth <= panel.clientWidth)(document.querySelector('.answer-panel'))"));
    }

    [Fact]
    public async Task Marketing_records_an_opt_out_and_is_refused_the_people()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.UntilInteractiveAsync();
        Assert.Equal(0, await page.Locator(".menu a[href='/people']").CountAsync());

        await page.ClickAsync(".menu a[href='/opt-out']");
        await Assertions.Expect(page.Locator("#address")).ToBeFocusedAsync();
        await page.TypeKeysAsync("somebody@example.com");
        await page.ClickAsync("main form.form button[type='submit']");
        await Assertions.Expect(page.Locator(".notice.success")).ToContainTextAsync("s•••@e•••.com");
        await page.AssertAccessibleAsync();

        await page.GotoAsync("/people");
        Assert.Equal("Niet voor uw rol", await page.HeadingAsync());
    }

    [Fact]
    public async Task List_and_person_look_right_with_many_with_none_and_barred()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));
        await page.UntilInteractiveAsync();
        var people = await FillAsync();

        await page.OpenAsync("/people");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("30 personen");
        await page.LookAsync("people-many");
        Assert.Empty(await page.CutOffAsync(".people-grid td.col-badges"));
        // On a small desk the refusals keep their room: language and day of change go, heads and cells alike.
        await page.SetViewportSizeAsync(1024, 800);
        await Assertions.Expect(page.Locator(".people-grid th:visible")).ToHaveTextAsync([new Regex("Naam"), new Regex("E-mail"), new Regex("Bedrijf"), new Regex("Relatie"), new Regex("Weigeringen")]);
        await Assertions.Expect(page.Locator(".people-grid tbody tr >> nth=0 >> td:visible")).ToHaveCountAsync(6);
        await page.SetViewportSizeAsync(1440, 900);
        await page.ChooseAsync("#facet-sort", "Company");
        // The address changes a moment before the page; the link is the one to press once it carries the order.
        await Assertions.Expect(page.Locator(".pager a[rel='next']")).ToHaveAttributeAsync("href", new Regex("sort=Company"), new() { Timeout = 15_000 });
        await page.ClickAsync(".pager a[rel='next']");
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("Pagina 2 van 2");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("sort=Company&page=2"));

        await page.FillAsync("#search", "zzz");
        await page.PressAsync("#search", "Enter");
        await Assertions.Expect(page.Locator(".empty h2")).ToHaveTextAsync("Niemand gevonden");
        Assert.DoesNotContain("zzz", page.Url);
        await page.LookAsync("people-none-found");

        await page.OpenAsync($"/people/{people[0]}");
        await page.WaitForSelectorAsync(".matrix");
        await page.LookAsync("person-clean");
        await page.OpenAsync($"/people/{people[1]}");
        await page.WaitForSelectorAsync(".matrix");
        await page.LookAsync("person-barred");
        await page.ClickAsync("[data-cell='EventInvitation-Email']");
        await page.WaitForSelectorAsync(".answer-panel [aria-labelledby='choices']");
        await page.LookAsync("answer-barred");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opt-in noteren" }).ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #wording");
        await page.LookAsync("dialog-opt-in");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Uitschrijven" }).ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #received");
        await page.LookAsync("dialog-opt-out");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewerken" }).ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #given-name");
        await page.LookAsync("dialog-edit");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[aria-labelledby='contact'] [data-act='dead']").First.ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #reason");
        await page.LookAsync("dialog-dead");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[aria-labelledby='contract'] button").Last.ClickAsync();
        await page.WaitForSelectorAsync(".mud-dialog #on");
        await page.LookAsync("dialog-contract");
    }

    [Fact]
    public async Task A_list_is_worked_through_by_keyboard_alone()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));
        await page.UntilInteractiveAsync();
        await FillAsync();
        await page.OpenAsync("/people");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("30 personen");
        var rows = page.Locator(".people-grid tbody tr");

        // In a field the keys are letters.
        await page.FocusAsync("#search");
        await page.TypeKeysAsync("jkx");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("jkx");
        await page.FillAsync("#search", "");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("30 personen");
        await page.Locator("h1").FocusAsync();

        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator(".bulk [role='status']")).ToHaveTextAsync("1 geselecteerd");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator(".bulk [role='status']")).ToHaveTextAsync("2 geselecteerd");
        await Assertions.Expect(page.Locator("tr.chosen")).ToHaveCountAsync(2);
        await page.LookAsync("people-chosen");
        await page.SetViewportSizeAsync(1440, 900);

        await page.FocusAsync("[data-act='skill']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".mud-dialog #skill");
        await page.FocusAsync("#skill");
        await page.TypeKeysAsync("Java");
        await page.LookAsync("people-add-skill");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".snackbars")).ToContainTextAsync("2 toegevoegd.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ongedaan maken" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".snackbars")).ToContainTextAsync("2 ongedaan gemaakt.");

        // Columns and views are the operator's own, and there again after a reload.
        await page.GetByRole(AriaRole.Button, new() { Name = "Kolommen" }).PressAsync("Enter");
        await page.WaitForSelectorAsync("#people-columns-skills", new() { State = WaitForSelectorState.Attached });
        await page.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(1440, 900);
        await page.CheckAsync("#people-columns-skills", new() { Force = true });
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".people-grid th")).ToContainTextAsync(["Naam", "E-mail", "Bedrijf", "Relatie", "Weigeringen", "Vaardigheden", "Bijgewerkt"]);
        await page.OpenAsync("/people?relationship=CandidateSourced");
        await Assertions.Expect(page.Locator(".people-grid th")).ToHaveCountAsync(7);
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("10 personen");
        await page.GetByRole(AriaRole.Button, new() { Name = "weergaven" }).PressAsync("Enter");
        await page.FillAsync("#view-name", "Gevonden op jobsites");
        await page.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(1440, 900);
        await page.PressAsync("#view-name", "Enter");
        await Assertions.Expect(page.Locator(".views a")).ToHaveTextAsync("Gevonden op jobsites");
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync(".chips a[data-facet='relationship']");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("30 personen");
        Assert.DoesNotContain("relationship", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "weergaven" }).PressAsync("Enter");
        await page.ClickAsync(".views a");
        await Assertions.Expect(page.Locator(".count")).ToHaveTextAsync("10 personen");
        await Assertions.Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);

        var name = await page.Locator(".people-grid a.strong >> nth=0").InnerTextAsync();
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    private async Task<List<Guid>> FillAsync()
    {
        const string by = "cli:test";
        var today = BrusselsTime.DayOf(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var made = new List<Guid>();
        foreach (var family in FamilyNames)
        {
            foreach (var given in GivenNames)
            {
                var sourced = made.Count % 3 == 2;
                var outcome = await app.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
                    new NewPerson
                    {
                        GivenName = given,
                        FamilyName = family,
                        Company = made.Count % 2 == 0 ? "Delta Softwarehuis" : null,
                        JobTitle = made.Count % 4 == 0 ? "Senior Java-ontwikkelaar" : null,
                        Relationship = sourced ? Relationship.CandidateSourced : Relationship.CandidateApplied,
                        Source = sourced ? AcquisitionSource.CvMatch : AcquisitionSource.AdResponse,
                        Moment = CollectionMoment.ProjectBid,
                        Site = sourced ? "ICT-banen" : null,
                        Addresses = [Address.Read($"{SearchText.Fold($"{given}.{family}").Replace(" ", "", StringComparison.Ordinal)}@een-tamelijk-lang-domein.example")!,
                            Address.Read($"0475 12 34 {made.Count + 10}")!],
                        AcquiredOn = today,
                        NoticeVersion = sourced ? null : "2026-01",
                        ObjectionOffered = true,
                    },
                    by);
                Assert.Null(outcome.Refusal);
                made.Add(outcome.Value);
            }
        }

        var optOut = app.Services.GetRequiredService<RecordOptOut>();
        await app.Services.GetRequiredService<EditPerson>().ExecuteAsync(made[1], new PersonChanges { AddAddresses = [Address.Read("bert@example.org")!], Skills = "Java, Kotlin", Notes = "Liever na 16 uur bellen." }, by);
        await optOut.ExecuteAsync(made[1], new NewOptOut(new BarScope(Topic.Events, Channel.Email)) { EntryPoint = EntryPoint.Screen, Note = "Vroeg dit aan de telefoon." }, by);
        await optOut.ExecuteAsync(made[1], new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen, Reason = SuppressionReason.Objection }, by);
        await optOut.ExecuteAsync(made[4], new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, by);
        await app.Services.GetRequiredService<RestrictPerson>().ExecuteAsync(made[6], true, "Betwist de herkomst", by);
        return made;
    }
}
