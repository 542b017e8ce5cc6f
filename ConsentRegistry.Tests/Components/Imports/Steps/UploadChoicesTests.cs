using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports;
using ConsentRegistry.Web.Components.Imports.Steps;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>Choices that come quickly, another import on the same page, and a profile of a name that there is.</summary>
public sealed class UploadChoicesTests : ImportStepScene
{
    private const string OneRow = "Voornaam;E-mailadres;Nota\r\nAn;an@post.example.org;x\r\n";

    [Fact]
    public async Task A_choice_made_while_the_one_before_settles_is_kept_too()
    {
        var import = await TakeInAsync(OneRow);
        var run = (await Get<ImportQueries>().FindAsync(import))!;
        var file = (await Get<ImportQueries>().UploadAsync(import))!;
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IRenderedComponent<OriginStep>? step = null;
        step = Render<OriginStep>(parameters => parameters.Add(each => each.Run, run).Add(each => each.File, file).Add(each => each.Changed, async () =>
        {
            await settled.Task;
            run = (await Get<ImportQueries>().FindAsync(import))!;
            step!.Render(again => again.Add(each => each.Run, run));
        }));
        var site = step.Find("#site").ChangeAsync(new() { Value = "Beurs Gent" });
        step.WaitForAssertion(() => Assert.Equal("true", step.Find("[aria-busy]").GetAttribute("aria-busy")), Patience);
        var notice = step.Find("#notice-given").ChangeAsync(new() { Value = true });
        settled.SetResult();
        await Task.WhenAll(site, notice);
        step.WaitForAssertion(() => Assert.Equal("false", step.Find("[aria-busy]").GetAttribute("aria-busy")), Patience);
        var kept = (await Get<ImportQueries>().FindAsync(import))!;
        Assert.Equal(("Beurs Gent", "2026-01"), (kept.Site, kept.NoticeVersion));
        Assert.False(step.Find("#site").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Another_import_on_the_same_page_is_another_look()
    {
        var (first, second) = (await TakeInAsync(OneRow), await TakeInAsync(OneRow));
        var page = Render<ImportPage>(parameters => parameters.Add(each => each.Id, first));
        page.WaitForElement("#column-0", Patience);
        page.Render(parameters => parameters.Add(each => each.Id, second));
        page.WaitForElement("#column-0", Patience);
        var looks = (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Where(row => row.Action == AuditAction.ImportViewed);
        Assert.Equal(2, looks.Count());
    }

    [Fact]
    public async Task A_profile_of_a_name_that_there_is_is_replaced_when_asked_twice_and_can_be_approved_again()
    {
        await Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Beurs") { OptInTopic = Topic.Projects, OptInPolicyVersion = "2026-01" });
        await Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo");
        var import = await TakeInAsync(OneRow);
        var run = (await Get<ImportQueries>().FindAsync(import))!;
        var host = Open<SaveProfileDialog>(new() { ["Run"] = run, ["Columns"] = new Dictionary<string, ImportField?> { ["Nota"] = ImportField.Notes } });
        host.Find("#profile-name").Change("Beurs");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Contains("There is already a profile “Beurs”", host.Find(".notice.warning").TextContent), Patience);
        Assert.Equal(["Beurs"], await Get<ImportQueries>().ProfilesAsync([]));

        host.Find("form").Submit();
        Closed(host);
        Assert.Empty(await Get<ImportQueries>().ProfilesAsync([]));
        Assert.True((await Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
    }

    [Fact]
    public async Task Every_number_of_a_result_leads_to_its_rows_with_the_people_by_name()
    {
        var import = await ImportAsync("Voornaam;Achternaam;E-mailadres;Gsm\r\nAn;Peeters;an@post.example.org;0\r\nAn;Peeters;an@post.example.org;\r\nBo;Maes;bo@post.example.org;\r\n");
        var created = Show(import, RowOutcome.Created);
        Assert.Equal($"/imports/{import}?rows=Created#rows", created.Find("a.outcome:has([data-testid=Created])").GetAttribute("href"));
        Assert.Equal(["An Peeters", "Bo Maes"], created.FindAll(".import-rows a").Select(link => link.TextContent));
        Assert.Contains("this number cannot exist", created.Find(".import-rows .row-warning").TextContent);

        var twice = Show(import, RowOutcome.DuplicateInFile);
        Assert.Equal((created.Find(".import-rows a").GetAttribute("href"), "An Peeters"), (twice.Find(".import-rows a").GetAttribute("href"), twice.Find(".import-rows a").TextContent));
        Assert.Contains("The same person as on line 2", twice.Find(".import-rows").TextContent);
    }

    [Fact]
    public async Task Who_may_see_no_people_gets_no_names_of_a_result()
    {
        var import = await ImportAsync(OneRow);
        SignIn(Role.Marketing);
        Assert.DoesNotContain("An", Show(import, RowOutcome.Created).Find(".import-rows").TextContent);
    }

    [Fact]
    public async Task The_page_of_an_undone_import_does_not_say_that_its_people_are_there()
    {
        var import = await ImportAsync(OneRow);
        await Get<UndoImport>().ExecuteAsync(import, "cli:test");
        var step = Show(import, RowOutcome.Created);
        Assert.Equal("What the import did before it was undone", step.Find("#result").TextContent);
        Assert.Contains("Were added; removed again: 1.", step.Find("a.outcome").TextContent);
        Assert.DoesNotContain("Added to the registry", step.Markup);
        Assert.Contains("Removed with the import", step.Find(".import-rows").TextContent);
    }

    [Fact]
    public async Task Who_undoes_second_sees_what_the_first_one_did_and_leaves_no_line_in_the_audit_trail()
    {
        var import = await ImportAsync(OneRow);
        var stale = Run(import);
        await Get<UndoImport>().ExecuteAsync(import, "cli:test");

        var host = Open<UndoDialog>(new() { ["Run"] = stale });
        host.Find("form").Submit();

        Closed(host);
        Assert.IsType<ImportTakenBack>(Result);
        Assert.DoesNotContain(AuditAction.ImportUndone, await ActsAsync());
    }

    private IRenderedComponent<ResultStep> Show(Guid import, RowOutcome outcome)
    {
        var run = Get<ImportQueries>().FindAsync(import).GetAwaiter().GetResult()!;
        var step = Render<ResultStep>(parameters => parameters.Add(each => each.Run, run).Add(each => each.Shown, outcome).Add(each => each.Page, 1));
        step.WaitForElement(".import-rows", Patience);
        return step;
    }

    private async Task<Guid> ImportAsync(string content)
    {
        var import = await TakeInAsync(content);
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        await Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        return import;
    }
}
