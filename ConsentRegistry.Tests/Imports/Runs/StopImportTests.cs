using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Runs;

/// <summary>An import that an operator stops, and the two ways from there: it goes on, or what it stored is taken back.</summary>
public sealed class StopImportTests : UploadScene
{
    private const int Many = 1000;

    private ResumeImports Resume => Registry.Get<ResumeImports>();

    private StopImport Stop => Registry.Get<StopImport>();

    [Fact]
    public async Task One_that_is_stopped_while_people_are_stored_keeps_what_it_stored_and_goes_on_by_itself_no_more()
    {
        var import = await HalfStoredAsync(Content());

        Assert.Equal(ImportState.Stopped, (await Stop.ExecuteAsync(import)).Value);

        var run = await RunAsync(import);
        Assert.Equal((ImportState.Stopped, Registry.Clock.Now), (run.State, run.FinishedAt!.Value));
        Assert.InRange(run.Outcomes.Created, 1, Many - 1);
        Assert.Equal(run.Outcomes.Created, await PeopleAsync());
        Assert.Null(Registry.Get<ImportActivity>().Of(import));
        Assert.Empty(await Registry.Get<ImportPeople>().LeftOpenAsync());
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        await Registry.ReopenAsync();
        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal((ImportState.Stopped, run.Outcomes.Created), ((await RunAsync(import)).State, await PeopleAsync()));
        Assert.Single(Spooled());
        Assert.Equal(Refusal.ImportNotRunning, (await Stop.ExecuteAsync(import)).Refusal);
    }

