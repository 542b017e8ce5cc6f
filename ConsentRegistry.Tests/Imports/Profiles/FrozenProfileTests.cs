using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Profiles;

/// <summary>A profile that is saved anew, or approved, while an import by it waits or runs: the import reads what it was begun with (guarantees 3 and 8).</summary>
public sealed class FrozenProfileTests : UploadScene
{
    private const string Head = "Naam;E-mail;Weg;Ja;Op;Tekst\r\n";

    private static readonly Dictionary<string, ImportField?> Settled = new()
    {
        ["Weg"] = ImportField.OptedOut, ["Ja"] = ImportField.MarketingOptIn, ["Op"] = ImportField.MarketingOptInAt, ["Tekst"] = ImportField.OptInWording,
    };

    [Fact]
    public async Task Columns_that_change_between_the_passes_lose_no_opt_out()
    {
        await SaveAsync(Settled);
        await CutOffAsync();
        await SaveAsync(new(Settled) { ["Weg"] = null });
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);

        await using var database = Registry.Database();
        var run = await database.Set<ImportRun>().SingleAsync();
        Assert.Equal((ImportState.Closed, 12, 1), (run.State, run.Outcomes.Created, run.OptOuts));
        Assert.Equal("an9@post.example.org", Assert.Single(await StandingsAsync(), line => line.Contains("OptOutAll", StringComparison.Ordinal)).Split(' ')[0]);
    }

    [Theory]
    [InlineData(true, 11, 0)]
    [InlineData(false, 0, 11)]
    public async Task Opt_ins_are_what_the_approval_was_when_the_import_began(bool approved, int proven, int claimed)
    {
        await SaveAsync(Settled);
        if (approved)
        {
            Assert.True((await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
        }

        await CutOffAsync();
        await SaveAsync(Settled);
        if (!approved)
        {
            Assert.True((await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
        }

        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        await using var database = Registry.Database();
        Assert.Equal(
            (proven, claimed),
            (await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInRecorded),
                await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInClaimed)));
    }

    [Fact]
    public async Task An_upload_keeps_the_columns_of_the_profile_as_they_were_shown_and_an_approval_of_other_columns_is_not_its()
    {
        await SaveAsync(Settled);
        var import = await TakeInAsync(Head + RowsOf(1) + "Bo Maes;bo@post.example.org;ja;;;\r\n");
        Assert.True((await Registry.Get<ConfigureImport>().UseProfileAsync(import, "Beurs", null)).IsDone);
        await SaveAsync(new(Settled) { ["Weg"] = null });
        Assert.True((await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
        Assert.Equal(1, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 1)).Value!.OptOuts);

        await FinishAsync(import);
        Assert.Equal(("Beurs", 1), ((await RunAsync(import)).Profile, (await RunAsync(import)).OptOuts));
        await using var database = Registry.Database();
        Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInClaimed));
    }

    [Fact]
    public async Task An_upload_has_the_approval_that_its_profile_got_before_it_was_begun()
    {
        await SaveAsync(Settled);
        var import = await TakeInAsync(Head + RowsOf(1));
        await Registry.Get<ConfigureImport>().UseProfileAsync(import, "Beurs", null);
        await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo");
        await FinishAsync(import);
        await using var database = Registry.Database();
        Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInRecorded));
    }

    [Fact]
    public async Task The_same_file_given_again_with_a_profile_saved_anew_is_another_import()
    {
        await SaveAsync(Settled);
        await CutOffAsync();
        await SaveAsync(new(Settled) { ["Ja"] = null });
        using (var again = Source())
        {
            Assert.True((await Registry.Get<ImportPeople>().ExecuteAsync(again, new NewImport("rows.csv") { Profile = "Beurs" }, TestRegistry.By)).IsDone);
        }

        Assert.Single(await Registry.Get<ImportPeople>().LeftOpenAsync());
        using (var third = Source())
        {
            await SaveAsync(Settled);
            Assert.True((await Registry.Get<ImportPeople>().ExecuteAsync(third, new NewImport("rows.csv") { Profile = "Beurs" }, TestRegistry.By)).IsDone);
        }

        Assert.Empty(await Registry.Get<ImportPeople>().LeftOpenAsync());
        await using var database = Registry.Database();
        Assert.Equal(2, await database.Set<ImportRun>().CountAsync());
    }

    private async Task SaveAsync(Dictionary<string, ImportField?> columns) => Assert.True((await Registry.Get<SaveImportProfile>().ExecuteAsync(
        new NewImportProfile("Beurs") { Relationship = Relationship.Unknown, NoticeVersion = "v3", Columns = columns, OptInTopic = Topic.Projects, OptInPolicyVersion = "v3" })).IsDone);

    /// <summary>Judged, and three of twelve rows written; the one who said no is the tenth.</summary>
    private async Task CutOffAsync()
    {
        using var cut = new CancellationTokenSource();
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == ImportState.Committing)
            {
                cut.Cancel();
            }
        });
        using var source = Source();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PacedImport(new BatchSizer { First = 3, Most = 3 })
            .ExecuteAsync(source, new NewImport("rows.csv") { Profile = "Beurs" }, TestRegistry.By, null, progress, cut.Token));
    }

    private static MemoryStream Source() => new(Encoding.UTF8.GetBytes(Head + RowsOf(12)));

    private static string RowsOf(int count) => string.Concat(Enumerable.Range(0, count).Select(
        i => $"An P{(char)('a' + i)};an{i}@post.example.org;{(i == 9 ? "ja;;;" : ";ja;01/03/2026;Ja, stuur mij projecten")}\r\n"));
}
