using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs.Scheduled;
using ConsentRegistry.Web.Jobs.Slices;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Jobs.Slices;

public sealed class ImportPollerTests
{
    private const string Content = "Voornaam;Achternaam;E-mailadres\r\nAnnelies;Vandeweerd;annelies@voorbeeld.example\r\n";

    [Fact]
    public async Task An_import_that_was_begun_is_handed_to_the_job_once_and_done()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await IdleAsync(jobs);
        var clock = ActivatorUtilities.CreateInstance<ImportPoller>(jobs.Get<IServiceProvider>());
        var import = await TakeInAsync(jobs);
        Assert.False(await clock.TickAsync(CancellationToken.None));

        Assert.True((await jobs.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        Assert.True(await clock.TickAsync(CancellationToken.None));
        Assert.False(await clock.TickAsync(CancellationToken.None));
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, import) == ImportState.Closed);
        Assert.Equal(1, (await jobs.Get<ImportQueries>().FindAsync(import))!.Outcomes.Created);
    }

    [Fact]
    public async Task An_import_that_was_begun_before_a_restart_goes_on_after_it_and_the_store_of_jobs_names_nobody()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var import = await TakeInAsync(jobs);
        Assert.True((await jobs.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        await ActivatorUtilities.CreateInstance<ImportPoller>(jobs.Get<IServiceProvider>()).TickAsync(CancellationToken.None);
        await jobs.ReopenAsync();
        Assert.Equal(ImportState.Judging, await StateAsync(jobs, import));

        await jobs.StartEngineAsync();
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, import) == ImportState.Closed);
        await jobs.StopEngineAsync();
        foreach (var file in Directory.GetFiles(jobs.Registry.Folder, "jobs.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            var text = Encoding.Latin1.GetString(bytes);
            Assert.DoesNotContain("voorbeeld", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Vandeweerd", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task An_import_that_was_stopped_and_begun_again_is_handed_over_again()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var clock = ActivatorUtilities.CreateInstance<ImportPoller>(jobs.Get<IServiceProvider>());
        var import = await TakeInAsync(jobs);
        Assert.True((await jobs.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        Assert.True(await clock.TickAsync(CancellationToken.None));
        Assert.False(await clock.TickAsync(CancellationToken.None));

        Assert.Equal(ImportState.Uploaded, (await jobs.Get<StopImport>().ExecuteAsync(import)).Value);
        Assert.False(await clock.TickAsync(CancellationToken.None));
        Assert.True((await jobs.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        Assert.True(await clock.TickAsync(CancellationToken.None));
        Assert.False(await clock.TickAsync(CancellationToken.None));
    }

    /// <summary>At a start every job runs once: until then it is not known which run took an import.</summary>
    private static Task IdleAsync(RunningJobs jobs) =>
        Eventually.HoldsAsync(async () => await jobs.LineAsync(JobSchedule.ImportResume) is { Runs: > 0, RunningSince: null });

    private static async Task<Guid> TakeInAsync(RunningJobs jobs)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Content));
        return (await jobs.Get<UploadImportFile>().ExecuteAsync(source, "lijst.csv", TestRegistry.By)).Import!.Value;
    }

    private static async Task<ImportState> StateAsync(RunningJobs jobs, Guid import) => (await jobs.Get<ImportQueries>().FindAsync(import))!.State;
}
