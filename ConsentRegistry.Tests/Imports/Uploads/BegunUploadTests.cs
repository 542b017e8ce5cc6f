using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Uploads;

/// <summary>What becomes of an upload: previewed, begun, or thrown away.</summary>
public sealed class BegunUploadTests : UploadScene
{
    [Fact]
    public async Task A_preview_stores_nothing_and_says_what_the_import_then_does()
    {
        await Registry.OptOutAsync("weg@post.example.org");
        var import = await TakeInAsync(Header + Rows + "Dirk;Weg;weg@post.example.org;;;\r\n");
        var preview = (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 1)).Value!;
        Assert.Equal((2, 1, 1, 1), (preview.Outcomes.Created, preview.Outcomes.Suppressed, preview.Outcomes.Rejected, preview.OptOuts));
        var created = Assert.Single(preview.First[RowOutcome.Created]);
        Assert.Equal(("An Peeters", 2L), (created.Name, created.Row.Line));
        Assert.Equal(["an@post.example.org", "0475123401"], created.Addresses);
        Assert.Equal(["not an address"], Assert.Single(preview.First[RowOutcome.Rejected]).Addresses);
        var suppressed = Assert.Single(preview.First[RowOutcome.Suppressed]);
        Assert.Null(suppressed.Name);
        Assert.Empty(suppressed.Addresses);
        await using (var database = Registry.Database())
        {
            Assert.False(await database.People.AnyAsync());
            Assert.False(await database.Set<ImportRunRow>().AnyAsync());
        }

        await FinishAsync(import);
        var run = await RunAsync(import);
        Assert.Equal((preview.Outcomes, ImportState.Closed, preview.OptOuts, 4), (run.Outcomes, run.State, run.OptOuts, run.DataRows));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task Two_clicks_begin_one_import()
    {
        var import = await TakeInAsync(Header + Rows);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)));
        Assert.Single(clicks, click => click.IsDone);
        Assert.Equal(3, clicks.Count(click => click.Refusal == Refusal.ImportUnderWay));
        Assert.Equal([import], await Registry.Get<ImportPeople>().LeftOpenAsync());
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<DiscardImport>().ExecuteAsync(import)).Refusal);
    }

    [Fact]
    public async Task An_upload_is_found_again_after_a_restart_and_one_that_was_begun_goes_on()
    {
        var import = await TakeInAsync(Header + Rows);
        await CorrectAsync(import, new() { ["Voornaam"] = null, ["E-mailadres"] = ImportField.Email });
        await Registry.ReopenAsync();
        Assert.Equal(ImportState.Uploaded, (await RunAsync(import)).State);
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns[0].Field);

        Assert.True((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        await Registry.ReopenAsync();
        Assert.Equal((ImportState.Judging, null), (await StandingAsync(import)));
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Equal((ImportState.Closed, 2), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    [Fact]
    public async Task Discarding_leaves_nothing_but_spares_another_upload_of_the_same_file()
    {
        var (first, second) = (await TakeInAsync(Header + Rows), await TakeInAsync(Header + Rows));
        Assert.True((await Registry.Get<DiscardImport>().ExecuteAsync(first)).IsDone);
        Assert.Single(Spooled());
        Assert.Null(await Registry.Get<ImportQueries>().FindAsync(first));
        Assert.Equal(Refusal.ImportNotFound, (await Registry.Get<DiscardImport>().ExecuteAsync(first)).Refusal);

        Assert.True((await Registry.Get<DiscardImport>().ExecuteAsync(second)).IsDone);
        Assert.Empty(Spooled());
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task An_upload_that_nobody_begins_goes_after_30_days(int days, bool isThere)
    {
        var import = await TakeInAsync(Header + Rows);
        Registry.Clock.Advance(TimeSpan.FromDays(days));
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Equal((isThere, isThere ? 1 : 0), (await Registry.Get<ImportQueries>().FindAsync(import) is not null, Spooled().Length));
    }

    [Fact]
    public async Task A_file_that_the_power_left_in_the_spool_without_an_import_goes_and_no_other_does()
    {
        await TakeInAsync(Header + Rows);
        var held = Assert.Single(Spooled());
        using (var source = OneWay(Header + "Eva;Smets;eva@post.example.org;;;\r\n"))
        {
            await Registry.Get<ImportSpool>().TakeInAsync(source, CancellationToken.None);
        }

        // It may be that its import is just being made; after a restart nobody makes it.
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Equal(2, Spooled().Length);
        await Registry.ReopenAsync();
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Equal([held], Spooled());
    }

    [Fact]
    public async Task An_upload_that_fails_leaves_the_same_file_of_another_that_is_coming_in()
    {
        await using (var writer = OneWay(Header + Rows))
        {
            await Registry.Get<ImportSpool>().TakeInAsync(writer, CancellationToken.None);
        }

        await Registry.Get<DiscardImport>().ExecuteAsync(await TakeInAsync(Header + Rows));
        var sha256 = Path.GetFileName(Assert.Single(Spooled()));
        Registry.Get<ImportSpool>().Arrived(sha256);
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task A_verb_that_cannot_begin_its_import_leaves_no_file()
    {
        await using (var database = Registry.Database())
        {
            await database.Database.ExecuteSqlRawAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "ImportRuns" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        }

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => ImportAsync(Rows));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task An_import_by_a_verb_of_the_same_file_leaves_the_upload_alone()
    {
        var import = await TakeInAsync(Header + Rows);
        await ImportAsync(Rows);
        Assert.Single(Spooled());
        Assert.Equal(1, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 1)).Value!.Outcomes.Suppressed);
    }

    [Fact]
    public async Task An_import_that_cannot_go_on_says_so_and_undo_remembers_what_it_did()
    {
        var import = await TakeInAsync(Header + Rows);
        await FinishAsync(import);
        var undone = (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value!;
        var run = await RunAsync(import);
        Assert.Equal((ImportState.Undone, undone.Removed, undone.Kept, Registry.Clock.Now), (run.State, run.Removed!.Value, run.Kept!.Value, run.UndoneAt!.Value));

        var damaged = await TakeInAsync(Header + "Eva;Smets;eva@post.example.org;;;\r\n");
        await Registry.Get<BeginImport>().ExecuteAsync(damaged, TestRegistry.By);
        await File.WriteAllBytesAsync(Assert.Single(Spooled()), new byte[200]);
        await Assert.ThrowsAsync<AggregateException>(() => Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.True((await Registry.Get<ImportQueries>().StandingAsync(damaged))!.IsBroken);
    }

    [Fact]
    public async Task Rows_for_review_name_the_known_person()
    {
        var known = await Registry.CandidateAsync("an@post.example.org", "Karel", "Anders");
        var import = await TakeInAsync(Header + Rows);
        await FinishAsync(import);
        var row = Assert.Single((await Registry.Get<ImportQueries>().RowsAsync(import, RowOutcome.NeedsReview, 0, 10)).Rows);
        Assert.Equal((2, RowOutcome.NeedsReview, nameof(ReviewReason.OtherName), known, "Karel Anders"), (row.Row.Line, row.Row.Outcome, row.Row.Reason, row.Person, row.PersonName));
    }

    private async Task<(ImportState State, ImportThroughput? Throughput)> StandingAsync(Guid import)
    {
        var standing = (await Registry.Get<ImportQueries>().StandingAsync(import))!;
        return (standing.State, standing.Throughput);
    }
}
