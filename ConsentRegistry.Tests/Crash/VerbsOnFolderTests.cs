using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Crash;

/// <summary>Verbs that need a data folder, with real processes: alone, and beside a server.</summary>
public sealed class VerbsOnFolderTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task An_opt_out_holds_for_the_next_process_and_the_ledger_is_sound()
    {
        Assert.Equal(0, (await RunAsync("optout", "an@voorbeeld.example")).Exit);

        Assert.StartsWith("Block OptedOutAll (G-08): ", (await RunAsync("check", "AN@voorbeeld.example", "--kind", "EventInvitation")).Output, StringComparison.Ordinal);
        var (exit, output, _) = await RunAsync("verify", "--json");
        Assert.Equal(0, exit);
        Assert.StartsWith("{\"sound\":true,\"events\":1,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_verbs_work_beside_a_server_and_what_they_did_survives_its_kill()
    {
        await File.WriteAllLinesAsync(Path.Combine(place.Path, "list.txt"), ["an@voorbeeld.example", "no address", "0475 12 34 56"], Cancel);
        using (var server = await RegistryProcess.ServeAsync(place.Path, Cancel))
        {
            Assert.Equal("{\"added\":2,\"known\":0,\"unreadable\":[2]}\n", (await RunAsync("suppress", "list.txt", "--json")).Output);
            Assert.Equal(0, (await RunAsync("rotate-key")).Exit);
            await server.KillAsync(Cancel);
        }

        Assert.StartsWith("Block OptedOutAll (G-08): ", (await RunAsync("check", "+32475123456", "--kind", "EventInvitation", "--channel", "Sms")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify")).Exit);
    }

    [Fact]
    public async Task Verbs_at_the_same_time_on_a_free_folder_all_do_their_work()
    {
        var done = await Task.WhenAll(Enumerable.Range(1, 4).Select(each => RunAsync("optout", $"an{each}@voorbeeld.example")));

        Assert.All(done, verb => Assert.Equal((0, ""), (verb.Exit, verb.Error.Replace("Done; this process stays until the verbs that others sent to it have ended.", "", StringComparison.Ordinal).Trim())));
        Assert.StartsWith("{\"sound\":true,\"events\":4,", (await RunAsync("verify", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_suppression_key_is_named_with_a_way_out()
    {
        Assert.Equal(0, (await RunAsync("optout", "an@voorbeeld.example")).Exit);
        File.Delete(Path.Combine(place.Path, "data", "keys", "suppression-1.key"));

        foreach (var verb in new[] { "serve", "verify" })
        {
            var (exit, _, error) = await RunAsync(verb);
            Assert.Equal(1, exit);
            Assert.Contains("suppression-1.key", error, StringComparison.Ordinal);
            Assert.Contains("Put back the keys folder", error, StringComparison.Ordinal);
        }
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] args) => RegistryProcess.RunAsync(place.Path, Cancel, args);
}
