using System.Net;
using System.Net.Sockets;
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
            Assert.Equal("{\"added\":2,\"known\":0,\"unreadable\":[2],\"notTaken\":[{\"line\":2,\"reason\":\"NoContactPoint\"}]}\n", (await RunAsync("suppress", "list.txt", "--json")).Output);
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

        Assert.All(done, verb => Assert.Equal(0, verb.Exit));
        // On a busy machine they wait for each other, and for the registry to open, longer than they may in silence.
        string[] mayBeSaid =
        [
            "Waiting for the data folder", "Done; this process stays until the verbs that others sent to it have ended.",
            "warn: ConsentRegistry.Core.S", "      The registry is still being opened",
        ];
        Assert.All(
            done.SelectMany(verb => verb.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            line => Assert.Contains(mayBeSaid, said => line.StartsWith(said, StringComparison.Ordinal) || line.EndsWith(".db is still being upgraded to this version.", StringComparison.Ordinal)));
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

    [Fact]
    public async Task A_refusal_for_missing_keys_leaves_the_folder_as_it_was()
    {
        Assert.Equal(0, (await RunAsync("optout", "an@voorbeeld.example")).Exit);
        Directory.Delete(Path.Combine(place.Path, "data", "keys"), recursive: true);
        var before = Entries();

        foreach (var verb in new[] { "serve", "verify" })
        {
            var (exit, _, error) = await RunAsync(verb);
            Assert.Equal(1, exit);
            Assert.Contains("Put back the keys folder", error, StringComparison.Ordinal);
            Assert.Equal(before, Entries());
        }
    }

    [Fact]
    public async Task A_taken_port_ends_the_start_with_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exit, output, error) = await RunAsync("serve", "--urls", $"http://{other.LocalEndpoint}");

        Assert.Equal(1, exit);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.Equal($"Failed to bind to address http://{other.LocalEndpoint}: address already in use.", error.Trim());
    }

    [Fact]
    public async Task An_address_without_a_readable_port_is_refused_instead_of_listening_everywhere()
    {
        var (exit, _, error) = await RunAsync("serve", "--urls", "http://localhost:notaport");

        Assert.Equal(1, exit);
        Assert.Equal("http://localhost:notaport is no address to listen on; write it like http://localhost:5080.", error.Trim());
    }

    [Fact]
    public async Task Databases_can_be_read_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The system has no file modes.");
            return;
        }

        var data = Path.Combine(place.Path, "data");
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using (await RegistryProcess.ServeAsync(place.Path, Cancel))
        {
            foreach (var file in Directory.GetFiles(data, "*.db*"))
            {
                Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
            }

            Assert.NotEmpty(Directory.GetFiles(data, "registry.db-wal"));
        }

        Assert.Contains("Other accounts of this machine can look into the data folder", (await RunAsync("verify")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_server_a_campaign_is_begun_and_left_to_it()
    {
        using (await RegistryProcess.ServeAsync(place.Path, Cancel))
        {
            Assert.Equal(0, (await RunAsync("campaign", "create", "Java", "--kind", "ProjectOffer", "--offer", "P-7", "--match", "Java")).Exit);
            var (exit, output, _) = await RunAsync("campaign", "start", "Java", "--json");
            Assert.Equal(0, exit);
            Assert.Contains("\"name\":\"Java\"", output, StringComparison.Ordinal);
            Assert.Equal(0, (await RunAsync("user", "add", "ada@imalink.example", "Ada", "--role", "Administrator")).Exit);
        }
    }

    private List<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(place.Path, "data"), "*", SearchOption.AllDirectories).Order()];

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] args) => RegistryProcess.RunAsync(place.Path, Cancel, args);
}
