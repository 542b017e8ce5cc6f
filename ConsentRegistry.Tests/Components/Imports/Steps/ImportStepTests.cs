using System.Text;
using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports;
using ConsentRegistry.Web.Components.Imports.Steps;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

public sealed class ImportStepTests : ImportStepScene
{
    [Fact]
    public async Task A_dropped_file_comes_in_and_leads_to_its_import()
    {
        Guid? import = null;
        var zone = Render<UploadZone>(parameters => parameters.Add(zone => zone.TakenIn, id => import = id));
        zone.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Content, "lijst.csv"));
        zone.WaitForAssertion(() => Assert.NotNull(import), Patience);
        Assert.Equal(("lijst.csv", SignedIn.Id, 2), ((await RunAsync(import!.Value)).FileName, (await RunAsync(import.Value)).By, (await RunAsync(import.Value)).DataRows));
        Assert.Equal([AuditAction.ImportUploaded], await ActsAsync());
    }

    [Fact]
    public void What_is_no_list_says_what_to_do_and_a_role_that_may_not_is_refused()
    {
        var zone = Render<UploadZone>(parameters => parameters.Add(zone => zone.TakenIn, _ => { }));
        zone.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("PK\u0003\u0004 and so on", "lijst.zip"));
        zone.WaitForAssertion(() => Assert.Contains("Choose a CSV or text file, or an Excel workbook", zone.Find(".notice.danger").TextContent), Patience);

        SignIn(Role.Marketing);
        zone.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Content, "lijst.csv"));
        zone.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", zone.Find(".notice.danger p").TextContent), Patience);
        Assert.Empty(Directory.GetFiles(Path.Combine(DataDirectory, "spool")));
    }

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("utf-16", "UTF-16 (such as “Unicode Text” of Excel)")]
    public async Task The_character_set_is_named_as_programs_name_it(string name, string shown)
    {
        var encoding = Encoding.GetEncoding(name);
        using var source = new MemoryStream([.. encoding.Preamble, .. encoding.GetBytes(Content)]);
        var import = (await Get<UploadImportFile>().ExecuteAsync(source, "lijst.csv", "cli:test")).Import!.Value;
        Assert.Contains(shown, (await StepAsync<ColumnsStep>(import)).FindAll(".import-facts dd").Select(fact => fact.TextContent));
    }

    [Fact]
    public async Task Columns_are_shown_with_samples_and_a_field_moves_to_the_column_that_it_is_given()
    {
        var import = await TakeInAsync();
        var step = await StepAsync<ColumnsStep>(import);
        Assert.Equal(["an@post.example.org", "nergens"], step.FindAll("li:nth-child(3) .sample").Select(sample => sample.TextContent));
        Assert.Equal("Sensitive: not taken in", step.Find("li:nth-child(5) .badge").TextContent);
        Assert.DoesNotContain("1990", step.Markup);

        step.Find("#column-3").Change(nameof(ImportField.Email));

        step.WaitForAssertion(() => Assert.Contains("“E-mail” now comes from the column “Mail 2”; “E-mailadres” is left out.", step.Find(".notice.info").TextContent));
        var file = (await Get<ImportQueries>().UploadAsync(import))!;
        Assert.Equal((null, ImportField.Email), (file.Columns[2].Field, file.Columns[3].Field));
    }

    [Fact]
    public async Task A_wrong_choice_that_is_taken_back_leaves_no_column_out()
    {
        var import = await TakeInAsync();
        var step = await StepAsync<ColumnsStep>(import);
        step.Find("#column-0").Change(nameof(ImportField.Email));
        step.WaitForAssertion(() => Assert.Contains("is left out", step.Find(".notice.info").TextContent));

        step.Find("#column-0").Change(nameof(ImportField.GivenName));

        step.WaitForAssertion(() => Assert.Contains("comes from the column “E-mailadres” again", step.Find(".notice.info").TextContent));
        var file = (await Get<ImportQueries>().UploadAsync(import))!;
        Assert.Equal((ImportField.GivenName, ImportField.Email), (file.Columns[0].Field, file.Columns[2].Field));
    }

    [Fact]
    public async Task A_column_of_addresses_that_is_left_out_is_warned_of()
    {
        var import = await TakeInAsync();
        var step = await StepAsync<ColumnsStep>(import);

        step.Find("#column-2").Change("");

        step.WaitForAssertion(() => Assert.Contains("“E-mailadres”", step.Find(".notice.warning").TextContent));
    }

    [Fact]
    public async Task Leaving_out_a_column_of_refusals_or_every_address_is_warned_of()
    {
        var import = await TakeInAsync();
        var step = await StepAsync<ColumnsStep>(import);
        step.Find("#column-5").Change("");
        step.WaitForAssertion(() => Assert.Contains("“Uitgeschreven”", step.Find(".notice.warning").TextContent));

        step.Find("#column-2").Change("");
        step.Find("#column-3").Change("");
        step.WaitForAssertion(() => Assert.Contains("nobody could be reached", step.Find(".notice.danger").TextContent));
    }

    [Fact]
    public async Task A_saved_profile_that_fits_is_offered_and_settles_the_file()
    {
        await Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Beurs")
        {
            Relationship = Relationship.Client, Columns = new Dictionary<string, ImportField?> { ["Achternaam"] = ImportField.Company },
        });
        var import = await TakeInAsync();
        var step = await StepAsync<ColumnsStep>(import);
        step.Choose("#profile", "Beurs");
        step.WaitForAssertion(() => Assert.Equal("false", step.Find("[aria-busy]").GetAttribute("aria-busy")));
        Assert.Equal(("Beurs", Relationship.Client), ((await RunAsync(import)).Profile, (await RunAsync(import)).Relationship));
        Assert.Equal(ImportField.Company, (await Get<ImportQueries>().UploadAsync(import))!.Columns[1].Field);
    }

    [Fact]
    public async Task The_relationship_brings_its_usual_source_and_says_what_follows()
    {
        var import = await TakeInAsync();
        var step = await StepAsync<OriginStep>(import);
        Assert.Contains("the Article 14 clock starts", step.Find(".follows").TextContent);
        Assert.Contains("opted out of everything for good", step.Find(".follows").TextContent);

        step.Choose("#relationship", Relationship.CandidateApplied);
        step.WaitForAssertion(() => Assert.Equal("false", step.Find("[aria-busy]").GetAttribute("aria-busy")));
        var run = await RunAsync(import);
        Assert.Equal((Relationship.CandidateApplied, AcquisitionSource.AdResponse, CollectionMoment.JobApplication, null), (run.Relationship, run.Source, run.Moment, run.NoticeVersion));

        step = await StepAsync<OriginStep>(import);
        step.Find("#notice-given").Change(true);
        step.WaitForAssertion(() => Assert.Equal("false", step.Find("[aria-busy]").GetAttribute("aria-busy")));
        Assert.Equal("2026-01", (await RunAsync(import)).NoticeVersion);
        var sources = (await ClientOptionsAsync(import)).FindComponents<SelectField<AcquisitionSource>>().Single(field => field.Instance.Id == "source").Instance.Options;
        Assert.DoesNotContain(AcquisitionSource.AdResponse, sources);
    }

    [Fact]
    public async Task A_profile_is_saved_with_what_was_settled()
    {
        var import = await TakeInAsync();
        var run = await RunAsync(import);
        var host = Open<SaveProfileDialog>(new() { ["Run"] = run, ["Columns"] = new Dictionary<string, ImportField?> { ["Voornaam"] = ImportField.GivenName } });
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));

        host.Find("#profile-name").Change("Beurs");
        host.Find("form").Submit();
        Closed(host);
        Assert.Equal(["Beurs"], await Get<ImportQueries>().ProfilesAsync(["Voornaam"]));
        Assert.Equal([AuditAction.ImportProfileChanged], await ActsAsync());
    }

    [Fact]
    public async Task A_preview_tells_every_outcome_in_words_and_begins_once()
    {
        await Get<RecordOptOut>().ExecuteAsync(Address.Read("an@post.example.org")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        var import = await TakeInAsync();
        var begun = 0;
        var step = Render<PreviewStep>(parameters => parameters.Add(step => step.Run, Run(import)).Add(step => step.Begun, () => begun++));
        step.WaitForElement("[data-testid=Rejected]", Patience);
        Assert.Contains("The e-mail address cannot exist, and there is no number.", step.Markup);
        Assert.Contains("Not shown and not stored", step.Markup);
        Assert.DoesNotContain("an@post", step.Markup);
        Assert.Equal(("Nobody will be added.", "Start the import"), (step.Find(".step-says").TextContent, step.Find(".step-foot button").TextContent.Trim()));

        step.Find(".step-foot button").Click();
        step.WaitForAssertion(() => Assert.Equal(1, begun));
        Assert.Equal(ImportState.Judging, (await RunAsync(import)).State);

        step.Find(".step-foot button").Click();
        step.WaitForAssertion(() => Assert.StartsWith("The import was already started", step.Find(".notice.danger p").TextContent));
        step.WaitForAssertion(() => Assert.Equal(2, begun));
        Assert.Equal([AuditAction.ImportPreviewed, AuditAction.ImportCommitted], await ActsAsync());
    }

    [Fact]
    public async Task A_running_import_that_waits_says_so_and_the_page_hears_when_it_is_done()
    {
        var import = await TakeInAsync();
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        var ended = false;
        var step = Render<RunningStep>(parameters => parameters.Add(step => step.Import, import).Add(step => step.Ended, () => ended = true));
        Assert.Contains("Waiting: one import runs at a time.", step.Find(".notice.info").TextContent);

        await Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        step.WaitForAssertion(() => Assert.True(ended), Patience);
    }

    [Fact]
    public async Task The_result_lists_rows_with_their_reasons_and_undo_says_what_stays()
    {
        var known = await CandidateAsync("an@post.example.org", "Karel", "Anders");
        var import = await TakeInAsync();
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        await Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        var step = Render<ResultStep>(parameters => parameters.Add(step => step.Run, Run(import)).Add(step => step.Page, 1));
        step.WaitForElement(".import-rows", Patience);
        Assert.Contains("The person we know with this address has another name.", step.Markup);
        Assert.Equal($"/people/{known}", step.Find(".import-rows a").GetAttribute("href"));

        var host = Open<UndoDialog>(new() { ["Run"] = Run(import) });
        Assert.Contains("No colleague, import or approval can lift a refusal", host.Find(".what-happens").TextContent);
        host.Find("form").Submit();
        Closed(host);
        Assert.Equal(ImportState.Undone, Run(import).State);
        Assert.Contains(AuditAction.ImportUndone, await ActsAsync());
    }

    [Fact]
    public async Task An_upload_is_thrown_away_by_its_dialog_unless_it_was_begun()
    {
        var import = await TakeInAsync();
        var run = Run(import);
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        var host = Open<DiscardDialog>(new() { ["Run"] = run });
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.StartsWith("The import was already started", host.Find(".notice.danger p").TextContent));
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);

        var other = await TakeInAsync();
        host = Open<DiscardDialog>(new() { ["Run"] = Run(other) });
        host.Find("form").Submit();
        Closed(host);
        Assert.Null(await Get<ImportQueries>().FindAsync(other));
    }

    private async Task<IRenderedComponent<OriginStep>> ClientOptionsAsync(Guid import)
    {
        await Get<ConfigureImport>().OriginAsync(import, new ImportOrigin(Relationship.Client, AcquisitionSource.BusinessCard, CollectionMoment.ClientService, null, null));
        return await StepAsync<OriginStep>(import);
    }
}
