using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Runs;

/// <summary>An import that is cut off, and one that is taken back.</summary>
public sealed class ImportResumeTests : ImportScene
{
    [Fact]
    public async Task An_import_cut_off_at_any_point_ends_with_the_same_report_and_standings()
    {
        await LoadSuppressionsAsync();
        await ImportAsync(SampleFiles.Open("stepstone-kandidaten.csv"));
        var (whole, report) = (await StandingsAsync(), await ReportAsync());

        await using var other = await TestRegistry.OpenAsync();
        var mine = Registry;
        Registry = other;
        await LoadSuppressionsAsync();
        Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        var pace = new BatchSizer { First = 3, Most = 3 };
        for (var cuts = 1; ; cuts++)
        {
            using var cut = new CancellationTokenSource();
            var reports = 0;
            var progress = new SynchronousProgress<ImportProgress>(each =>
            {
                if (++reports == 2)
                {
                    cut.Cancel();
                }
            });
            try
            {
                await PacedImport(pace).ExecuteAsync(SampleFiles.Open("stepstone-kandidaten.csv"), new NewImport("stepstone-kandidaten.csv"), TestRegistry.By, null, progress, cut.Token);
                Assert.True(cuts > 5);
                break;
            }
            catch (OperationCanceledException)
            {
                await Registry.ReopenAsync();
            }
        }

        Assert.Equal(report, await ReportAsync());
        Assert.Equal(whole, await StandingsAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Registry.Folder, "spool")));
        Registry = mine;
    }

    [Fact]
    public async Task An_import_that_fails_within_a_transaction_leaves_no_half_and_ends_with_the_same_report_and_standings()
    {
        await LoadSuppressionsAsync();
        await ImportAsync(SampleFiles.Open("recruitee-candidates.csv"));
        var (whole, report) = (await StandingsAsync(), await ReportAsync());

        await using var other = await TestRegistry.OpenAsync();
        var mine = Registry;
        Registry = other;
        await LoadSuppressionsAsync();
        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "ContactPoints" WHEN (SELECT count(*) FROM "ContactPoints") = 31 BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ImportAsync(SampleFiles.Open("recruitee-candidates.csv")));
        await using (var database = Registry.Database())
        {
            Assert.Empty(await database.ContactPoints.ToListAsync());
        }

        await Registry.ReopenAsync();
        await SqlAsync("""DROP TRIGGER "Broken" """);
        await ImportAsync(SampleFiles.Open("recruitee-candidates.csv"));
        Assert.Equal(report, await ReportAsync());
        Assert.Equal(whole, await StandingsAsync());
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        Registry = mine;

        async Task SqlAsync(string sql)
        {
            await using var database = Registry.Database();
            await database.Database.ExecuteSqlRawAsync(sql);
        }
    }

    [Fact]
    public async Task The_copy_of_an_open_import_cannot_be_read_and_is_gone_afterwards()
    {
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PacedImport(new BatchSizer { First = 3, Most = 3 }).ExecuteAsync(
            SampleFiles.Open("vdab-kandidaten.csv"), new NewImport("vdab.csv"), TestRegistry.By, null, new SynchronousProgress<ImportProgress>(_ => cut.Cancel()), cut.Token));
        var copy = await File.ReadAllBytesAsync(Assert.Single(Directory.EnumerateFiles(Path.Combine(Registry.Folder, "spool"))));
        Assert.DoesNotContain("example", Encoding.Latin1.GetString(copy), StringComparison.OrdinalIgnoreCase);

        var left = Assert.Single(await Registry.Get<ImportPeople>().LeftOpenAsync());
        var summary = await Registry.Get<ImportPeople>().ResumeAsync(left);
        Assert.True(summary.IsDone && summary.Value.Outcomes.Created > 0);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Registry.Folder, "spool")));
        Assert.Equal(Refusal.ImportNotFound, (await Registry.Get<ImportPeople>().ResumeAsync(left)).Refusal);
    }

    [Fact]
    public async Task Taking_back_that_was_cut_off_counts_what_it_had_removed()
    {
        var rows = string.Concat(Enumerable.Range(0, 150).Select(i => $"An;Peeters;an{i}@post.example.org;;;\r\n"));
        var import = (await ImportAsync(rows)).Import!.Value;
        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE DELETE ON "People" WHEN (SELECT count(*) FROM "People") < 40 BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By));
        await SqlAsync("""DROP TRIGGER "Broken" """);
        Assert.Equal(new UndoneImport(150, 0), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);
        await using var database = Registry.Database();
        Assert.Equal((150, 0), await database.Set<ImportRun>().Select(run => new ValueTuple<int, int>(run.Removed!.Value, run.Kept!.Value)).SingleAsync());

        async Task SqlAsync(string sql)
        {
            await using var database = Registry.Database();
            await database.Database.ExecuteSqlRawAsync(sql);
        }
    }

    [Fact]
    public async Task Taking_back_that_was_cut_off_counts_whom_it_kept_then_and_nobody_who_was_erased_meanwhile()
    {
        var rows = string.Concat(Enumerable.Range(0, 150).Select(i => $"An;Peeters;an{i}@post.example.org;;;\r\n"));
        var import = (await ImportAsync(rows)).Import!.Value;
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        List<Guid> touched = [];
        foreach (var address in (string[])["an0@post.example.org", "an1@post.example.org", "an149@post.example.org"])
        {
            touched.Add((await Registry.Get<FindPerson>().ExecuteAsync(address)).Value);
            await Registry.OptInAsync(touched[^1]);
        }

        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE DELETE ON "People" WHEN (SELECT count(*) FROM "People") < 40 BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By));
        await SqlAsync("""DROP TRIGGER "Broken" """);
        Assert.True((await Registry.Get<ErasePerson>().ExecuteAsync(touched[0], TestRegistry.By, EntryPoint.Screen)).IsDone);

        Assert.Equal(new UndoneImport(147, 2), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);

        async Task SqlAsync(string sql)
        {
            await using var database = Registry.Database();
            await database.Database.ExecuteSqlRawAsync(sql);
        }
    }

    [Fact]
    public async Task An_import_that_is_taken_back_twice_at_once_erases_everybody_once()
    {
        var import = (await ImportAsync("An;Peeters;an@post.example.org;;;\r\nJan;Maes;jan@post.example.org;;;\r\n")).Import!.Value;
        var an = (await Registry.Get<FindPerson>().ExecuteAsync("an@post.example.org")).Value;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By))));

        Assert.Equal(new UndoneImport(2, 0), Assert.Single(both, each => each.IsDone).Value);
        Assert.Equal(Refusal.ImportNotClosed, Assert.Single(both, each => !each.IsDone).Refusal);
        await using var database = Registry.Database();
        Assert.Single(database.LedgerEvents, each => each.Person == an && each.Type == LedgerEventType.PersonErased);
    }

    [Fact]
    public async Task Taking_back_that_was_overtaken_by_another_is_refused_and_changes_nothing()
    {
        var import = (await ImportAsync("An;Peeters;an@post.example.org;;;\r\nJan;Maes;jan@post.example.org;;;\r\n")).Import!.Value;
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        var jan = (await Registry.Get<FindPerson>().ExecuteAsync("jan@post.example.org")).Value;
        await Registry.OptInAsync(jan);
        var undo = Registry.Get<UndoImport>();
        var undoneAt = Registry.Clock.GetUtcNow();
        Assert.Equal(new UndoneImport(1, 1), (await undo.ExecuteAsync(import, TestRegistry.By)).Value);

        // The other one looked before this one had ended, and waits for its turn to write.
        await StateAsync(ImportState.Closed);
        Task<Result<UndoneImport>>? overtaken = null;
        await Registry.Get<RegistryWriter>().WriteAsync(async write =>
        {
            overtaken = undo.ExecuteAsync(import, TestRegistry.By);
            await write.Context.Set<ImportRun>().ExecuteUpdateAsync(set => set.SetProperty(each => each.State, ImportState.Undone));
        });
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        await Registry.Get<ErasePerson>().ExecuteAsync(jan, TestRegistry.By, EntryPoint.Screen);

        Assert.Equal(Refusal.ImportNotClosed, (await overtaken!).Refusal);
        await using var database = Registry.Database();
        Assert.Equal(undoneAt, (await database.Set<ImportRun>().SingleAsync()).UndoneAt);

        async Task StateAsync(ImportState state)
        {
            await using var other = Registry.Database();
            await other.Set<ImportRun>().ExecuteUpdateAsync(set => set.SetProperty(each => each.State, state));
        }
    }

    [Fact]
    public async Task Taking_back_removes_only_untouched_people_and_leaves_bars()
    {
        var summary = await ImportAsync("An;Peeters;an@post.example.org;;;\r\nJan;Maes;jan@post.example.org;;;\r\nEls;Claes;els@post.example.org;;;ja\r\n");
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        var jan = (await Registry.Get<FindPerson>().ExecuteAsync("jan@post.example.org")).Value;
        await Registry.OptInAsync(jan);
        var undone = await Registry.Get<UndoImport>().ExecuteAsync(summary.Import!.Value, TestRegistry.By);
        Assert.True(undone.IsDone);
        Assert.Equal((2, 1), (undone.Value.Removed, undone.Value.Kept));
        await using var database = Registry.Database();
        Assert.Equal(jan, (await database.People.SingleAsync()).Id);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("els@post.example.org")).Code);
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        Assert.Equal(Refusal.ImportNotClosed, (await Registry.Get<UndoImport>().ExecuteAsync(summary.Import.Value, TestRegistry.By)).Refusal);
    }
}
