using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Runs;

/// <summary>Imports that were cut off after three of twelve rows.</summary>
public sealed class ResumeImportsTests : ImportScene
{
    private string Spool => Path.Combine(Registry.Folder, "spool");

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task An_import_left_open_is_finished_however_old_it_is(int days)
    {
        await CutOffAsync();
        Registry.Clock.Advance(TimeSpan.FromDays(days));
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        var run = await RunAsync();
        Assert.Equal((ImportState.Closed, 12), (run.State, run.Outcomes.Created));
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    [Fact]
    public async Task An_import_open_for_more_than_30_days_is_closed_and_says_what_it_did_not_write()
    {
        await CutOffAsync();
        Registry.Clock.Advance(TimeSpan.FromDays(30));
        await Registry.Get<ImportPeople>().CloseOverdueAsync();
        Assert.Equal(ImportState.Committing, (await RunAsync()).State);
        Assert.Single(Directory.EnumerateFiles(Spool));

        Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        await Registry.Get<ImportPeople>().CloseOverdueAsync();
        var run = await RunAsync();
        Assert.Equal((ImportState.Closed, 3, 9), (run.State, run.Outcomes.Created, run.Outcomes.NeedsReview));
        Assert.Contains("5,NeedsReview,NotWritten,", await ReportAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Spool));
        await using var database = Registry.Database();
        Assert.Equal(3, await database.People.CountAsync());
        Assert.Equal(3, await database.Set<ImportRunRow>().CountAsync(row => row.Person != null));
    }

    [Fact]
    public async Task An_import_that_cannot_be_finished_is_told_of_and_closed_in_the_end()
    {
        await CutOffAsync();
        await File.WriteAllBytesAsync(Assert.Single(Directory.EnumerateFiles(Spool)), new byte[200]);
        await Assert.ThrowsAsync<AggregateException>(() => Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal(ImportState.Committing, (await RunAsync()).State);
        Registry.Clock.Advance(TimeSpan.FromDays(31));
        await Assert.ThrowsAsync<AggregateException>(() => Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal(ImportState.Closed, (await RunAsync()).State);
        Assert.Empty(Directory.EnumerateFiles(Spool));
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task A_bar_that_had_not_reached_the_people_just_written_reaches_them_on_resuming()
    {
        await CutOffAsync();
        await BarAddressAsync("an1@post.example.org");
        Assert.Equal([AddressKind.Email], await BarredAsync());
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
        Assert.Equal([AddressKind.Email, AddressKind.Phone], await BarredAsync());
        Assert.Equal(12, (await RunAsync()).Outcomes.Created);

        async Task<List<AddressKind>> BarredAsync()
        {
            await using var database = Registry.Database();
            return await database.SuppressionEntries.OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToListAsync();
        }
    }

    [Fact]
    public async Task A_preview_sees_a_bar_that_stands_in_the_journal_alone()
    {
        await SqlAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "SuppressionEntries" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        Assert.False(await BarAddressAsync("an@post.example.org"));
        await SqlAsync("""DROP TRIGGER "Broken" """);
        var summary = await PreviewAsync(new MemoryStream(Encoding.UTF8.GetBytes(Header + "An;Peeters;an@post.example.org;;;\r\n")));
        Assert.Equal(1, summary.Outcomes.Suppressed);
    }

    private async Task CutOffAsync()
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"An;P{(char)('a' + i)};an{i}@post.example.org;04751234{i:00};;\r\n"));
        using var cut = new CancellationTokenSource();
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == ImportState.Committing)
            {
                cut.Cancel();
            }
        });
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PacedImport(new BatchSizer { First = 3, Most = 3 })
            .ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress, cut.Token));
    }

    /// <summary>On the address alone, as it stands when the one who has it is written a moment later.</summary>
    private Task<bool> BarAddressAsync(string address) => Registry.Get<RecordBar>().ExecuteAsync(
    [
        new BarAct(JournalKind.Bar, LedgerEventType.OptOutAll, Guid.Empty, [Address.Read(address)!])
        {
            ActId = Guid.CreateVersion7(Registry.Clock.Now),
            Scope = BarScope.Everything,
            Reason = SuppressionReason.OptOut,
            ReceivedAt = Registry.Clock.Now,
            EntryPoint = EntryPoint.CommandLine,
            Operator = TestRegistry.By,
        },
    ]);

    private async Task<ImportRun> RunAsync()
    {
        await using var database = Registry.Database();
        return await database.Set<ImportRun>().AsNoTracking().SingleAsync();
    }

    private async Task SqlAsync(string sql)
    {
        await using var database = Registry.Database();
        await database.Database.ExecuteSqlRawAsync(sql);
    }
}
