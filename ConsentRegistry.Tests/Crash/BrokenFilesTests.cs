using System.Diagnostics;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Crash;

/// <summary>
/// Guarantee 9 with every single file of a data folder broken in every way: what is started ends or serves, says what is wrong, and never says yes to whom somebody opted out.
/// <c>CONSENT_BROKEN_FILES</c> sets how many of the broken folders are tried (1000: all of them), <c>CONSENT_RANDOM_SEED</c> which.
/// </summary>
public sealed class BrokenFilesTests(ITestOutputHelper output) : IDisposable
{
    private const string An = "an@voorbeeld.example";
    private const string ReadOnly = "read-only";

    // A server takes as long as a dozen verbs.
    private const int FoldersPerServer = 4;

    private static readonly int Folders = Chance.Number("CONSENT_BROKEN_FILES", 24);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Faults = ["missing", "empty", "foreign", "truncated", ReadOnly, "directory"];

    private static readonly string[][] Verbs = [["check", An, "--kind", "EventInvitation"], ["verify"], ["optout", "bert@voorbeeld.example"], ["repair-journal"]];

    private static readonly string[] Serve = ["serve", "--urls", "http://127.0.0.1:0"];

    private readonly TemporaryDirectory whole = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => whole.Dispose();

    [Fact]
    public async Task Whichever_file_is_broken_everything_ends_with_a_sentence_and_nobody_is_allowed_by_mistake()
    {
        var files = await FillAsync();
        var random = new Random(Chance.Seed);
        var all = files.SelectMany(_ => Faults, (file, fault) => (File: file, Fault: fault)).OrderBy(_ => random.Next()).ToList();
        output.WriteLine($"Seed {Chance.Seed}, {Math.Min(Folders, all.Count)} broken folders of {all.Count}.");
        var wrong = new List<string>();
        foreach (var (number, (file, fault)) in all.Take(Folders).Index())
        {
            var starts = Folders >= all.Count ? [.. Verbs, Serve]
                // Processes of their own take long: of these a few.
                : (string[][])[.. fault == ReadOnly ? random.GetItems(Verbs, 1) : Verbs, .. number % FoldersPerServer == 0 ? [Serve] : Array.Empty<string[]>()];
            foreach (var start in starts)
            {
                var began = Stopwatch.GetTimestamp();
                // Each on the folder as it was found: one verb may have mended what the next would stumble over.
                using var place = new TemporaryDirectory();
                Copy(whole.Path, place.Path);
                Break(Path.Combine(place.Path, file), fault);
                var (exit, heard, error) = start == Serve ? await ServeAsync(place.Path, fault)
                    : fault == ReadOnly ? await RunApartAsync(place.Path, start)
                    : await RunHereAsync(place.Path, start);
                var story = $"{file} {fault}: {start[0]} ended with {exit} after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s. {heard} {error}".TrimEnd();
                output.WriteLine(story);
                wrong.AddRange(WhatIsWrong(start[0], exit, heard, error, file).Select(problem => $"It {problem} {story}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>A folder with every kind of file that a server leaves, and their paths from the place where it is started.</summary>
    private async Task<List<string>> FillAsync()
    {
        Assert.Equal(0, (await RunHereAsync(whole.Path, "optout", An)).Exit);
        Assert.Equal(0, (await RunHereAsync(whole.Path, "user", "add", "ada@imalink.example", "Ada", "--role", "Administrator")).Exit);
        using (var server = await RegistryProcess.ServeAsync(whole.Path, Cancel))
        {
            // The first anchor is the work of a job.
            await Eventually.HoldsAsync(() => Task.FromResult(Directory.GetFiles(whole.Path, AnchorFile.FileName, SearchOption.AllDirectories).Length > 0), Patience);
            Assert.Equal(0, await server.TerminateAsync(Cancel));
        }

        var files = Directory.GetFiles(whole.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(whole.Path, file)).Order(StringComparer.Ordinal).ToList();
        string[] some = ["registry.db", "audit.db", "accounts.db", "jobs.db", "opt-outs.jsonl", "commits.mark", AnchorFile.FileName, FolderOwnership.LockFileName, "data.key", "suppression-1.key"];
        Assert.Empty(some.Except(files.Select(file => Path.GetFileName(file))));
        return files;
    }

    private static IEnumerable<string> WhatIsWrong(string verb, int? exit, string heard, string error, string file)
    {
        var said = heard + error;
        if (exit is not (0 or 1))
        {
            yield return "did not end as it should:";
        }

        if (exit == 1 && !WaysOut(file).Any(way => said.Contains(way, StringComparison.Ordinal)))
        {
            yield return "names neither the file nor a way out:";
        }

        if (said.Contains("   at ", StringComparison.Ordinal) || said.Contains("Exception", StringComparison.Ordinal))
        {
            yield return "shows a stack trace:";
        }

        if (verb == "check" && heard.StartsWith("Allow", StringComparison.Ordinal))
        {
            yield return "allows whom somebody opted out:";
        }
    }

    private static IEnumerable<string> WaysOut(string file) => [Path.GetFileName(file), "restore", "Put back", "put back", "repair-journal", "Give ", "give ", "--data"];

    private static void Break(string file, string fault)
    {
        var content = File.ReadAllBytes(file);
        switch (fault)
        {
            case ReadOnly:
                File.SetAttributes(file, FileAttributes.ReadOnly);
                return;
            case "empty":
                File.WriteAllBytes(file, []);
                return;
            case "truncated":
                File.WriteAllBytes(file, content[..(content.Length / 2)]);
                return;
            case "foreign":
                File.WriteAllBytes(file, [.. Enumerable.Range(0, Math.Max(content.Length, 64)).Select(i => (byte)(i * 37))]);
                return;
        }

        File.Delete(file);
        if (fault == "directory")
        {
            Directory.CreateDirectory(file);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            DataFolder.CreatePrivate(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private static async Task<(int? Exit, string Output, string Error)> RunHereAsync(string place, params string[] args)
    {
        using var caller = new Caller(directory: place);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        try
        {
            // On a thread of its own: what never comes back from its first step would keep the test too.
            var exit = await Task.Run(() => new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(args, caller.Console, limit.Token), limit.Token)
                .WaitAsync(limit.Token);
            return (exit, caller.Output, caller.Error);
        }
        catch (OperationCanceledException)
        {
            return (null, caller.Output, caller.Error);
        }
        finally
        {
            OpenDatabases.Close(place);
        }
    }

    /// <summary>In a process of its own, which may write nothing that is marked as read-only; the account of the tests may.</summary>
    private static async Task<(int? Exit, string Output, string Error)> RunApartAsync(string place, params string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        using var verb = RegistryProcess.StartObeyingFileModes(place, args);
        return await EndOfAsync(verb, limit.Token);
    }

    /// <summary>Starts a server; where it comes to serve, ends it as a service manager would.</summary>
    private static async Task<(int? Exit, string Output, string Error)> ServeAsync(string place, string fault)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        using var server = fault == ReadOnly ? RegistryProcess.StartObeyingFileModes(place, Serve) : RegistryProcess.Start(place, Serve);
        try
        {
            await Eventually.HoldsAsync(() => Task.FromResult(server.HasEnded || server.Said.Contains("Application started", StringComparison.Ordinal)), Patience);
            if (!server.HasEnded)
            {
                await server.TerminateAsync(limit.Token);
            }

            return await EndOfAsync(server, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, server.Said, server.Error);
        }
    }

    private static async Task<(int? Exit, string Output, string Error)> EndOfAsync(RegistryProcess process, CancellationToken limit)
    {
        try
        {
            return (await process.EndAsync(limit), await process.Output, process.Error);
        }
        catch (OperationCanceledException)
        {
            return (null, process.Said, process.Error);
        }
    }
}
