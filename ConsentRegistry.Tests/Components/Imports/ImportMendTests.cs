using System.Text;
using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Imports;

namespace ConsentRegistry.Tests.Components.Imports;

/// <summary>Choices that come quickly, another import on the same page, and a profile of a name that there is.</summary>
public sealed class ImportMendTests : PersonDialogTest
{
    private const string Content = "Voornaam;E-mailadres;Nota\r\nAn;an@post.example.org;x\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public ImportMendTests() => SignIn(Role.Recruiter);

    [Fact]
    public async Task A_choice_made_while_the_one_before_settles_is_kept_too()
    {
        var import = await TakeInAsync();
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
        var (first, second) = (await TakeInAsync(), await TakeInAsync());
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
        var import = await TakeInAsync();
        var run = (await Get<ImportQueries>().FindAsync(import))!;
        var host = OpenHeard<SaveProfileDialog>(new() { ["Run"] = run, ["Columns"] = new Dictionary<string, ImportField?> { ["Nota"] = ImportField.Notes } });
        host.Find("#profile-name").Change("Beurs");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Contains("There is a profile “Beurs” already", host.Find(".notice.warning").TextContent), Patience);
        Assert.Equal(["Beurs"], await Get<ImportQueries>().ProfilesAsync([]));

        host.Find("form").Submit();
        Closed(host);
        Assert.Empty(await Get<ImportQueries>().ProfilesAsync([]));
        Assert.True((await Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
    }

    private async Task<Guid> TakeInAsync()
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Content));
        return (await Get<TakeInImport>().ExecuteAsync(source, "lijst.csv", "cli:test")).Import!.Value;
    }
}
