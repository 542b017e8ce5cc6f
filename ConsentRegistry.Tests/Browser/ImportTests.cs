using System.Text;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The desk of whoever brings files in.</summary>
public sealed partial class ImportTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 60_000 };

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("nl", ';', "Regel", "importrapport", "Onbruikbaar. De rij heeft meer velden dan er kolommen zijn", "Reactie op een vacature")]
    [InlineData("fr", ';', "Ligne", "rapport-import", "Inutilisable. La ligne a plus de champs qu’il n’y a de colonnes", "Réponse à une annonce")]
    [InlineData("en", ',', "Line", "import-report", "Unusable. It has more fields than there are columns", "Response to an ad")]
    public async Task A_file_with_errors_is_brought_in_corrected_previewed_imported_reported_and_undone(string language, char delimiter, string firstColumn, string fileName, string sentence, string source)
    {
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("jan.aerts543@ictmail.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        var page = await chromium.OpenAsync(app);
        var recruiter = await app.MakeOperatorAsync("Rik", Role.Recruiter);
        await page.SignInAsync(recruiter);
        await page.UntilInteractiveAsync();
        await page.ReadInAsync(language);

        await page.ClickAsync(".menu a[href='/imports']");
        await Assertions.Expect(page.Locator("#hints")).ToBeVisibleAsync();
        await LookAsync("imports-empty");
        await page.SetInputFilesAsync("#upload", new FilePayload { Name = "kandidaten maart.csv", MimeType = "text/csv", Buffer = FileWithErrors() });
        var import = Guid.Parse((await page.UntilAtAsync(OneImport())).Groups[1].Value);

        // "Waar" is no name of a column that anybody could recognise: its values tell.
        await Assertions.Expect(page.Locator("#column-4")).ToHaveValueAsync(nameof(ImportField.Email));
        await page.FocusAsync("#column-4");
        await page.SelectOptionAsync("#column-4", "");
        await Assertions.Expect(page.Locator("li:has(#column-4).left-out")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#column-4", nameof(ImportField.Email));
        await Assertions.Expect(page.Locator("li:has(#column-4).left-out")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#column-4")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("section[aria-busy='false']")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.UntilInteractiveAsync();
        await Assertions.Expect(page.Locator("#column-4")).ToHaveValueAsync(nameof(ImportField.Email));
        await LookAsync("import-columns");

        // The newsletter of the site is another's: one click says so.
        await page.ClickAsync(".step-foot a");
        var notAboutUs = page.Locator(".word-column:has(h2:text-is('Ontvangt nieuwsbrief')) li:has(.sample:text-is('nee')) .word-choice:nth-child(3)");
        await notAboutUs.ClickAsync();
        await Assertions.Expect(notAboutUs).ToHaveAttributeAsync("aria-pressed", "true");
        await LookAsync("import-words");

        await page.ClickAsync(".step-foot a.mud-button-filled");
        await page.ChooseAsync("#relationship", nameof(Relationship.CandidateApplied));
        await Assertions.Expect(page.Locator("#source")).ToHaveValueAsync(source);
        await Assertions.Expect(page.Locator("#relationship")).ToBeFocusedAsync();
        await page.ClickAsync(".save-profile button");
        await page.FillAsync("#profile-name", "Jobsite maart");
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await Assertions.Expect(page.Locator(".notice.success")).ToContainTextAsync("Jobsite maart");
        await LookAsync("import-origin");

        await page.ClickAsync(".step-foot a.mud-button-filled");
        await Assertions.Expect(page.GetByTestId("Rejected")).ToHaveTextAsync("9", Patient);
        await Assertions.Expect(page.GetByTestId("Created")).ToHaveTextAsync("245");
        await page.ClickAsync("details:has([data-testid='Created']) summary");
        await page.ClickAsync("details:has([data-testid='Rejected']) summary");
        await Assertions.Expect(page.Locator("details[open] table")).ToHaveCountAsync(2);
        await LookAsync("import-preview");
        Assert.Empty((await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Rows);

        await page.ClickAsync(".step-foot button");
        await Assertions.Expect(page.Locator("#running").Or(page.Locator("#result"))).ToBeVisibleAsync();
        await page.GotoAsync("/imports");
        await page.UntilInteractiveAsync();
        await page.ClickAsync($".grid a[href='/imports/{import}']");
        await Assertions.Expect(page.Locator("#result")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByTestId("Created")).ToHaveTextAsync("245");
        await Assertions.Expect(page.GetByTestId("Suppressed")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator(".opt-outs")).ToContainTextAsync("1 ");
        await LookAsync("import-result");

        // The number of new people leads to them, by name.
        await page.ClickAsync("a.outcome:has([data-testid='Created'])");
        await Assertions.Expect(page.Locator("section:has(#rows) .import-rows a[href^='/people/']")).ToHaveCountAsync(25);
        await LookAsync("import-result-people");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='report.csv']"));
        var report = await File.ReadAllTextAsync(await download.PathAsync());
        var lines = report.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(259, lines.Length);
        Assert.StartsWith($"{firstColumn}{delimiter}", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{fileName}-2", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"112{delimiter}Rejected{delimiter}", StringComparison.Ordinal) && line.EndsWith($"{delimiter}{sentence}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"4{delimiter}Suppressed{delimiter}", StringComparison.Ordinal));
        // People read words; programs ask for technical names.
        Assert.DoesNotContain(lines, line => line.Contains("TooManyFields", StringComparison.Ordinal) || line.Contains("OptOut", StringComparison.Ordinal));
        Assert.DoesNotContain("@", report, StringComparison.Ordinal);

        await page.ClickAsync(".card .button-row button");
        await page.WaitForSelectorAsync(".mud-dialog .what-happens");
        await LookAsync("import-undo");
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await Assertions.Expect(page.Locator(".notice.info")).ToContainTextAsync("245", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("section:has(#rows) .import-rows a[href^='/people/']")).ToHaveCountAsync(0);
        await LookAsync("import-undone");
        Assert.Empty((await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Rows);

        await page.GotoAsync("/imports");
        await page.UntilInteractiveAsync();
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("kandidaten maart.csv");
        await LookAsync("imports");
        var acts = (await Get<AuditQueries>().ListAsync(new AuditFilter { Subject = import, Take = 100 })).Rows;
        Assert.All(acts, act => Assert.Equal(recruiter.Id.ToString(), act.Operator));
        Assert.Equal(
            [
                AuditAction.ImportUploaded, AuditAction.ImportProfileChanged, AuditAction.ImportPreviewed, AuditAction.ImportCommitted, AuditAction.ImportReportExported,
                AuditAction.ImportUndone,
            ],
            acts.Reverse().Select(act => act.Action).Where(action => action != AuditAction.ImportViewed));

        Task LookAsync(string picture) => language == "nl" ? page.LookAsync(picture) : page.PictureAsync($"{picture}-{language}");
    }

    [Fact]
    public async Task A_file_that_is_no_list_says_what_to_do_and_one_without_addresses_asks_where_they_stand()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Rik", Role.Recruiter));
        await page.OpenAsync("/imports");
        await page.SetInputFilesAsync("#upload", Sample("greenhouse-report.csv"));
        await Assertions.Expect(page.Locator(".notice.danger")).ToContainTextAsync(".xlsx, .xls");
        await page.LookAsync("imports-no-list");

        await page.SetInputFilesAsync("#upload", Sample("stepstone-bewerber.csv"));
        await page.UntilAtAsync(OneImport());
        await Assertions.Expect(page.Locator(".notice.danger")).ToBeVisibleAsync();
        await page.LookAsync("import-no-address");
        await page.GotoAsync($"{page.Url}?step=preview");
        await Assertions.Expect(page.Locator(".notice.danger")).ToBeVisibleAsync();
        await page.LookAsync("import-preview-refused");

        await page.ClickAsync(".page-actions button");
        await page.WaitForSelectorAsync(".mud-dialog");
        await page.LookAsync("import-discard");
        await page.ClickAsync(".mud-dialog button[type='submit']");
        await page.UntilAtAsync(AllImports());
        await Assertions.Expect(page.Locator("#hints")).ToBeVisibleAsync();
        await page.OpenAsync($"/imports/{Guid.CreateVersion7(DateTimeOffset.UnixEpoch)}");
        await page.LookAsync("import-gone");
    }

    [Fact]
    public async Task Who_may_not_import_gets_neither_page_nor_report()
    {
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Mia", Role.Marketing));
        await page.UntilInteractiveAsync();
        await Assertions.Expect(page.Locator(".menu a[href='/imports']")).ToHaveCountAsync(0);
        var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        foreach (var path in new[] { "/imports", $"/imports/{id}", $"/imports/{id}/report.csv" })
        {
            await page.GotoAsync(path);
            Assert.EndsWith("/account/denied", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        }
    }

    /// <summary>The sample of a job site with its bad rows; the column of addresses has an odd name, and one more column says no for one person.</summary>
    private static byte[] FileWithErrors()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(1252);
        var lines = encoding.GetString(File.ReadAllBytes(Sample("stepstone-kandidaten.csv"))).Split("\r\n");
        lines[1] = lines[1].Replace("E-mailadres", "Waar", StringComparison.Ordinal) + ";Uitgeschreven";
        lines[2] += "ja";
        return encoding.GetBytes(string.Join("\r\n", lines));
    }

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    [GeneratedRegex("/imports/([0-9a-f-]{36})")]
    private static partial Regex OneImport();

    [GeneratedRegex("/imports$")]
    private static partial Regex AllImports();
}