    [Fact]
    public async Task It_goes_on_where_it_stood_and_each_row_is_done_once()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);

        Assert.True((await Registry.Get<GoOnImport>().ExecuteAsync(import)).IsDone);
        Assert.Equal((ImportState.Committing, null, 0), ((await RunAsync(import)).State, (await RunAsync(import)).FinishedAt, (await RunAsync(import)).Outcomes.Total));
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        var run = await RunAsync(import);
        Assert.Equal((ImportState.Closed, Many, Many), (run.State, run.Outcomes.Created, run.DataRows));
        Assert.Equal(Many, await PeopleAsync());
        Assert.Empty(Spooled());
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<GoOnImport>().ExecuteAsync(import)).Refusal);
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task Taken_back_its_people_go_and_every_row_that_it_did_not_come_to_needs_review()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var stored = await PeopleAsync();
        Registry.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(new UndoneImport(stored, 0), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);

        var run = await RunAsync(import);
        Assert.Equal((ImportState.Undone, stored, Many - stored, Many), (run.State, run.Outcomes.Created, run.Outcomes.NeedsReview, run.Outcomes.Total));
        Assert.Equal(0, await PeopleAsync());
        Assert.Empty(Spooled());
        var last = (await Registry.Get<ImportQueries>().RowsAsync(import, RowOutcome.NeedsReview, Many - stored - 1, 1)).Rows[0].Row;
        Assert.Equal((nameof(ReviewReason.NotWritten), null), (last.Reason, last.Person));
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<GoOnImport>().ExecuteAsync(import)).Refusal);
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task Whom_a_colleague_touched_after_it_was_stopped_stays()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var stored = await PeopleAsync();
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        await Registry.OptOutAsync("an0@post.example.org");

        Assert.Equal(new UndoneImport(stored - 1, 1), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("an0@post.example.org")).Code);
    }

    [Fact]
    public async Task A_refusal_before_the_stop_holds_whatever_follows_and_one_behind_it_is_not_recorded_until_it_goes_on()
    {
        var import = await HalfStoredAsync($"{Header}Nee;Eerst;eerst@post.example.org;;;ja\r\n{Lines(Many)}Nee;Laatst;laatst@post.example.org;;;ja\r\n");
        await Stop.ExecuteAsync(import);
        Assert.Equal((DecisionCode.OptedOutAll, false), ((await Registry.DecideAsync("eerst@post.example.org")).Code, await IsOptedOutAsync("laatst@post.example.org")));

        await Registry.Get<GoOnImport>().ExecuteAsync(import);
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        Assert.True(await IsOptedOutAsync("laatst@post.example.org"));
        await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By);
        Assert.True(await IsOptedOutAsync("eerst@post.example.org"));
    }

    [Fact]
    public async Task One_that_is_stopped_while_its_rows_are_judged_is_an_upload_again()
    {
        var import = await BegunAsync(Content());
        Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));
        Assert.Equal(ImportState.Judging, Registry.Get<ImportActivity>().Of(import)!.State);

        Assert.Equal(ImportState.Uploaded, (await Stop.ExecuteAsync(import)).Value);

        Assert.Equal((ImportState.Uploaded, 0), ((await RunAsync(import)).State, await PeopleAsync()));
        Assert.NotNull(await Registry.Get<ImportQueries>().UploadAsync(import));
        Assert.Equal(Refusal.ImportNotRunning, (await Stop.ExecuteAsync(import)).Refusal);
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        Assert.Equal((ImportState.Closed, Many), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    [Fact]
    public async Task An_upload_that_had_been_stopped_is_thrown_away_with_all_that_was_judged()
    {
        var import = await BegunAsync(Content());
        await Stop.ExecuteAsync(import);
        await Registry.Get<RegistryWriter>().WriteAsync(write =>
        {
            write.Context.AddRange(Enumerable.Range(2, 1_500).Select(line => new ImportRunRow { ImportId = import, Line = line, Outcome = RowOutcome.Created }));
            return Task.CompletedTask;
        });

        Assert.True((await Registry.Get<DiscardImport>().ExecuteAsync(import)).IsDone);

        await using var database = Registry.Database();
        Assert.False(await database.Set<ImportRunRow>().AnyAsync());
        Assert.Null(await Registry.Get<ImportQueries>().FindAsync(import));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task Nothing_else_can_be_stopped_or_go_on()
    {
        var upload = await TakeInAsync(Header + Rows);
        var nobodys = Guid.CreateVersion7(Registry.Clock.Now);
        Assert.Equal((Refusal.ImportNotRunning, Refusal.ImportNotFound), ((await Stop.ExecuteAsync(upload)).Refusal, (await Stop.ExecuteAsync(nobodys)).Refusal));
        Assert.Equal((Refusal.ImportUnderWay, Refusal.ImportNotFound), ((await Registry.Get<GoOnImport>().ExecuteAsync(upload)).Refusal, (await Registry.Get<GoOnImport>().ExecuteAsync(nobodys)).Refusal));

        await FinishAsync(upload);
        Assert.Equal(Refusal.ImportNotRunning, (await Stop.ExecuteAsync(upload)).Refusal);
        Assert.Equal(ImportState.Closed, (await RunAsync(upload)).State);
    }

    [Fact]
    public async Task A_stopped_import_that_nobody_decides_about_is_closed_after_30_days()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var stored = await PeopleAsync();

        Registry.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(Refusal.ImportNotFound, (await Registry.Get<GoOnImport>().ExecuteAsync(import)).Refusal);
        await Registry.Get<ImportPeople>().CloseOverdueAsync();

        var run = await RunAsync(import);
        Assert.Equal((ImportState.Closed, stored, Many - stored), (run.State, run.Outcomes.Created, run.Outcomes.NeedsReview));
        Assert.Equal(stored, await PeopleAsync());
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task Its_rows_are_not_settled_by_what_was_read_before_a_colleague_had_it_go_on()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var read = await RunAsync(import);

        Assert.True((await Registry.Get<GoOnImport>().ExecuteAsync(import)).IsDone);
        Assert.False(await Registry.Get<CloseImport>().UnfinishedAsync(read, null, TestContext.Current.CancellationToken));

        Assert.Equal((ImportState.Committing, null), ((await RunAsync(import)).State, (await RunAsync(import)).FinishedAt));
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        Assert.Equal((ImportState.Closed, Many), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    [Fact]
    public async Task Nor_are_those_of_an_overdue_one_that_was_stopped_meanwhile()
    {
        var import = await HalfStoredAsync(Content());
        var read = await RunAsync(import);
        await Stop.ExecuteAsync(import);

        Assert.False(await Registry.Get<CloseImport>().UnfinishedAsync(read, null, TestContext.Current.CancellationToken));

        Assert.Equal(ImportState.Stopped, (await RunAsync(import)).State);
        await using var database = Registry.Database();
        Assert.False(await database.Set<ImportRunRow>().AnyAsync(row => row.Outcome == RowOutcome.NeedsReview));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_who_have_it_go_on_and_take_it_back_at_once_the_first_has_it(bool goesOn)
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var stored = await PeopleAsync();
        var letGo = new TaskCompletionSource();
        var held = Registry.Get<RegistryWriter>().WriteAsync(_ => letGo.Task);
        var first = goesOn ? Registry.Get<GoOnImport>().ExecuteAsync(import) : null;
        var undo = Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By);
        var goOn = first ?? Registry.Get<GoOnImport>().ExecuteAsync(import);
        letGo.SetResult();
        await held;

        Assert.Equal(goesOn ? (Refusal?)null : Refusal.ImportUnderWay, (await goOn).Refusal);
        Assert.Equal(goesOn ? Refusal.ImportNotClosed : (Refusal?)null, (await undo).Refusal);
        while (await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        var run = await RunAsync(import);
        Assert.Equal(goesOn ? (ImportState.Closed, Many, 0) : (ImportState.Undone, stored, Many - stored), (run.State, run.Outcomes.Created, run.Outcomes.NeedsReview));
    }

    [Fact]
    public async Task One_whose_taking_back_was_broken_off_goes_on_no_more_and_is_told_of_to_nobody()
    {
        var import = await HalfStoredAsync(Content());
        await Stop.ExecuteAsync(import);
        var stored = await PeopleAsync();
        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE UPDATE ON "ImportRunRows" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By));
        await SqlAsync("""DROP TRIGGER "Broken" """);
        Assert.Equal((ImportState.Stopped, 0), ((await RunAsync(import)).State, (await RunAsync(import)).Removed!.Value));
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<GoOnImport>().ExecuteAsync(import)).Refusal);

        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE DELETE ON "People" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By));
        await SqlAsync("""DROP TRIGGER "Broken" """);
        Assert.Equal(ImportState.Closed, (await RunAsync(import)).State);
        Assert.Empty(await Registry.Get<ImportQueries>().FinishedSinceAsync(TestRegistry.By, Registry.Clock.Now.AddDays(-1)));
        Assert.Empty(await Registry.Get<FinishedWorkQueries>().OfAsync(TestRegistry.By));

        Assert.Equal(new UndoneImport(stored, 0), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);

        async Task SqlAsync(string sql)
        {
            await using var database = Registry.Database();
            await database.Database.ExecuteSqlRawAsync(sql);
        }
    }

    [Theory]
    [InlineData(ImportState.Judging)]
    [InlineData(ImportState.Committing)]
    public async Task A_caller_who_breaks_it_off_stops_it_and_the_same_file_given_again_ends_it(ImportState state)
    {
        using var stop = new CancellationTokenSource();
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == state)
            {
                stop.Cancel();
            }
        });

        Assert.Equal(Refusal.ImportStopped, (await GiveAsync(progress, stop.Token)).Refusal);

        await using (var database = Registry.Database())
        {
            // Of one that had stored nothing nothing is left.
            var states = await database.Set<ImportRun>().Select(run => run.State).ToListAsync();
            Assert.Equal(state == ImportState.Judging ? 0 : 1, states.Count);
            Assert.All(states, each => Assert.Equal(ImportState.Stopped, each));
        }

        Assert.Equal(state == ImportState.Judging ? 0 : 1, Spooled().Length);
        Assert.Empty(await Registry.Get<ImportPeople>().LeftOpenAsync());

        var summary = (await GiveAsync(null, CancellationToken.None)).Value!;
        Assert.Equal((2, 1, 3), (summary.Outcomes.Created, summary.Outcomes.Rejected, summary.Outcomes.Total));
        await using var after = Registry.Database();
        Assert.Equal(ImportState.Closed, await after.Set<ImportRun>().Select(run => run.State).SingleAsync());
    }

    [Fact]
    public async Task A_server_that_stops_is_no_operator_who_stops_the_import()
    {
        using var end = new CancellationTokenSource();
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + Rows));
        var import = PacedImport(new BatchSizer { First = 1, Most = 1 });
        var progress = new SynchronousProgress<ImportProgress>(_ => end.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress, end.Token, end.Token));

        Assert.Single(await Registry.Get<ImportPeople>().LeftOpenAsync());
    }

    [Fact]
    public async Task Who_runs_it_from_the_command_line_hears_that_a_colleague_stopped_it()
    {
        Task<Result<ImportState>>? stopped = null;
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == ImportState.Committing && stopped is null)
            {
                using var database = Registry.Database();
                stopped = Stop.ExecuteAsync(database.Set<ImportRun>().Single().Id);
            }
        });

        Assert.Equal(Refusal.ImportStopped, (await GiveAsync(progress, CancellationToken.None)).Refusal);
        Assert.Equal(ImportState.Stopped, (await stopped!).Value);
        Assert.Equal(1, await PeopleAsync());
    }

    private async Task<Result<ImportSummary>> GiveAsync(IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + Rows));
        return await PacedImport(new BatchSizer { First = 1, Most = 1 }).ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress, CancellationToken.None, stop);
    }

    /// <summary>Begun, and standing still between two slices while its people are being stored.</summary>
    private async Task<Guid> HalfStoredAsync(string content)
    {
        var import = await BegunAsync(content);
        do
        {
            Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));
        }
        while (Registry.Get<ImportActivity>().Of(import)!.State == ImportState.Judging);

        return import;
    }

    private async Task<Guid> BegunAsync(string content)
    {
        var import = await TakeInAsync(content);
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        return import;
    }

    private async Task<bool> IsOptedOutAsync(string address) => (await Registry.DecideAsync(address)).Code == DecisionCode.OptedOutAll;

    private async Task<int> PeopleAsync()
    {
        await using var database = Registry.Database();
        return await database.Set<Person>().CountAsync();
    }

    private static string Content() => Header + Lines(Many);

    private static string Lines(int rows)
    {
        var content = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            content.Append(CultureInfo.InvariantCulture, $"An;Peeters {i};an{i}@post.example.org;;2026-03-01;\r\n");
        }

        return content.ToString();
    }
}
