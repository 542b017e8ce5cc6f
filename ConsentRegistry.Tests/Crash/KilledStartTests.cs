using System.Diagnostics;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Crash;

/// <summary>
/// Guarantee 5 from the first moment on: the real program, killed at instants of its start that nobody chose, on new folders and on what
/// was left of them. <c>CONSENT_KILLED_STARTS</c> sets how often (CI does it thirty-two times), <c>CONSENT_RANDOM_SEED</c> other instants.
/// </summary>
public sealed class KilledStartTests(ITestOutputHelper output)
{
    private const int StartsOnOneFolder = 8;

    // A start on a new folder is seen to change about so many times; more than half of them while it makes its tables.
    private const int MostChanges = 40;

    private static readonly int Starts = Chance.Number("CONSENT_KILLED_STARTS", 24);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(3);

    private static readonly string[][] Begun =
    [
        ["optout", "els@voorbeeld.example"],
        ["check", "els@voorbeeld.example", "--kind", "EventInvitation"],
        ["verify"],
        ["user", "add", "ada@imalink.example", "Ada", "--role", "Administrator"],
        ["serve", "--urls", "http://127.0.0.1:0"],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_is_killed_at_any_instant_keeps_nobody_out()
    {
        output.WriteLine($"Seed {Chance.Seed}, {Starts} starts.");
        var whole = await WholeStartAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Math.Max(1, Starts / StartsOnOneFolder)),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel },
            async (folder, _) => await KillOnAsync(folder, whole));
    }

    /// <summary>How long a verb takes here, from its first instant to its last.</summary>
    private static async Task<TimeSpan> WholeStartAsync()
    {
        using var place = new TemporaryDirectory();
        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(0, (await RegistryProcess.RunAsync(place.Path, Cancel, "optout", "els@voorbeeld.example")).Exit);
        return Stopwatch.GetElapsedTime(begun);
    }

    private async Task KillOnAsync(int number, TimeSpan whole)
    {
        var random = new Random(Chance.Seed + number);
        using var place = new TemporaryDirectory();
        var killed = new List<string>();
        for (var start = 0; start < StartsOnOneFolder; start++)
        {
            killed.Add(await KillOneAsync(place.Path, random, whole));
        }

        var story = $"Seed {Chance.Seed}, folder {number}, killed: {string.Join("; ", killed)}";
        output.WriteLine(story);
        await RunAsync(place.Path, story, "", "optout", "an@voorbeeld.example");
        await RunAsync(place.Path, story, "Block OptedOutAll (G-08)", "check", "an@voorbeeld.example", "--kind", "EventInvitation");
        await RunAsync(place.Path, story, "", "user", "add", "bram@imalink.example", "Bram", "--role", "Recruiter");
        await RunAsync(place.Path, story, "", "verify");
    }

    /// <summary>Starts the program and kills it, in half of the cases by the clock, in the other half by what it has changed in its folder.</summary>
    /// <returns>What was killed, and when.</returns>
    private static async Task<string> KillOneAsync(string place, Random random, TimeSpan whole)
    {
        var verb = Begun[random.Next(Begun.Length)];
        var after = whole * random.NextDouble();
        // Most of the time a start spends on itself; what could be torn lies close together.
        var changes = random.Next(2) == 0 ? random.Next(1, MostChanges) : int.MaxValue;
        var begun = Stopwatch.GetTimestamp();
        var seen = 0;
        using (var process = RegistryProcess.Start(place, verb))
        {
            var before = Look(place);
            using var looks = new PeriodicTimer(BetweenLooks);
            while (!process.HasEnded && seen < changes && Stopwatch.GetElapsedTime(begun) < (changes == int.MaxValue ? after : whole))
            {
                await looks.WaitForNextTickAsync(Cancel);
                var now = Look(place);
                seen += now.SequenceEqual(before) ? 0 : 1;
                before = now;
            }

            await process.KillAsync(Cancel);
        }

        return $"{verb[0]} after {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms and {seen} changes";
    }

    private static List<(string Name, long Length, DateTime Written)> Look(string place) =>
        [.. new DirectoryInfo(place).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => (file.FullName, file.Exists ? file.Length : 0, file.LastWriteTimeUtc)).Order()];

    private static async Task RunAsync(string place, string story, string answer, params string[] args)
    {
        using var caller = new Caller(directory: place);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        int? exit = null;
        try
        {
            exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(args, caller.Console, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Said below, with how it came to it.
        }

        OpenDatabases.Close(place);
        Assert.True(exit == 0 && caller.Output.StartsWith(answer, StringComparison.Ordinal), $"{story}. Then {args[0]} ended with {exit}: {caller.Output} {caller.Error}");
    }
}
