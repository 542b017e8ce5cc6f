using System.Text;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>What takes long at the desk of imports tells how far it is.</summary>
public sealed partial class ImportProgressTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_running_import_shows_its_progress_is_stopped_and_goes_on()
    {
        using var held = new HeldImport();
        var rows = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"An;Peeters;an{i}@kandidaat.example\r\n"));
        using var source = new MemoryStream(Encoding.UTF8.GetBytes($"Voornaam;Achternaam;E-mailadres\r\n{rows}"));
        var work = Task.Run(() => Get<ImportPeople>().ExecuteAsync(source, new NewImport("lange lijst.csv"), "cli:nacht", null, held));
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Rik", Role.Recruiter));
        await page.UntilInteractiveAsync();
        await held.Reached.Task;

        await page.OpenAsync("/imports");
        await Assertions.Expect(page.Locator(".grid [role='progressbar']")).ToBeVisibleAsync();
        await page.LookAsync("imports-running");
        await page.ClickAsync(".grid a");
        await Assertions.Expect(page.Locator("#running")).ToBeVisibleAsync();
        await page.LookAsync("import-running");
        var id = OneImport().Match(page.Url).Groups[1].Value;
        Assert.Equal(409, (await page.APIRequest.GetAsync($"/imports/{id}/report.csv")).Status);

        var stop = page.Locator("section.running .button-row button");
        await stop.ClickAsync();
        await Assertions.Expect(stop).ToHaveAttributeAsync("aria-busy", "true");
        held.Dispose();
        Assert.Equal(Refusal.ImportStopped, (await work).Refusal);
        await Assertions.Expect(page.Locator("#stopped")).ToBeVisibleAsync();
        await page.LookAsync("import-stopped");
        await page.ClickAsync(".button-row .mud-button-filled");
        await Assertions.Expect(page.Locator("#result")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByTestId("Created")).ToHaveTextAsync("1.500");
    }

    [Fact]
    public async Task A_large_file_streams_into_the_spool_and_its_progress_is_told()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "groot.csv");
        const int Rows = 30_000;
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, Rows)
            .Select(i => $"An;Peeters;an{i}@kandidaat.example;{new string('x', 1_000)}").Prepend("Voornaam;Achternaam;E-mailadres;Notities"));
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(await app.MakeOperatorAsync("Rik", Role.Recruiter));
        await page.OpenAsync("/imports");
        await page.SetInputFilesAsync("#upload", path);
        await Assertions.Expect(page.Locator(".drop-zone.working [role='progressbar']")).ToBeVisibleAsync();
        await page.PictureAsync("imports-uploading");
        var run = (await Get<ImportQueries>().FindAsync(Guid.Parse((await page.UntilAtAsync(OneImport(), patience: 120_000)).Groups[1].Value)))!;
        Assert.Equal((new FileInfo(path).Length, Rows), (run.FileLength, run.DataRows));
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    [GeneratedRegex("/imports/([0-9a-f-]{36})")]
    private static partial Regex OneImport();

    /// <summary>Holds an import in the midst of its work until it is let go.</summary>
    private sealed class HeldImport : IProgress<ImportProgress>, IDisposable
    {
        private readonly ManualResetEventSlim free = new();

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Report(ImportProgress value)
        {
            if (value is { State: ImportState.Committing, Rows: > 200 })
            {
                Reached.TrySetResult();
                free.Wait(TimeSpan.FromMinutes(3));
            }
        }

        public void Dispose() => free.Set();
    }
}
