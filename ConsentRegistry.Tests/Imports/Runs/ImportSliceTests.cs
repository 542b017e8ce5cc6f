using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Tests.Imports.Uploads;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Imports.Runs;

/// <summary>An import that jobs carry some seconds at a time.</summary>
public sealed class ImportSliceTests : UploadScene
{
    private const int Many = 1000;

    private ResumeImports Resume => Registry.Get<ResumeImports>();

    [Fact]
    public async Task An_import_comes_to_its_end_however_short_the_slices_and_each_row_is_done_once()
    {
        var import = await BegunAsync(File(Many));
        var slices = 1;
        while (await Resume.ExecuteSliceAsync(TimeSpan.Zero))
        {
            slices++;
        }

        var run = await RunAsync(import);
        Assert.InRange(slices, 3, 1000);
        Assert.Equal((ImportState.Closed, Many, Many), (run.State, run.Outcomes.Created, run.DataRows));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task Between_two_slices_the_import_stands_still()
    {
        var import = await BegunAsync(File(Many));
        Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));

        var throughput = Registry.Get<ImportActivity>().Of(import)!;
        // Whatever else the process does meanwhile.
        await TakeInAsync(Header + Rows);

        Assert.Equal((throughput.State, throughput.Rows), (Registry.Get<ImportActivity>().Of(import)!.State, Registry.Get<ImportActivity>().Of(import)!.Rows));
        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal(ImportState.Closed, (await RunAsync(import)).State);
    }

    [Fact]
    public async Task An_import_that_is_begun_while_another_stands_still_is_done_in_the_same_turn()
    {
        var first = await BegunAsync(File(Many));
        Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));
        var second = await BegunAsync(Header + Rows);

        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));

        Assert.Equal((ImportState.Closed, ImportState.Closed), ((await RunAsync(first)).State, (await RunAsync(second)).State));
    }

    [Fact]
    public async Task A_second_slice_beside_the_first_does_nothing_and_has_the_first_look_once_more()
    {
        await BegunAsync(Header + Rows);
        var letGo = new TaskCompletionSource();
        var held = Registry.Get<RegistryWriter>().WriteAsync(_ => letGo.Task);
        var first = Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan);

        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));

        letGo.SetResult();
        await held;
        Assert.True(await first);
        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_server_that_stops_between_two_slices_leaves_the_import_for_the_next_start()
    {
        var import = await BegunAsync(File(Many));
        do
        {
            Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));
        }
        while (Registry.Get<ImportActivity>().Of(import)!.State == ImportState.Judging);

        await Registry.ReopenAsync();
        Assert.Equal(ImportState.Committing, (await RunAsync(import)).State);

        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        var run = await RunAsync(import);
        Assert.Equal((ImportState.Closed, Many), (run.State, run.Outcomes.Created));
    }

    [Fact]
    public async Task A_slice_that_is_called_off_calls_the_work_off()
    {
        var import = await BegunAsync(File(Many));
        Assert.True(await Resume.ExecuteSliceAsync(TimeSpan.Zero));
        using var stop = new CancellationTokenSource();
        var letGo = new TaskCompletionSource();
        var held = Registry.Get<RegistryWriter>().WriteAsync(_ => letGo.Task);
        var slice = Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan, stop.Token);

        await stop.CancelAsync();
        letGo.SetResult();
        await held;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slice);

        Assert.Null(Registry.Get<ImportActivity>().Of(import));
        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal((ImportState.Closed, Many), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    [Fact]
    public async Task A_slice_that_is_called_off_while_it_waits_for_the_work_to_stand_still_comes_to_its_end()
    {
        var import = await BegunAsync(File(Many));
        using var stop = new CancellationTokenSource();
        var letGo = new TaskCompletionSource();
        var held = Registry.Get<RegistryWriter>().WriteAsync(_ => letGo.Task);
        // Over at once: from here on it waits for the work, which waits for the writer.
        var slice = Resume.ExecuteSliceAsync(TimeSpan.Zero, stop.Token);
        await stop.CancelAsync();
        letGo.SetResult();
        await held;
        await Task.WhenAny(slice).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(await Resume.ExecuteSliceAsync(Timeout.InfiniteTimeSpan));
        Assert.Equal((ImportState.Closed, Many), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    private async Task<Guid> BegunAsync(string content)
    {
        var import = await TakeInAsync(content);
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        return import;
    }

    private static string File(int rows)
    {
        var content = new StringBuilder(Header);
        for (var i = 0; i < rows; i++)
        {
            content.Append(CultureInfo.InvariantCulture, $"An;Peeters {i};an{i}@post.example.org;;2026-03-01;\r\n");
        }

        return content.ToString();
    }
}
