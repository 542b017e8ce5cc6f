using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Tests.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Overviews;

/// <summary>What the start page and the bell know of imports.</summary>
public sealed class ImportNumbersTests : UploadScene
{
    private const string Others = "Dirk;Wouters;dirk@post.example.org;;;\r\n";

    private DateTimeOffset Now => Registry.Clock.Now.ToUniversalTime();

    [Fact]
    public async Task Files_that_nobody_began_wait_from_the_moment_they_came()
    {
        Assert.Equal(Waiting.Nothing, (await ReadAsync()).Uploads);
        var (came, first) = (Now, await TakeInAsync(Header + Rows));
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        var second = await TakeInAsync(Header + Others);

        Assert.Equal(new Waiting(2, came, first), (await ReadAsync()).Uploads);

        await FinishAsync(first);
        Assert.Equal(new Waiting(1, Now, second), (await ReadAsync()).Uploads);
    }

    [Fact]
    public async Task Rows_to_look_at_lead_to_their_import_and_those_of_several_to_the_list()
    {
        var (ended, first) = (Now, await FinishedAsync(Header + Rows, rows: 2));
        Assert.Equal(new Waiting(2, ended, first), (await ReadAsync()).Rows);

        Registry.Clock.Advance(TimeSpan.FromDays(30));
        await FinishedAsync(Header + Others, rows: 3);
        Assert.Equal(new Waiting(5, ended), (await ReadAsync()).Rows);

        Registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(3, (await ReadAsync()).Rows.Count);
    }

    [Fact]
    public async Task One_that_was_stopped_waits_from_then_on()
    {
        var import = await FinishedAsync(Header + Rows, rows: 0);
        await ChangeAsync(import, run => run.State = ImportState.Stopped);

        Assert.Equal(new Waiting(1, Now, import), (await ReadAsync()).Stopped);
    }

    [Fact]
    public async Task The_last_imports_are_those_that_ended_last()
    {
        await FinishedAsync(Header + Rows, rows: 0);
        Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await FinishedAsync(Header + Others, rows: 0);

        Assert.Equal(last, Assert.Single(await Registry.Get<ImportTaskQueries>().LastAsync(1)).Id);
    }

    [Fact]
    public async Task An_import_that_ended_is_told_to_whoever_began_it_and_to_nobody_else()
    {
        var import = await FinishedAsync(Header + Rows, rows: 0);

        Assert.Empty(await ToldAsync("ada"));
        var told = Assert.Single(await ToldAsync(TestRegistry.By));
        Assert.Equal((FinishedKind.ImportDone, import, "rows.csv", Now), (told.Kind, told.Id, told.Name, told.At));
    }

    [Fact]
    public async Task One_that_fails_is_told_from_when_it_was_seen_to_and_no_more_once_it_is_tried_again()
    {
        var import = await TakeInAsync(Header + Rows);
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        var file = Assert.Single(Spooled());
        var content = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, new byte[200]);
        await Assert.ThrowsAsync<AggregateException>(() => Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        var seen = Now;
        Assert.Equal([(FinishedKind.ImportBroken, import, seen)], await BrieflyAsync());
        Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(FinishedKind.ImportBroken, import, seen)], await BrieflyAsync());

        await File.WriteAllBytesAsync(file, content);
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Registry.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([(FinishedKind.ImportDone, import)], (await ToldAsync(TestRegistry.By)).Select(work => (work.Kind, work.Id)));

        async Task<IEnumerable<(FinishedKind, Guid, DateTimeOffset)>> BrieflyAsync() => (await ToldAsync(TestRegistry.By)).Select(work => (work.Kind, work.Id, work.At));
    }

    private Task<ImportTasks> ReadAsync() => Registry.Get<ImportTaskQueries>().ReadAsync();

    private Task<IReadOnlyList<FinishedWork>> ToldAsync(string by) => Registry.Get<FinishedWorkQueries>().OfAsync(by);

    /// <param name="rows">How many of its rows are to be looked at.</param>
    private async Task<Guid> FinishedAsync(string content, int rows)
    {
        var import = await TakeInAsync(content);
        await FinishAsync(import);
        await ChangeAsync(import, run => run.Outcomes = run.Outcomes with { NeedsReview = rows });
        return import;
    }

    private async Task ChangeAsync(Guid import, Action<ImportRun> change)
    {
        await using var database = Registry.Database();
        change(await database.Set<ImportRun>().SingleAsync(run => run.Id == import));
        await database.SaveChangesAsync();
    }
}
